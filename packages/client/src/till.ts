import type { Payment, PaymentStatus } from '@tessera/contract';
import type { CallOptions, TesseraClient, Till, TillOptions, TillUpdate } from './client.js';
import { hasCode, isTesseraError, raise, TesseraError } from './error.js';
import { newKey } from './idempotency-key.js';

/** A till gives up after 30 s, as the tills of the large wallets do. */
const PATIENCE = 30_000;
/** Looks in one patience: every 5 s. */
const LOOKS = 6;
/** Longest wait for one answer, so that a lost one leaves time for others. */
const ONE_CALL = 10_000;
const SHORTEST_CALL = 1_000;

type Asked = Pick<TesseraClient, 'payments' | 'events' | 'now'>;
type Order = Parameters<Till['charge']>[0];

/** How far a payment has come: an answer that was overtaken on its way says nothing. */
const progress: Readonly<Record<PaymentStatus, number>> = { needs_confirmation: 0, processing: 1, in_doubt: 2, declined: 3, paid: 3, voided: 4 };
const ended = ({ status }: Payment): boolean => progress[status] > 2;

/** A refusal of this one try: it says nothing of the tries before it, and asking again soon would not help. */
const blocked = (error: TesseraError): boolean => hasCode(error, 'rate_limited') || hasCode(error, 'conflict');

/** One charge from its first request to its end. */
class Charge {
  #payment: Payment | null = null;
  #step: TillUpdate['step'] = 'charging';
  /** What the last request failed with, undefined when it was answered. */
  #failure: TesseraError | undefined;
  #until: number;
  #told = '';
  #wake = (): void => undefined;
  readonly #client: Asked;
  readonly #order: Order;
  readonly #options: TillOptions;
  readonly #patience: number;
  readonly #key: string;

  constructor(client: Asked, order: Order, options: TillOptions) {
    [this.#client, this.#order, this.#options] = [client, order, options];
    this.#patience = options.patience ?? PATIENCE;
    this.#key = options.idempotencyKey ?? newKey();
    this.#until = performance.now() + this.#patience;
  }

  async run(watching: AbortSignal): Promise<Payment> {
    this.#options.signal?.throwIfAborted();
    this.#report();
    await this.#open();
    if (this.#payment && !ended(this.#payment)) this.#listen(this.#payment.id, watching);
    await this.#wait();
    return this.#payment && ended(this.#payment) ? this.#payment : this.#void();
  }

  /** Charges under one key until the gateway says what became of it, or patience ends. */
  async #open(): Promise<void> {
    for (;;) {
      await this.#ask((within) => this.#charge(within));
      if (!this.#failure || blocked(this.#failure)) return;
      if (!this.#failure.retryable) throw this.#failure;
      if (this.#left() <= 0) return;
      await this.#pause();
    }
  }

  /** A repeated key is answered as the first time: what an earlier run began may have been voided since, so it is looked at. */
  async #charge(within: CallOptions): Promise<Payment> {
    const { payments } = this.#client;
    const answer = await payments.charge(this.#order, { ...within, idempotencyKey: this.#key });
    if (this.#options.idempotencyKey === undefined) return answer;
    return payments.get({ paymentId: answer.id }, within).catch((cause: unknown) => {
      // No refusal of this question may pass for one of the charge.
      throw isTesseraError(cause) ? raise('network_error', { cause }) : cause;
    });
  }

  /** Looks until the payment has ended or patience has. */
  async #wait(): Promise<void> {
    const { id } = this.#payment ?? {};
    while (id && this.#payment && !ended(this.#payment) && this.#left() > 0) {
      await this.#pause();
      await this.#look(id);
    }
  }

  /** Asks for the end of what nobody has heard the end of: by id, or by the charge's key where no id was ever told. */
  async #void(): Promise<Payment> {
    const refusal = this.#failure;
    this.#step = 'voiding';
    this.#until = performance.now() + this.#patience;
    this.#report();
    for (;;) {
      const known = this.#payment;
      if (!known) {
        const found = await this.#ask(async (within) => (await this.#client.payments.reverse({ chargeKey: this.#key }, within)).payment);
        // The key is dead: no charge under it has come through, and none will.
        if (!this.#failure && !found) throw refusal && blocked(refusal) ? refusal : reversed(refusal);
      } else if (known.voiding || this.#failure) {
        await this.#look(known.id);
      }
      if (this.#payment && !ended(this.#payment) && !this.#payment.voiding) {
        const { id } = this.#payment;
        await this.#ask((within) => this.#client.payments.void({ paymentId: id }, within));
      }
      if (this.#payment && ended(this.#payment)) return this.#payment;
      if (this.#left() <= 0) return this.#leave();
      await this.#pause();
    }
  }

  /** Says what is known when nobody answers any more. */
  #leave(): Payment {
    if (this.#payment) return { ...this.#payment, status: 'in_doubt', confirmation: null };
    throw raise('timeout', { detail: `Nobody could be asked what became of the charge. Call again with the idempotency key ${this.#key} to find out`, cause: this.#failure });
  }

  #look(paymentId: string): Promise<Payment | null> {
    return this.#ask((within) => this.#client.payments.get({ paymentId }, within));
  }

  /** Learns what one call answers. No answer and a refusal alike leave the payment as it is known. */
  async #ask(call: (within: CallOptions) => Promise<Payment | null>): Promise<Payment | null> {
    const { signal } = this.#options;
    try {
      const next = await call({ timeout: Math.max(SHORTEST_CALL, Math.min(ONE_CALL, this.#left())), ...(signal && { signal }) });
      this.#failure = undefined;
      if (next) this.#learn(next);
      this.#report();
      return next;
    } catch (error) {
      signal?.throwIfAborted();
      if (!isTesseraError(error)) throw error;
      this.#failure = error;
      this.#report();
      return null;
    }
  }

  #learn(next: Payment): void {
    const before = this.#payment;
    if (before && progress[next.status] < progress[before.status]) return;
    this.#payment = next;
    if (this.#step !== 'voiding') {
      this.#step = 'waiting';
      const now = performance.now();
      // The user has as long as the gateway gives; what comes after it has a patience of its own.
      if (next.confirmation) this.#until = now + Math.max(0, Date.parse(next.confirmation.by) - this.#client.now()) + this.#patience / LOOKS;
      else if (!before || before.confirmation) this.#until = now + this.#patience;
    }
    if (before?.status === next.status && before.voiding === next.voiding) return;
    this.#report();
    this.#wake();
  }

  /** Stream and poll cover for each other: what was told before the stream was live is asked for once it is. */
  #listen(paymentId: string, signal: AbortSignal): void {
    this.#client.events.subscribe(({ payment }) => {
      if (payment?.id === paymentId) this.#learn(payment);
    }, { signal, onStatus: (status) => status === 'live' && this.#wake() });
  }

  /** Tells how things stand where that has changed; how it ends is the promise's to tell. */
  #report(): void {
    const [step, payment, unanswered] = [this.#step, this.#payment, this.#failure?.retryable === true];
    const told = [step, payment?.status, payment?.voiding, unanswered].join();
    if (told === this.#told || (payment && ended(payment))) return;
    this.#told = told;
    this.#options.onUpdate?.({ step, payment, unanswered });
  }

  #left(): number {
    return this.#until - performance.now();
  }

  /** Until the next look, the end of patience, or news. */
  #pause(): Promise<void> {
    const { signal } = this.#options;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#wake(), Math.max(0, Math.min(this.#patience / LOOKS, this.#left())));
      const abort = () => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      this.#wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      signal?.addEventListener('abort', abort, { once: true });
    });
  }
}

const reversed = (cause: TesseraError | undefined): TesseraError =>
  new TesseraError({ code: 'charge_reversed', blame: 'merchant', retryable: false, detail: 'The charge did not arrive in time and was reversed: nothing is paid, charge again', cause });

/** See `Till.charge`. */
export const chargeAtTill = async (client: Asked, order: Order, options: TillOptions = {}): Promise<Payment> => {
  const watching = new AbortController();
  try {
    return await new Charge(client, order, options).run(watching.signal);
  } finally {
    watching.abort();
  }
};
