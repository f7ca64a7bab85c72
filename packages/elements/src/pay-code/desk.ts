import type { TesseraClient } from '@tessera/client';
import type { Money, Payment, PaymentOptions, Quote, TesseraEvent } from '@tessera/contract';
import { html, nothing, type LitElement, type ReactiveController } from 'lit';
import { LARGEST } from '../amount.js';
import { money } from '../format.js';
import { msg, str } from '../locale/localize.js';
import type { Choice, Picked } from '../paying/choice.js';
import { ConfirmController } from '../paying/confirm.js';
import { paymentResult, paymentWords } from '../paying/payment-result.js';
import type { PaymentWatchController } from '../paying/payment-watch.js';
import { stands } from '../paying/coupon-list.js';
import { quoteLines } from '../paying/quote-lines.js';
import { couponRefusalWords } from '../paying/reason-words.js';
import { TermsController } from '../paying/terms.js';
import type { Part } from '../widget.js';
import { History } from './history.js';
import type { LiveCode } from './live-code.js';
import { OfflineCodes } from './offline-codes.js';
import { QuoteWatch } from './quote-watch.js';
import type { Unfit } from './rows.js';
import { opened, type Sheet } from './views.js';

export { viewStyles } from './views.js';

/** What stands over the card. */
export type Opened = Sheet | 'history';

/** The widget as its desk needs it. */
export interface DeskHost {
  readonly client: () => TesseraClient | undefined;
  readonly data: () => PaymentOptions | undefined;
  readonly choice: () => Choice;
  readonly code: () => LiveCode | undefined;
  /** The amount and the cap that the page named. */
  readonly asked: () => { readonly amount: number | undefined; readonly cap: number | undefined };
  readonly explain: (error: unknown) => Promise<string>;
  readonly announce: (text: string) => void;
  readonly open: (opened: Opened | undefined) => void;
  readonly pick: (picked: Picked) => void;
  readonly order: (sourceIds: string[]) => void;
  readonly take: (options: PaymentOptions) => void;
  readonly done: () => void;
}

const yuan = (amount: number): Money => ({ amount, currency: 'CNY' });

/** All that only a tap, a payment, a known amount or an outage needs, loaded once the page's widgets stand. */
export class PayDesk implements ReactiveController {
  readonly offline = new OfflineCodes();
  readonly #confirm: ConfirmController;
  readonly #terms: TermsController;
  readonly #history: History;
  readonly #quote: QuoteWatch;
  /** Of the largest amount, so that all but the amount is judged. */
  readonly #fit: QuoteWatch;
  #seen: PaymentOptions | undefined;
  #version = 0;
  #told = '';
  #why = '';

  constructor(private readonly host: LitElement, private readonly widget: DeskHost, private readonly watch: PaymentWatchController) {
    const { client, explain, announce } = widget;
    const shared = { client, explain, update: () => host.requestUpdate() };
    this.#history = new History(shared);
    this.#quote = new QuoteWatch(shared);
    this.#fit = new QuoteWatch({ ...shared, explain: () => Promise.resolve('') });
    this.#confirm = new ConfirmController(host, { client, explain, announce, onPayment: (payment) => watch.show(payment) });
    this.#terms = new TermsController(host, {
      client, explain,
      onAccepted: (options, sourceId) => {
        widget.take(options);
        widget.pick({ sourceId });
      },
    });
    host.addController(this);
    // The words for failures are wanted most when the network that would bring them is gone.
    void import('../problem-text.js').catch(() => undefined);
  }

  hostDisconnected(): void {
    this.offline.drop();
  }

  /** Follows what the widget shows, after each of its updates. */
  hostUpdated(): void {
    const { widget, host } = this;
    if (!host.isConnected) return;
    if (this.watch.payment) this.#confirm.start(this.watch.payment);
    const data = widget.data();
    if (data !== this.#seen) this.#version += 1;
    this.#seen = data;
    const { amount } = this.#asked();
    this.#quote.follow(data && !this.overCap ? amount : undefined, widget.choice(), this.#version);
    const client = widget.client();
    const code = widget.code();
    const { sourceId = code?.sourceId, coupon } = widget.choice();
    this.#fit.follow(data?.coupons.length && sourceId && amount === undefined ? LARGEST : undefined, { sourceId: sourceId ?? '', coupon, points: false }, this.#version);
    this.#tell(this.unfit[coupon] ?? '');
    if (client && code && !code.offline) void this.offline.keep(client, code.sourceId);
  }

  /** What the known amount comes to, once it is known. */
  get quote(): Quote | undefined {
    return this.#quote.quote;
  }

  /** Why coupons would be left out of the payment, in words by their ids: by their source, their hour, or what became of them. */
  get unfit(): Unfit {
    const { coupons = [] } = this.#quote.quote ?? this.#fit.quote ?? {};
    return Object.fromEntries(coupons.flatMap(({ id, refusal }) => (stands(refusal) ? [] : [[id, couponRefusalWords(refusal)]])));
  }

  /** The amount is more than the page lets pay at once. */
  get overCap(): boolean {
    const { amount, cap } = this.#asked();
    return amount !== undefined && cap !== undefined && amount > cap;
  }

  /** The amount and the cap that the page named, as far as they are amounts. */
  #asked(): { amount: number | undefined; cap: number | undefined } {
    const { amount, cap } = this.widget.asked();
    return { amount: this.#sound('amount', amount), cap: this.#sound('amount-limit', cap) };
  }

  /** Says once that the coupon the user asked for would be left out. */
  #tell(why: string): void {
    if (why && why !== this.#why) this.widget.announce(why);
    this.#why = why;
  }

  #sound(name: string, value: number | undefined): number | undefined {
    if (value === undefined || (Number.isInteger(value) && value > 0 && value <= LARGEST)) return value;
    const fault = `<tessera-pay-code ${name}> takes whole fen from 1 to ${LARGEST}, not ${value}: it is ignored.`;
    if (fault !== this.#told) console.error(fault); // eslint-disable-line no-console -- only the developer can act on it
    this.#told = fault;
    return undefined;
  }

  /** A payment's status in a sentence. */
  wordsFor(payment: Payment): string {
    return paymentWords(payment);
  }

  onEvent({ payment }: TesseraEvent): void {
    if (payment) this.#history.take(payment);
  }

  /** Something is about to be opened. */
  onOpen(which: Opened): void {
    if (which === 'history') this.#history.start();
  }

  renderPayment(payment: Payment): Part {
    if (payment.status === 'needs_confirmation') return this.#confirm.render();
    const onDone = (): void => {
      this.#confirm.end();
      this.widget.done();
    };
    const onSources = (): void => {
      onDone();
      this.widget.open('sources');
    };
    return paymentResult(payment, { onDone, onSources }, this.#confirm.renderOffer());
  }

  /** What the known amount comes to; over the page's own cap, that it cannot be paid here. */
  renderQuote(): Part {
    const { amount, cap } = this.#asked();
    if (amount === undefined) return nothing;
    if (cap !== undefined && this.overCap) return html`<div class="quote" role="alert"><b>${msg(str`这里单笔最多付 ${money(yuan(cap), true)}`)}</b><small>${msg(str`要付的 ${money(yuan(amount))} 超过了上限。请分开付，或到别处付。`)}</small></div>`;
    const { quote, problem } = this.#quote;
    if (quote) return quoteLines({ quote, sources: this.widget.data()?.sources ?? [] });
    return html`<div class="quote">${problem ? html`<p class="problem" role="alert">${problem}</p><button class="mini" @click=${() => this.#quote.retry()}>${msg('重试')}</button>` : nothing}</div>`;
  }

  renderOpened(which: Opened | undefined, data: PaymentOptions): Part {
    const { widget } = this;
    const onClose = (): void => widget.open(undefined);
    const closing = <T>(run: (value: T) => void) => (value: T): void => {
      onClose();
      run(value);
    };
    const { amount, cap } = this.#asked();
    const known = this.#quote.quote?.pay ?? (amount === undefined ? undefined : yuan(amount));
    const over = which === 'history' ? this.#history.render(onClose) : which ? opened(which, {
      data, cap, onClose,
      choice: widget.choice(),
      code: widget.code(),
      quote: this.#quote.quote,
      unfit: this.unfit,
      onPick: closing(widget.pick),
      onOrder: widget.order,
      onTerms: closing((sourceId: string) => void this.#terms.open(sourceId, known)),
    }) : nothing;
    return html`${over}${this.#terms.render()}`;
  }
}
