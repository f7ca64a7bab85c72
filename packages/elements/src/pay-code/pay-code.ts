import type { TesseraClient } from '@tessera/client';
import type { PayCode, Payment, PaymentOptions } from '@tessera/contract';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { whenCalm } from '../calm.js';
import { VisibilityController } from '../controllers/visibility.js';
import { WakeLockController } from '../controllers/wake-lock.js';
import { element } from '../element.js';
import { PaymentEvent } from '../events.js';
import { money } from '../format.js';
import { mark } from '../icons.js';
import { msg } from '../locale/localize.js';
import { failureOf } from '../problem.js';
import { listStyles } from '../styles/list.styles.js';
import { WidgetElement, type Part } from '../widget.js';
import { choose, offers, withoutCoupon } from './choice.js';
import { LiveCodeController, type Choice } from './live-code.js';
import { codePanel, measurePanel } from './panel.js';
import { BrightnessEvent, PayCodeChangeEvent } from './pay-code-events.js';
import { payCodeStyles } from './pay-code.styles.js';
import { PaymentWatchController } from './payment-watch.js';
import { refusedWords, rows } from './rows.js';

export * from './pay-code-events.js';

type Views = typeof import('./views.js');
/** What stands over the card. */
export type Opened = 'sources' | 'coupons' | 'barcode' | 'qr';

/**
 * The code a till charges: a QR code and a barcode of one number that renews itself, and what it is paid with.
 *
 * @fires tessera-ready - The funding sources are shown for the first time.
 * @fires tessera-error - Something could not be done; carries the problem's code.
 * @fires tessera-code-change - Another code is shown, or none; without the number.
 * @fires tessera-payment - A payment with this code came to a status.
 * @fires tessera-brightness - Asks a native shell for a bright screen while a code is shown.
 * @slot header - Instead of the heading.
 * @slot empty - Shown when the user has no way to pay yet.
 * @csspart card - The card.
 * @csspart header - Its header.
 * @csspart code - The panel with the symbols, always white.
 * @csspart item - A row: funding source, coupon, points.
 * @csspart error - A failure's view or sentence.
 * @cssstate loading - Asking the gateway.
 * @cssstate offline - The network is gone; the last data may be shown.
 * @cssstate error - The last question failed.
 */
@element('tessera-pay-code')
export class PayCodeElement extends WidgetElement<PaymentOptions> {
  static override styles = [WidgetElement.styles, listStyles, payCodeStyles];

  /** A coupon's id to pay with, `auto` for the best that fits, or `none`. */
  @property() coupon?: string;
  /** A funding source's id or kind to pay with instead of the user's first. */
  @property() account?: string;
  /** Only the QR code. */
  @property({ type: Boolean, attribute: 'no-barcode' }) noBarcode = false;
  /** Never offers points for cash. */
  @property({ type: Boolean, attribute: 'no-points' }) noPoints = false;

  @state() private picked: Partial<Choice> = {};
  @state() private revealed = false;
  @state() private room = 308;
  @state() private opened: Opened | undefined;
  @state() private codeFailure: string | undefined;
  @state() private views: Views | undefined;
  /** The coupon that was asked for and that the gateway does not offer now. */
  @state() private refused: string | undefined;

  readonly #visibility = new VisibilityController(this, () => this.requestUpdate());
  readonly #awake = new WakeLockController(this);
  readonly #live = new LiveCodeController(this, {
    client: () => this.activeClient,
    choice: () => this.#choice,
    onChange: (code, renewed) => this.#onCode(code, renewed),
    onFailure: (error) => void this.#onCodeFailure(error),
  });
  readonly #watch = new PaymentWatchController(this, () => this.activeClient, (payment) => this.#onPayment(payment));
  #usedClient: TesseraClient | undefined;
  #seen: PaymentOptions | undefined;
  #judged: PaymentOptions | undefined;
  #spent: string | undefined;
  #size: ResizeObserver | undefined;
  #fetching: (() => void) | undefined;

  protected get heading(): string {
    return msg('付款码');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#onOnline);
    this.#size = new ResizeObserver(() => this.#measure());
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#onOnline);
    this.#size?.disconnect();
    this.#fetching?.();
    this.#fetching = undefined;
  }

  protected load(client: TesseraClient, signal: AbortSignal): Promise<PaymentOptions> {
    return client.payments.options({}, { signal });
  }

  protected override isEmpty({ sources }: PaymentOptions): boolean {
    return sources.every(({ unusable }) => unusable);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.activeClient !== this.#usedClient) {
      this.#usedClient = this.activeClient;
      this.#live.stop();
      this.#watch.dismiss();
    }
    if (changed.has('coupon')) {
      this.refused = this.#spent = undefined;
      this.picked = withoutCoupon(this.picked);
    }
    const { data, coupon, picked } = this;
    if (!data || data === this.#judged) return;
    this.#judged = data;
    this.refused = coupon && !picked.coupon && coupon !== this.#spent && !offers(data, coupon) ? coupon : undefined;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#measure();
    const wanted = this.isConnected && this.#visibility.shown && !this.#watch.payment && !this.#blocked;
    if (wanted && this.activeClient) this.#live.start();
    else this.#live.stop({ used: this.#watch.payment?.payCodeId === this.#live.code?.id });
    if (!this.#visibility.shown) this.revealed = false;
    const { code, renewing } = this.#live;
    const { sourceId } = this.#choice;
    const late = this.data !== this.#seen && !renewing && (!code || (sourceId && sourceId !== code.sourceId));
    if (this.data && !this.views) this.#fetching ??= whenCalm(() => void this.#loadViews());
    this.#seen = this.data;
    // A coupon claimed a moment ago is not among the options yet, so they are asked for again before it is refused.
    if (changed.has('refused') && this.refused && this.data) {
      this.announce(refusedWords(this.data));
      void this.#live.renew();
    } else if (changed.has('coupon') && this.coupon && !offers(this.data, this.coupon)) void this.refresh().then(() => this.#live.renew());
    else if (late || (code && (changed.has('coupon') || changed.has('account')))) void this.#live.renew();
  }

  get #blocked(): boolean {
    return this.data ? this.isEmpty(this.data) : this.failed;
  }

  get #choice(): Choice {
    return choose(this.data, this.picked, this);
  }

  protected override renderMark(): Part {
    return mark();
  }

  protected override renderSkeleton(): Part {
    return html`${this.#renderPanel()}<div class="bones">${Array.from({ length: this.noPoints ? 2 : 3 }, () => html`<div class="bone"></div>`)}</div>`;
  }

  protected override renderEmpty(): Part {
    return html`<div class="failure"><b>${msg('还没有可用的付款方式')}</b><small>${msg('开通数字人民币钱包或绑定一张银行卡，就能在这里付款')}</small>
      <button class="button soft" @click=${() => this.refresh()}>${msg('我已开通')}</button></div>`;
  }

  protected renderReady(data: PaymentOptions): Part {
    if (this.#watch.payment) return this.#renderPayment(this.#watch.payment);
    const choice = this.#choice;
    return html`${this.#renderPanel()}
      ${rows(data, { ...choice, sourceId: choice.sourceId ?? this.#live.code?.sourceId, refused: this.refused !== undefined, noPoints: this.noPoints, onOpen: (opened) => this.#open(opened), onPoints: this.#onPointsClick })}
      ${this.#renderOpened(data)}`;
  }

  #renderPanel(): TemplateResult {
    const { code, secondsLeft, renewing } = this.#live;
    return codePanel({
      code, secondsLeft, renewing,
      paused: !this.#visibility.shown,
      failure: this.codeFailure,
      revealed: this.revealed,
      noBarcode: this.noBarcode,
      room: this.room,
      onReveal: this.#onRevealClick,
      onRenew: () => void this.#live.renew(),
      onEnlarge: (symbol) => this.#open(symbol),
    });
  }

  #renderPayment(payment: Payment): Part {
    return this.views
      ? this.views.paymentResult(payment, { onDone: this.#onDone, onSources: () => { this.#onDone(); this.#open('sources'); } })
      : html`<p class="failure"><b>${payment.store.name}</b><small>${money(payment.paid)}</small></p>`;
  }

  #renderOpened(data: PaymentOptions): Part {
    if (!this.views || !this.opened) return nothing;
    const onClose = (): void => {
      this.opened = undefined;
    };
    return this.views.opened(this.opened, {
      data,
      choice: this.#choice,
      code: this.#live.code,
      onClose,
      onPick: (picked) => this.#pick(picked),
      onOrder: (sourceIds) => void this.#order(sourceIds),
    });
  }

  #open(opened: Opened): void {
    this.opened = opened;
    void this.#loadViews();
  }

  /** What a tap or a payment shows: fetched as soon as the page's widgets stand, so that it is there when a tap or a payment needs it and the network is gone. */
  async #loadViews(): Promise<void> {
    try {
      const views = await import('./views.js');
      this.addStyles(views.viewStyles);
      this.views = views;
    } catch (error) {
      if (this.opened || this.#watch.payment) this.notice = await this.explain(error);
      this.opened = undefined;
    }
  }

  async #order(sourceIds: string[]): Promise<void> {
    const options = await this.act((client) => client.payments.orderSources({ sourceIds }));
    if (options) this.take(options);
  }

  #pick(picked: Partial<Choice>): void {
    this.notice = this.refused = undefined;
    this.picked = { ...this.picked, ...picked };
    void this.#live.renew();
  }

  #measure(): void {
    const panel = this.renderRoot.querySelector<HTMLElement>('.symbol');
    if (panel?.clientWidth) this.room = measurePanel(panel);
  }

  #onPayment(payment: Payment): void {
    this.opened = undefined;
    this.dispatchEvent(new PaymentEvent(payment));
    void this.#loadViews().then(() => this.announce(this.views?.paymentWords(payment) ?? payment.store.name));
  }

  #onCode(code: PayCode | undefined, renewed: boolean): void {
    this.#awake.hold(code !== undefined);
    if (code) {
      this.#watch.expect(code.id);
      this.codeFailure = undefined;
      if (renewed && !this.refused) this.announce(msg('付款码已更新'));
    }
    if (!renewed) this.dispatchEvent(new BrightnessEvent(code !== undefined));
    this.dispatchEvent(new PayCodeChangeEvent(code?.id ?? null));
  }

  async #onCodeFailure(error: unknown): Promise<void> {
    if (this.failed) return;
    this.codeFailure = await this.explain(error);
    const { sourceId, coupon } = this.picked;
    if (failureOf(error).offline || !(sourceId || coupon)) return;
    this.picked = {};
    this.notice = this.codeFailure;
    await this.refresh();
  }

  #onOnline = (): void => {
    if (!this.#live.code) void this.#live.renew();
  };

  #onRevealClick = (): void => {
    this.revealed = !this.revealed;
  };

  #onPointsClick = (): void => {
    this.#pick({ points: !this.#choice.points });
  };

  #onDone = (): void => {
    this.#watch.dismiss();
    this.picked = {};
    this.#spent = this.coupon;
    void this.refresh();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-pay-code': PayCodeElement;
  }
}
