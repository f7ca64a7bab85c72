import type { TesseraClient } from '@tessera/client';
import type { MerchantOrder, Payment, PaymentOptions, Quote } from '@tessera/contract';
import { html, nothing, type LitElement } from 'lit';
import { press } from '../amount.js';
import { money } from '../format.js';
import { msg, str } from '../locale/localize.js';
import type { Picked } from './choice.js';
import { ConfirmController } from './confirm.js';
import { couponList } from './coupon-list.js';
import { paymentResult, paymentWords } from './payment-result.js';
import { isOpen, PaymentWatchController } from './payment-watch.js';
import { DEAD } from './pin-entry.js';
import { planList } from './plans.js';
import { quoteLines } from './quote-lines.js';
import { sourceList } from './source-list.js';
import { TermsController } from './terms.js';
import { failureOf } from '../problem.js';
import { randomKey } from '../random-key.js';
import { sheet } from '../sheet.js';
import type { Part } from '../widget.js';
import { sumOf, yuan, type Typed } from './order-sum.js';
import { orderStyles } from './order.styles.js';
import { entryView, rowsView, storeView, type Opened } from './order-views.js';

export { orderStyles };

/** What paying an order needs from its widget. */
export interface DeskOptions {
  readonly client: () => TesseraClient | undefined;
  /** There is no network: nothing can be paid. */
  readonly offline: () => boolean;
  readonly explain: (error: unknown) => Promise<string>;
  readonly announce: (text: string) => void;
  /** Newer options came with a contract that was accepted. */
  readonly take: (options: PaymentOptions) => void;
  readonly onPayment: (payment: Payment) => void;
  /** The strong action's words after a decline. */
  readonly again: () => string;
  /** The user is done with this order, one way or another. */
  readonly onEnd: () => void;
}

/** An order under way: what was read, what the user entered and chose, and what it comes to. */
interface Under {
  readonly payload: string;
  readonly order: MerchantOrder;
  readonly typed: Typed;
  readonly field: keyof Typed;
  readonly step: 'entry' | 'quote' | 'paying';
  readonly picked: Picked;
  readonly quote?: Quote;
  readonly problem?: string;
  /** What the sum was when the user last agreed to it, where it has changed since. */
  readonly before?: number;
}

/** Milliseconds between tries to learn what became of a payment whose answer was lost. */
const TRIES = [1_000, 2_000, 4_000, 8_000, 15_000];

/** Pays one read order: amount and tip, quote, agreement, confirmation, and the truth about what became of it. */
export class PayDesk {
  #under: Under | undefined;
  #opened: Opened | undefined;
  #shownAt = 0;
  #run = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #watch: PaymentWatchController;
  readonly #confirm: ConfirmController;
  readonly #terms: TermsController;

  constructor(private readonly host: LitElement, private readonly options: DeskOptions) {
    const { client, explain, announce } = options;
    this.#watch = new PaymentWatchController(host, client, (payment) => this.#onPayment(payment));
    this.#confirm = new ConfirmController(host, { client, explain, announce, onPayment: (payment) => this.#watch.show(payment) });
    this.#terms = new TermsController(host, { client, explain, onAccepted: (accepted, sourceId) => {
      options.take(accepted);
      this.#pick({ sourceId });
    } });
    host.addController({ hostDisconnected: () => clearTimeout(this.#timer), hostConnected: () => { if (this.#under?.step === 'paying' && !this.#watch.payment) void this.#send(0); } });
  }

  /** There is an order or a payment to show. */
  get busy(): boolean {
    return this.#under !== undefined || this.#watch.payment !== undefined;
  }

  open(payload: string, order: MerchantOrder): void {
    const entry = !order.amount || order.tip?.kind === 'ask';
    this.#set({ payload, order, typed: { amount: '', tip: '' }, field: order.amount ? 'tip' : 'amount', step: entry ? 'entry' : 'quote', picked: {} });
    this.options.announce(order.amount ? msg(str`${order.store.name}，${money(order.amount)}`) : msg(str`${order.store.name}，请输入金额`));
    if (!entry) void this.#quote();
  }

  /** A key of a keyboard, while an amount is being entered. */
  key(key: string): void {
    const under = this.#under;
    if (under?.step !== 'entry') return;
    this.#set({ ...under, typed: { ...under.typed, [under.field]: press(under.typed[under.field], key) } });
  }

  render(data: PaymentOptions): Part {
    const { payment } = this.#watch;
    if (payment?.status === 'needs_confirmation') return this.#confirm.render();
    if (payment) return paymentResult(payment, { onDone: this.#onDone, onSources: this.#onSources, again: this.options.again() }, this.#confirm.renderOffer());
    const under = this.#under;
    if (!under) return nothing;
    const { order, typed, field } = under;
    if (under.step === 'entry') {
      return entryView({
        order, typed, field, onBack: this.#onDone, onKey: (key) => this.key(key), onField: (name) => this.#set({ ...under, field: name }),
        onNext: () => {
          this.#set({ ...under, step: 'quote' });
          void this.#quote();
        },
      });
    }
    return html`${this.#renderQuote(under, data)}${this.#renderOpened(under, data)}${this.#terms.render()}`;
  }

  #renderQuote(under: Under, data: PaymentOptions): Part {
    const { order, quote, problem, step, picked, before } = under;
    const paying = step === 'paying';
    const sum = sumOf(order, under.typed);
    const tip = sum.tip ? html`<small>${msg(str`价格 ${money(yuan(sum.price))}，另加小费 ${money(yuan(sum.tip))}`)}</small>` : nothing;
    const changed = quote && before !== undefined ? html`<p class="notice changed" role="alert"><span>${msg(str`金额有变化：刚才是 ${money(yuan(before))}，现在是 ${money(quote.pay)}。确认后才会付款。`)}</span></p>` : nothing;
    return html`<div class="order" aria-busy=${paying || !quote}>
      ${storeView(order, tip)}
      ${quote ? html`${changed}${quoteLines({ quote, sources: data.sources })}` : problem ? nothing : html`<div class="bone quote"></div>`}
      ${quote && !paying ? rowsView({
        data, quote, choice: choiceOf(picked), source: data.sources.find(({ id }) => id === quote.sourceId),
        onOpen: (opened) => this.#open(opened), onPoints: () => this.#pick({ points: !picked.points }),
      }) : nothing}
      ${problem ? html`<p class="notice" part="error" role="alert"><span>${problem}</span></p>` : nothing}
      ${paying ? this.#renderPaying(problem !== undefined) : html`<div class="pair"><button class="button soft" @click=${this.#onDone}>${msg('不付了')}</button>
        ${quote || !problem
          ? html`<button class="button pay" part="action" ?disabled=${!quote?.sourceId} @click=${this.#onPay}>${quote ? msg(str`确认付款 ${money(quote.pay)}`) : msg('正在算要付多少')}</button>`
          : html`<button class="button" part="action" @click=${() => void this.#quote()}>${msg('重试')}</button>`}</div>`}</div>`;
  }

  #renderPaying(unanswered: boolean): Part {
    return html`<button class="button" disabled>${msg('正在付款，请不要重复付')}</button>
      ${unanswered ? html`<button class="ghost" @click=${this.#onDone}>${msg('先离开，结果会记在最近付款里')}</button>` : nothing}`;
  }

  #renderOpened({ picked, quote }: Under, data: PaymentOptions): Part {
    const onClose = (): void => this.#open(undefined);
    switch (this.#opened) {
      case 'sources': return sheet({ heading: msg('选择付款方式'), onClose, body: sourceList({
        sources: data.sources, current: quote?.sourceId ?? undefined, verdicts: quote?.sources, onPick: (sourceId) => this.#pick({ sourceId, months: undefined }),
        onTerms: (sourceId) => {
          this.#open(undefined);
          void this.#terms.open(sourceId, quote?.pay);
        },
      }) });
      case 'coupons': return sheet({ heading: msg('选择优惠券'), onClose, body: couponList({ coupons: data.coupons, current: choiceOf(picked).coupon, verdicts: quote?.coupons, onPick: (coupon) => this.#pick({ coupon }) }) });
      case 'plans': return sheet({ heading: msg('分期'), onClose, body: planList({
        plans: quote?.instalments ?? [], offer: data.sources.find(({ id }) => id === quote?.sourceId)?.instalments ?? null, months: picked.months,
        onPick: (months) => this.#pick({ months, ...(quote?.sourceId && { sourceId: quote.sourceId }) }),
      }) });
      default: return nothing;
    }
  }

  #open(opened: Opened | undefined): void {
    this.#opened = opened;
    this.host.requestUpdate();
  }

  #pick(picked: Picked): void {
    const under = this.#under;
    this.#opened = undefined;
    if (!under) return;
    const { before: _before, ...rest } = under;
    this.#set({ ...rest, picked: { ...under.picked, ...picked } });
    void this.#quote();
  }

  /** Asks what it comes to; what was shown stays until the answer is there, but cannot be paid meanwhile. */
  async #quote(before?: number): Promise<void> {
    const under = this.#under;
    const client = this.options.client();
    if (!under || !client) return;
    const run = (this.#run += 1);
    const { price, tip } = sumOf(under.order, under.typed);
    const { sourceId, months, coupon, points } = { ...under.picked, ...choiceOf(under.picked) };
    const { quote: _quote, problem: _problem, before: _before, ...rest } = under;
    this.#set({ ...rest, step: 'quote' });
    try {
      const quote = await client.payments.quote({ storeId: under.order.store.id, amount: price + tip, coupon, points: points ? 'on' : 'off', ...(sourceId && { sourceId }), ...(months && { months: `${months}` }) });
      if (run !== this.#run || !this.#under) return;
      this.#shownAt = performance.now();
      this.#set({ ...rest, step: 'quote', quote, ...(before !== undefined && before !== quote.pay.amount && { before }) });
      this.options.announce(msg(str`要付 ${money(quote.pay)}`));
    } catch (error) {
      const problem = await this.options.explain(error);
      if (run === this.#run && this.#under) this.#set({ ...rest, step: 'quote', problem });
    }
  }

  #onPay = (): void => {
    const under = this.#under;
    if (!under?.quote || performance.now() - this.#shownAt < DEAD) return;
    if (this.options.offline()) return this.#set({ ...under, problem: msg('没有网络，没有付款。网络恢复后再付。') });
    this.#key = randomKey();
    const { problem: _problem, before: _before, ...rest } = under;
    this.#set({ ...rest, step: 'paying' });
    void this.#send(0);
  };

  /** Names this payment: however often its answer is lost and it is asked for again, it is paid at most once. */
  #key = '';

  async #send(tries: number): Promise<void> {
    const under = this.#under;
    const client = this.options.client();
    if (!under?.quote || !client) return;
    const { payload, order, picked, quote } = under;
    const { price, tip } = sumOf(order, under.typed);
    const { coupon, points } = choiceOf(picked);
    const key = this.#key;
    const live = (): boolean => key === this.#key && this.#under?.step === 'paying' && !this.#watch.payment;
    try {
      const payment = await client.payments.payMerchant({
        payload, tip, coupon, points, pay: { amount: quote.pay.amount, currency: 'CNY' },
        ...(order.amount ? {} : { amount: yuan(price) }), ...(quote.sourceId && { sourceId: quote.sourceId }), ...(picked.months && { months: picked.months }),
      }, { idempotencyKey: key });
      if (live()) this.#watch.show(payment);
    } catch (error) {
      if (!live()) return;
      const { code } = failureOf(error);
      if (unknown.has(code)) return this.#again(tries);
      if (code === 'quote_changed') return void this.#quote(quote.pay.amount);
      const problem = await this.options.explain(error);
      if (live()) this.#set({ ...under, step: 'quote', problem });
    }
  }

  /** The answer was lost: it may be paid. The same question is asked until somebody knows. */
  #again(tries: number): void {
    const under = this.#under;
    if (!under) return;
    if (tries === 0) this.options.announce(msg('还不知道结果，请不要重复付款'));
    this.#set({ ...under, problem: msg('没有收到回答，还不知道付没付成。正在反复询问，请不要重复付款。') });
    if (this.host.isConnected) this.#timer = setTimeout(() => void this.#send(tries + 1), TRIES[Math.min(tries, TRIES.length - 1)]);
  }

  #onPayment(payment: Payment): void {
    this.options.announce(paymentWords(payment));
    this.options.onPayment(payment);
    this.#confirm.start(payment);
  }

  /** Another way to pay for the same order. */
  #onSources = (): void => {
    const under = this.#under;
    this.#close();
    if (!under) return;
    this.#set({ ...under, step: 'quote' });
    this.#open('sources');
    void this.#quote();
  };

  #onDone = (): void => {
    if ((this.#watch.payment && isOpen(this.#watch.payment)) || this.#under?.step === 'paying') this.options.announce(msg('结果会记在最近付款里'));
    this.#close();
    this.#set(undefined);
    this.options.onEnd();
  };

  #close(): void {
    clearTimeout(this.#timer);
    this.#run += 1;
    this.#key = '';
    this.#confirm.end();
    this.#watch.dismiss();
    this.#opened = undefined;
  }

  #set(under: Under | undefined): void {
    this.#under = under;
    this.host.requestUpdate();
  }
}

/** Failures after which the payment may still have been made. */
const unknown = new Set(['network_error', 'timeout', 'request_in_progress', 'unavailable', 'internal', 'invalid_response', 'session_mint_failed']);

const choiceOf = ({ coupon = 'auto', points = false, ...rest }: Picked) => ({ coupon, points, ...rest.months && { months: rest.months } });
