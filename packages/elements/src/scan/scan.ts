import type { TesseraClient } from '@tessera/client';
import type { PaymentOptions } from '@tessera/contract';
import { html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CameraController } from '../camera.js';
import { ConnectionController } from '../controllers/connection.js';
import { readFile } from '../decoder.js';
import { element } from '../element.js';
import { PaymentEvent } from '../events.js';
import { mark } from '../icons.js';
import { keypadStyles } from '../keypad.js';
import { msg } from '../locale/localize.js';
import { failureOf } from '../problem.js';
import { listStyles } from '../styles/list.styles.js';
import { viewfinderStyles } from '../viewfinder.js';
import { WidgetElement, type Part } from '../widget.js';
import { faultWords } from './fault-words.js';
import { finderView, wrongView, type Wrong } from './find-views.js';
import type { PayDesk } from '../paying/pay-desk.js';
import { ScanReadEvent } from './scan-events.js';
import { scanStyles } from './scan.styles.js';

export * from './scan-events.js';

/**
 * Scan to pay: reads a store's code by camera, from a picture or typed, shows the store, the amount and what it comes to, and
 * pays when the user agrees. The camera is asked for on a tap and let go as soon as a code is read or the page is hidden.
 *
 * @fires tessera-ready - It can be used.
 * @fires tessera-error - Something could not be done; carries the problem's code.
 * @fires tessera-scan-read - A store's code was read; carries what it asks for.
 * @fires tessera-payment - A payment from here came to a status.
 * @slot header - Instead of the heading.
 * @slot empty - Shown when the user has no way to pay yet.
 * @csspart card - The card.
 * @csspart header - Its header.
 * @csspart action - The one strong button of each view.
 * @csspart item - A row: funding source, instalments, coupon, points.
 * @csspart quote - What the order comes to.
 * @csspart confirm - The PIN pad.
 * @csspart error - A failure's view or sentence.
 * @cssstate loading - Asking the gateway.
 * @cssstate offline - The network is gone; the last data may be shown.
 * @cssstate error - The last question failed.
 */
@element('tessera-scan')
export class ScanElement extends WidgetElement<PaymentOptions> {
  static override styles = [WidgetElement.styles, listStyles, viewfinderStyles, keypadStyles, scanStyles];

  /** Never offers the camera: a picture or typing only. */
  @property({ type: Boolean, attribute: 'no-camera' }) noCamera = false;

  @state() private typing = false;
  @state() private typed = '';
  @state() private reading = false;
  @state() private wrong: Wrong | undefined;

  #desk: PayDesk | undefined;
  #read: AbortController | undefined;
  readonly #camera = new CameraController(this, ['qr_code'], (text) => void this.#onText(text));
  readonly #connection = new ConnectionController(this, () => this.activeClient?.now() ?? Date.now(), () => undefined);

  protected get heading(): string {
    return msg('扫一扫');
  }

  protected load(client: TesseraClient, signal: AbortSignal): Promise<PaymentOptions> {
    return client.payments.options({}, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#read?.abort();
    this.reading = false;
  }

  protected override isEmpty({ sources }: PaymentOptions): boolean {
    return sources.every(({ unusable }) => unusable && unusable !== 'terms_not_accepted');
  }

  protected override renderMark(): Part {
    return mark();
  }

  protected override renderSkeleton(): Part {
    return html`<div class="finder idle"></div><div class="bone"></div>`;
  }

  protected override renderEmpty(): Part {
    return html`<div class="failure"><b>${msg('还没有可用的付款方式')}</b><small>${msg('开通数字人民币钱包或绑定一张银行卡，就能在这里付款')}</small>
      <button class="button soft" @click=${() => this.refresh()}>${msg('我已开通')}</button></div>`;
  }

  protected renderReady(data: PaymentOptions): Part {
    return html`<div class="stage">${this.#renderStep(data)}</div>`;
  }

  #renderStep(data: PaymentOptions): Part {
    if (this.#desk?.busy) return this.#desk.render(data);
    if (this.reading) return html`<div class="reading">${mark()}<span>${msg('正在读取')}</span></div>`;
    if (this.wrong) return wrongView(this.wrong, this.#onAgain);
    return finderView({
      camera: this.#camera, noCamera: this.noCamera, offline: this.#connection.offlineSince !== undefined, typing: this.typing, typed: this.typed,
      onCamera: () => void this.#camera.start(), onStop: () => this.#camera.stop(), onFile: (file) => void this.#onFile(file),
      onType: (typing) => this.#type(typing), onTyped: (text) => { this.typed = text; }, onSubmit: () => void this.#onText(this.typed.trim()),
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('noCamera') && this.noCamera && this.#camera.on) this.#camera.stop();
  }

  #type(typing: boolean): void {
    this.#camera.stop();
    this.typing = typing;
    if (typing) void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus());
  }

  async #onFile(file: File): Promise<void> {
    this.#camera.stop();
    this.reading = true;
    try {
      const text = await readFile(file, ['qr_code']);
      if (text === undefined) this.#fail(msg('图片里没有找到收款码'), msg('换一张更清楚、更正的图片，或用相机扫'));
      else await this.#onText(text);
    } catch (error) {
      if (error instanceof Error && error.name === 'DecoderError') this.#fail(msg('现在不能识别图片'), msg('请输入码上的内容'));
      else this.#fail(msg('这个文件不是图片'), msg('请选一张有收款码的图片'));
    }
  }

  async #onText(payload: string): Promise<void> {
    const client = this.activeClient;
    if (!client || !payload) return;
    this.#camera.stop();
    this.#read?.abort();
    const { signal } = (this.#read = new AbortController());
    this.reading = true;
    this.wrong = undefined;
    try {
      const [order, desk] = await Promise.all([client.merchantCodes.read({ payload: payload.slice(0, 1024) }, { signal }), this.#loadDesk()]);
      if (signal.aborted) return;
      this.typing = this.reading = false;
      this.typed = '';
      this.dispatchEvent(new ScanReadEvent(order));
      desk.open(payload, order);
    } catch (error) {
      if (!signal.aborted) await this.#refuse(error);
    }
  }

  async #refuse(error: unknown): Promise<void> {
    const said = await this.explain(error);
    const { code } = failureOf(error);
    try {
      const { title, next } = (await import('../problem-text.js')).problemText(code);
      this.#fail(title, next, code === 'merchant_code_malformed' ? faultWords((error as { errors?: unknown }).errors) : []);
    } catch {
      this.#fail(msg('没有成功'), said);
    }
  }

  #fail(title: string, next: string, faults: readonly string[] = []): void {
    this.reading = false;
    this.wrong = { title, next, faults };
    this.announce(title);
  }

  async #loadDesk(): Promise<PayDesk> {
    const { PayDesk, orderStyles } = await import('../paying/pay-desk.js');
    this.addStyles(orderStyles);
    return (this.#desk ??= new PayDesk(this, {
      client: () => this.activeClient, offline: () => this.#connection.offlineSince !== undefined, explain: (error) => this.explain(error), announce: (text) => this.announce(text), take: (options) => this.take(options),
      onPayment: (payment) => this.dispatchEvent(new PaymentEvent(payment)), again: () => msg('重新扫码'), onEnd: () => void this.refresh(),
    }));
  }

  #onAgain = (): void => {
    this.wrong = undefined;
    if (!this.typing && !this.noCamera) void this.#camera.start();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-scan': ScanElement;
  }
}
