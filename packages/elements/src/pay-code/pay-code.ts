import type { TesseraClient } from '@tessera/client';
import type { Payment, PaymentOptions } from '@tessera/contract';
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
import type { Choice, Picked } from '../paying/choice.js';
import { PaymentWatchController } from '../paying/payment-watch.js';
import { choose, offers, withoutCoupon } from './choice.js';
import type { Opened, PayDesk } from './desk.js';
import { LiveCodeController, type LiveCode } from './live-code.js';
import { codePanel, measurePanel } from './panel.js';
import { BrightnessEvent, PayCodeChangeEvent } from './pay-code-events.js';
import { payCodeStyles } from './pay-code.styles.js';
import { noSource, refusedWords, rows } from './rows.js';

export * from './pay-code-events.js';

/**
 * The code a till charges: a QR code and a barcode of one number that renews itself, and what it is paid with. It asks for
 * the PIN or a passkey where a payment needs it, tells what became of it, and works without a network for small sums.
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
  /** What is going to be charged, in minor units: its quote is shown before it is. */
  @property({ type: Number }) amount?: number;
  /** The most that may be paid here at once, in minor units. */
  @property({ type: Number, attribute: 'amount-limit' }) amountLimit?: number;
  /** Only the QR code. */
  @property({ type: Boolean, attribute: 'no-barcode' }) noBarcode = false;
  /** Never offers points for cash. */
  @property({ type: Boolean, attribute: 'no-points' }) noPoints = false;

  @state() private picked: Picked = {};
  @state() private revealed = false;
  @state() private room = 308;
  @state() private opened: Opened | undefined;
  @state() private codeFailure: string | undefined;
  @state() private desk: PayDesk | undefined;
  /** The coupon that was asked for and that the gateway does not offer now. */
  @state() private refused: string | undefined;

  readonly #visibility = new VisibilityController(this, () => this.requestUpdate());
  readonly #awake = new WakeLockController(this);
  readonly #live = new LiveCodeController(this, {
    client: () => this.activeClient,
    choice: () => this.#choice,
    spare: () => this.desk?.offline.next(),
    onChange: (code, renewed) => this.#onCode(code, renewed),
    onFailure: (error) => void this.#onCodeFailure(error),
  });
  readonly #watch = new PaymentWatchController(this, () => this.activeClient, (payment) => this.#onPayment(payment), (event) => this.desk?.onEvent(event));
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
    const late = this.data !== this.#seen && !renewing && (!code || (!code.offline && sourceId && sourceId !== code.sourceId));
    if (this.data && !this.desk) this.#fetching ??= whenCalm(() => void this.#loadDesk());
    this.#seen = this.data;
    // A coupon claimed a moment ago is not among the options yet, so they are asked for again before it is refused.
    if (changed.has('refused') && this.refused && this.data) {
      this.announce(refusedWords(this.data));
      void this.#live.renew();
    } else if (changed.has('coupon') && this.coupon && !offers(this.data, this.coupon)) void this.refresh().then(() => this.#live.renew());
    else if (late || (code && (changed.has('coupon') || changed.has('account')))) void this.#live.renew();
  }

  get #blocked(): boolean {
    return this.data ? this.isEmpty(this.data) || this.desk?.overCap === true : this.failed;
  }

  get #choice(): Choice {
    return choose(this.data, this.picked, this);
  }

  protected override renderMark(): Part {
    return mark();
  }

  protected override renderAction(): Part {
    return this.data && !this.#watch.payment ? html`<button class="ghost" aria-haspopup="dialog" @click=${() => this.#open('history')}>${msg('最近付款')}</button>` : nothing;
  }

  protected override renderSkeleton(): Part {
    return html`${this.#renderPanel(undefined)}${this.#renderQuote()}<div class="bones">${Array.from({ length: this.noPoints ? 2 : 3 }, () => html`<div class="bone"></div>`)}</div>`;
  }

  protected override renderEmpty(): Part {
    return html`${noSource(this.data, () => void this.refresh(), () => this.#open('sources'))}${this.data && this.desk?.renderOpened(this.opened, this.data)}`;
  }

  protected renderReady(data: PaymentOptions): Part {
    const { desk } = this;
    const { payment } = this.#watch;
    if (payment) return desk?.renderPayment(payment) ?? html`<p class="failure"><b>${payment.store.name}</b><small>${money(payment.paid)}</small></p>`;
    const choice = this.#choice;
    const { code } = this.#live;
    // A code that would pay from another source than the one shown is not shown.
    const fits = code?.offline || !choice.sourceId || choice.sourceId === code?.sourceId;
    return html`${desk?.overCap ? nothing : this.#renderPanel(fits ? code : undefined)}${code?.offline ? nothing : this.#renderQuote()}
      ${rows(data, {
        ...choice, sourceId: code?.offline ? code.sourceId : choice.sourceId ?? code?.sourceId,
        quoted: desk?.quote?.coupons, unfit: desk?.unfit, refused: this.refused !== undefined, noPoints: this.noPoints, offline: code?.offline !== undefined,
        onOpen: (opened) => this.#open(opened), onPoints: this.#onPointsClick,
      })}
      ${desk?.renderOpened(this.opened, data)}`;
  }

  #renderPanel(code: LiveCode | undefined): TemplateResult {
    const { secondsLeft, renewing } = this.#live;
    return codePanel({
      code, secondsLeft, renewing,
      paused: !this.#visibility.shown, failure: this.codeFailure, revealed: this.revealed, noBarcode: this.noBarcode, room: this.room,
      onReveal: this.#onRevealClick, onRenew: () => void this.#live.renew(), onEnlarge: (symbol) => this.#open(symbol),
    });
  }

  /** Its room is kept until it is there. */
  #renderQuote(): Part {
    return this.amount === undefined ? nothing : this.desk?.renderQuote() ?? html`<div class="quote"></div>`;
  }

  #open(opened: Opened): void {
    this.opened = opened;
    void this.#loadDesk().then(() => this.desk?.onOpen(opened));
  }

  /** Fetched as soon as the page's widgets stand, so that it is there when a tap or a payment needs it and the network is gone. */
  async #loadDesk(): Promise<void> {
    try {
      const { PayDesk, viewStyles } = await import('./desk.js');
      this.addStyles(viewStyles);
      this.desk ??= new PayDesk(this, {
        client: () => this.activeClient, data: () => this.data, choice: () => this.#choice, code: () => this.#live.code,
        asked: () => ({ amount: this.amount, cap: this.amountLimit }),
        explain: (error) => this.explain(error), announce: (text) => this.announce(text),
        open: (opened) => (opened ? this.#open(opened) : (this.opened = undefined)),
        pick: (picked) => this.#pick(picked),
        order: (sourceIds) => void this.act((client) => client.payments.orderSources({ sourceIds })).then((options) => options && this.take(options)),
        take: (options) => this.take(options),
        done: this.#onDone,
      }, this.#watch);
    } catch (error) {
      if (this.opened || this.#watch.payment) this.notice = await this.explain(error);
      this.opened = undefined;
    }
  }

  #pick(picked: Picked): void {
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
    void this.#loadDesk().then(() => this.announce(this.desk?.wordsFor(payment) ?? payment.store.name));
  }

  #onCode(code: LiveCode | undefined, renewed: boolean): void {
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
    this.codeFailure = this.desk?.offline.spent ? msg('离线码用完了，有网络后会自动恢复') : await this.explain(error);
    const { sourceId, coupon } = this.picked;
    if (failureOf(error).offline || !(sourceId || coupon)) return;
    this.picked = {};
    this.notice = this.codeFailure;
    await this.refresh();
  }

  #onOnline = (): void => {
    if (!this.#live.code || this.#live.code.offline) void this.#live.renew();
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
