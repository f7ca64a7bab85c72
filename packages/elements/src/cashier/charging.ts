import type { TesseraClient } from '@tessera/client';
import type { Payment } from '@tessera/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { failureOf } from '../problem.js';
import { randomKey } from '../random-key.js';

/** Where a charge is: being asked, without an answer, refused before anything moved, or a payment with its status. `voiding`: nobody waits any longer. */
export type Charge =
  | { readonly at: 'asking'; readonly amount: Payment['amount'] }
  | { readonly at: 'unanswered'; readonly amount: Payment['amount']; readonly voiding: boolean }
  | { readonly at: 'refused'; readonly amount: Payment['amount']; readonly words: string }
  | { readonly at: 'known'; readonly amount: Payment['amount']; readonly payment: Payment; readonly voiding: boolean };

/** What the controller needs beside its host. */
interface Options {
  readonly client: () => TesseraClient | undefined;
  /** Tells the page of a failure and puts it into a sentence. */
  readonly explain: (error: unknown) => Promise<string>;
  /** The charge came to another state. */
  readonly onCharge: (charge: Charge) => void;
}

/** One try to be paid: whatever happens it is asked under one key, so it is charged at most once. */
interface Attempt {
  readonly code: string;
  readonly amount: Payment['amount'];
  readonly idempotencyKey: string;
  /** Ends the asking, while the till is away and for good. */
  stop: AbortController;
}

/** Milliseconds between questions about a payment that the client's helper has given up waiting for. */
const POLL = 3_000;
/** Milliseconds without any answer after which the cashier is told so. */
const SILENCE = 4_000;

const FINAL: readonly Payment['status'][] = ['paid', 'declined', 'voided'];

/**
 * A till's one charge at a time, followed until the gateway says what became of it. A charge that the cashier leaves for the next
 * customer is asked about, and voided in time, as if it were still shown.
 */
export class ChargeController implements ReactiveController {
  charge: Charge | undefined;

  /** The one on the screen. */
  #attempt: Attempt | undefined;
  /** All whose end is not known. */
  readonly #open = new Set<Attempt>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost & Node, private readonly options: Options) {
    host.addController(this);
  }

  /** Nothing more will happen to it. */
  get ended(): boolean {
    const { charge } = this;
    return charge?.at === 'refused' || (charge?.at === 'known' && FINAL.includes(charge.payment.status));
  }

  /** The customer has to be asked again: the amount stays. */
  get failed(): boolean {
    const { charge } = this;
    return charge?.at === 'refused' || (charge?.at === 'known' && (charge.payment.status === 'declined' || charge.payment.status === 'voided'));
  }

  /** A till that is put back goes on with the charges it had, under their keys. */
  hostConnected(): void {
    for (const attempt of this.#open) void this.#run(attempt);
    if (this.charge?.at === 'known' && !this.ended && !this.#attempt) this.#again();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    for (const { stop } of this.#open) stop.abort();
  }

  start(code: string, amount: Payment['amount']): void {
    this.#set({ at: 'asking', amount });
    this.#attempt = { code, amount, idempotencyKey: randomKey(), stop: new AbortController() };
    void this.#run(this.#attempt);
  }

  /** Shows a payment that began elsewhere, by the customer's scan, until it is known what became of it. */
  follow(payment: Payment): void {
    this.#take(payment);
  }

  /** News of some payment. */
  hear(payment: Payment): void {
    if (this.charge?.at === 'known' && this.charge.payment.id === payment.id && !this.ended) this.#take(payment);
  }

  /** Leaves it; the day's list goes on telling of it. */
  next(): void {
    clearTimeout(this.#timer);
    this.#attempt = undefined;
    this.charge = undefined;
    this.host.requestUpdate();
  }

  /** Asks until it is known what became of an attempt; what it learns is shown as long as the attempt is the one on the screen. */
  async #run(attempt: Attempt): Promise<void> {
    const client = this.options.client();
    if (!client) return;
    const { code, amount, idempotencyKey } = attempt;
    const { signal } = (attempt.stop = new AbortController());
    this.#open.add(attempt);
    const shown = (): boolean => attempt === this.#attempt && !signal.aborted;
    const silence = pause(SILENCE, signal, () => {
      if (shown() && this.charge?.at === 'asking') this.#set({ at: 'unanswered', amount, voiding: false });
    });
    try {
      const payment = await client.till.charge({ code, amount: { amount: amount.amount, currency: 'CNY' } }, {
        idempotencyKey, signal,
        onUpdate: ({ step, payment: known }) => {
          if (!shown()) return;
          if (known) this.#take(known, step === 'voiding');
          else if (step === 'voiding') this.#set({ at: 'unanswered', amount, voiding: true });
        },
      });
      this.#open.delete(attempt);
      if (!shown()) return;
      this.#attempt = undefined;
      this.#take(payment);
    } catch (error) {
      if (signal.aborted) return;
      if (failureOf(error).offline) {
        if (shown()) this.#set({ at: 'unanswered', amount, voiding: true });
        pause(POLL, signal, () => void this.#run(attempt));
        return;
      }
      this.#open.delete(attempt);
      const words = await this.options.explain(error);
      if (!shown()) return;
      this.#attempt = undefined;
      this.#set({ at: 'refused', amount, words });
    } finally {
      silence();
    }
  }

  #take(payment: Payment, voiding = payment.voiding): void {
    const { charge } = this;
    const news = charge?.at !== 'known' || charge.payment.id !== payment.id || charge.payment.status !== payment.status || charge.voiding !== voiding;
    if (news) this.#set({ at: 'known', amount: payment.amount, payment, voiding });
    clearTimeout(this.#timer);
    if (this.ended) this.#finish();
    else if (!this.#attempt) this.#again();
  }

  #finish(): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    if (!attempt) return;
    this.#open.delete(attempt);
    attempt.stop.abort();
  }

  #again(): void {
    clearTimeout(this.#timer);
    if (this.host.isConnected) this.#timer = setTimeout(() => void this.#ask(), POLL);
  }

  async #ask(): Promise<void> {
    const { charge } = this;
    if (charge?.at !== 'known') return;
    try {
      const payment = await this.options.client()?.payments.get({ paymentId: charge.payment.id });
      if (payment && this.charge === charge) this.#take(payment);
    } catch {
      if (this.charge === charge) this.#again();
    }
  }

  #set(charge: Charge): void {
    this.charge = charge;
    this.host.requestUpdate();
    this.options.onCharge(charge);
  }
}

/** Runs after a while, unless the signal or the returned call comes first. */
function pause(milliseconds: number, signal: AbortSignal, run: () => void): () => void {
  const end = (): void => clearTimeout(timer);
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', end);
    run();
  }, milliseconds);
  signal.addEventListener('abort', end, { once: true });
  return end;
}
