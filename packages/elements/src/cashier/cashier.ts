import type { TesseraClient } from '@tessera/client';
import type { Payment, TesseraEvent } from '@tessera/contract';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { EventsController } from '../controllers/events.js';
import { element } from '../element.js';
import { PaymentEvent } from '../events.js';
import { calendarDay } from '../format.js';
import { backspace, mark } from '../icons.js';
import { msg } from '../locale/localize.js';
import { failureOf } from '../problem.js';
import { listStyles } from '../styles/list.styles.js';
import { WidgetElement, type Part } from '../widget.js';
import { fen, press } from './amount.js';
import { cashierStyles } from './cashier.styles.js';
import { ScannerController } from './scanner.js';
import { chargeView, chargeWords, todayView, type Charge } from './till-views.js';

/** What the till starts a day with. */
interface Today {
  readonly storeName: string;
  readonly payments: readonly Payment[];
}

/** One try to be paid: asked again under the same key until there is an answer, it is charged at most once. */
interface Attempt {
  readonly code: string;
  readonly amount: Payment['amount'];
  readonly idempotencyKey: string;
}

/** Milliseconds between questions about a charge without a result. */
const POLL = 2_000;
/** Most payments of a day that the till lists. */
const MOST = 1_000;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'Backspace'];

/**
 * A merchant's till: an amount, a scanned or typed pay code, and one of three results. For terminals' sessions.
 *
 * @fires tessera-ready - Today's payments are shown.
 * @fires tessera-error - Something could not be done; carries the problem's code.
 * @fires tessera-payment - A charge came to a status.
 * @slot header - Instead of the store's name.
 * @csspart card - The card.
 * @csspart header - Its header.
 * @csspart action - The one strong button of each view.
 * @csspart item - A payment of today.
 * @csspart error - A failure's view or sentence.
 */
@element('tessera-cashier')
export class CashierElement extends WidgetElement<Today> {
  static override styles = [WidgetElement.styles, listStyles, cashierStyles];

  @state() private display = '';
  @state() private code = '';
  @state() private charge: Charge | undefined;
  @state() private refunding: { readonly payment: Payment; readonly key: string; readonly problem?: string; readonly busy?: boolean } | undefined;
  @state() private sheets: typeof import('./refund-sheet.js') | undefined;

  #attempt: Attempt | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #beforeRun = '';

  constructor() {
    super();
    new EventsController(this, () => this.activeClient, (event) => this.#onEvent(event));
    new ScannerController(this, (key) => this.#onKey(key), (digits) => this.#onScan(digits), () => {
      this.#beforeRun = this.display;
    });
  }

  protected get heading(): string {
    return this.data?.storeName || msg('收银台');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#attempt) void this.#ask();
  }

  protected async load(client: TesseraClient, signal: AbortSignal): Promise<Today> {
    const payments: Payment[] = [];
    const walk = async (): Promise<void> => {
      for await (const payment of client.payments.list.each({ day: calendarDay(client.now()), limit: 100 }, { signal })) {
        if (payments.push(payment) >= MOST) return;
      }
    };
    const [{ subject }] = await Promise.all([client.session.get({}, { signal }), walk()]);
    return { storeName: subject.kind === 'terminal' ? subject.storeName : '', payments };
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('charge' as never) && this.charge) {
      this.announce(chargeWords(this.charge));
      this.renderRoot.querySelector<HTMLElement>('.result .button')?.focus();
    }
  }

  protected override renderMark(): Part {
    return mark();
  }

  protected renderReady({ payments }: Today): Part {
    return html`<div class="till">
      ${this.charge ? chargeView(this.charge, this.#onNext) : this.#renderPad()}
      ${todayView(payments, (payment) => void this.#openRefund(payment))}
    </div>${this.#renderRefund()}`;
  }

  #renderPad(): TemplateResult {
    const amount = fen(this.display);
    return html`<div class="pad">
      <div class="display ${this.display ? '' : 'none'}"><strong aria-live="polite"><sub>¥</sub>${this.display || '0.00'}</strong></div>
      <div class="keys" role="group" aria-label=${msg('金额')}>${KEYS.map((key) => html`<button aria-label=${key === 'Backspace' ? msg('删除') : nothing} @click=${() => this.#onKey(key)}>${key === 'Backspace' ? backspace() : key}</button>`)}</div>
      <form @submit=${this.#onSubmit}>
        <label>${msg('付款码')}<input name="code" inputmode="numeric" autocomplete="off" placeholder=${msg('扫码枪对准顾客的付款码，或输入数字')} .value=${this.code} @input=${this.#onCodeInput} /></label>
        <button class="button charge" part="action" ?disabled=${!amount || this.code.replace(/\s/g, '').length < 16}>${msg('收款')}</button>
      </form></div>`;
  }

  #renderRefund(): Part {
    const { refunding, sheets } = this;
    return refunding && sheets ? sheets.refundSheet({
      payment: refunding.payment,
      problem: refunding.problem,
      busy: refunding.busy ?? false,
      onRefund: (amount, reason) => void this.#refund(amount, reason),
      onClose: () => { this.refunding = undefined; },
    }) : nothing;
  }

  #onKey(key: string): void {
    if (this.refunding) return;
    if (this.charge) {
      if (key === 'Enter' && this.#ended) this.#onNext();
    } else if (key === 'Enter') this.renderRoot.querySelector<HTMLInputElement>('input[name=code]')?.focus();
    else this.display = press(this.display, key);
  }

  /** The scanner's digits went to the display like anybody's; they are taken back from there. */
  #onScan(digits: string): void {
    if (this.charge || this.refunding) return;
    this.display = this.#beforeRun;
    this.code = digits;
    this.#start();
  }

  #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#start();
  };

  #onCodeInput = (event: Event): void => {
    this.code = (event.target as HTMLInputElement).value;
  };

  #start(): void {
    const amount = { amount: fen(this.display), currency: 'CNY' as const };
    if (!amount.amount) {
      this.notice = msg('请先输入金额，再扫码');
      return;
    }
    this.notice = undefined;
    this.#attempt = { code: this.code, amount, idempotencyKey: crypto.randomUUID() };
    this.charge = { at: 'asking', amount };
    void this.#ask();
  }

  get #ended(): boolean {
    const { charge } = this;
    return charge?.at === 'refused' || (charge?.at === 'known' && (charge.payment.status === 'paid' || charge.payment.status === 'declined'));
  }

  /** Asks for the result until it is known: by the same charge under the same key, or by the payment once it has an id. */
  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    const { activeClient: client, charge } = this;
    const attempt = this.#attempt;
    if (!client || !attempt || !this.isConnected) return;
    const { code, amount, idempotencyKey } = attempt;
    try {
      const payment = charge?.at === 'known'
        ? await client.payments.get({ paymentId: charge.payment.id })
        : await client.payments.charge({ code, amount: { amount: amount.amount, currency: 'CNY' } }, { idempotencyKey });
      if (attempt === this.#attempt) this.#settle(payment);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      const { offline, code: problem } = failureOf(error);
      const open = offline || ['request_in_progress', 'unavailable', 'internal', 'rate_limited', 'invalid_response'].includes(problem);
      if (charge?.at === 'known') return this.#again();
      if (!open) {
        this.#attempt = undefined;
        const words = await this.explain(error);
        this.charge = { at: 'refused', amount, words };
        return;
      }
      this.charge = { at: 'unanswered', amount };
      this.#again();
    }
  }

  #again(): void {
    if (this.isConnected) this.#timer = setTimeout(() => void this.#ask(), POLL);
  }

  #settle(payment: Payment): void {
    const { charge } = this;
    const news = charge?.at !== 'known' || charge.payment.status !== payment.status;
    if (news && this.#attempt) {
      this.charge = { at: 'known', amount: payment.amount, payment };
      this.dispatchEvent(new PaymentEvent(payment));
      void this.refresh();
    }
    if (this.#ended) this.#attempt = undefined;
    else this.#again();
  }

  #onEvent({ payment }: TesseraEvent): void {
    if (!payment) return;
    if (this.charge?.at === 'known' && this.charge.payment.id === payment.id && !this.#ended) this.#settle(payment);
    else if (!this.charge) void this.refresh();
  }

  #onNext = (): void => {
    clearTimeout(this.#timer);
    const kept = this.charge?.at === 'refused' || (this.charge?.at === 'known' && this.charge.payment.status === 'declined');
    this.#attempt = undefined;
    this.charge = undefined;
    this.code = '';
    if (!kept) this.display = '';
  };

  async #openRefund(payment: Payment): Promise<void> {
    this.refunding = { payment, key: crypto.randomUUID() };
    this.sheets ??= await import('./refund-sheet.js');
    this.addStyles(this.sheets.sheetStyles);
  }

  async #refund(amount: number, reason: string): Promise<void> {
    const { activeClient: client, refunding } = this;
    if (!client || !refunding || refunding.busy) return;
    const { payment, key } = refunding;
    this.refunding = { payment, key, busy: true };
    try {
      await client.payments.refund({ paymentId: payment.id, amount: { amount, currency: 'CNY' }, reason }, { idempotencyKey: `${key}:${amount}` });
      this.renderRoot.querySelector('dialog')?.close();
      this.refunding = undefined;
      this.announce(msg('退款成功'));
      await this.refresh();
    } catch (error) {
      this.refunding = { payment, key, problem: await this.explain(error) };
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-cashier': CashierElement;
  }
}
