import type { TesseraClient } from '@tessera/client';
import type { Payment, TesseraEvent } from '@tessera/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { EventsController } from '../controllers/events.js';

/** Milliseconds between questions about a payment whose result is not known, longer each time. */
const POLLS = [2_000, 3_000, 4_000, 6_000, 9_000, 15_000];

/** Whether something can still come of a payment by itself. */
export const isOpen = ({ status }: Payment): boolean => status === 'needs_confirmation' || status === 'processing' || status === 'in_doubt';

/** One status never turns back into an earlier one, however late a fact arrives. */
const order: Readonly<Record<Payment['status'], number>> = { needs_confirmation: 0, processing: 1, in_doubt: 2, paid: 3, declined: 3, voided: 4 };

/**
 * Follows the payments made with this widget's codes, or one that it was told of: hears of them by event, and asks until
 * the result is known, since an event can be lost and a user must not be left waiting.
 */
export class PaymentWatchController implements ReactiveController {
  /** The payment to show, if there is one. */
  payment: Payment | undefined;

  readonly #codes = new Set<string>();
  /** The open payment that the user did not wait for. */
  #left: string | undefined;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost & Element, private readonly client: () => TesseraClient | undefined, private readonly onChange: (payment: Payment) => void, private readonly onEvent?: (event: TesseraEvent) => void) {
    host.addController(this);
    new EventsController(host, () => (this.#codes.size || this.payment ? this.client() : undefined), (event) => this.#hear(event), (status) => void (status === 'offline' || this.#catchUp()));
  }

  hostConnected(): void {
    if (this.payment) this.#ask(this.payment);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** A code was shown: payments with it are this widget's. */
  expect(payCodeId: string): void {
    this.#codes.add(payCodeId);
  }

  /** Shows a payment, or what has become of the one shown. */
  show(payment: Payment): void {
    const { payment: before } = this;
    if (before?.id === payment.id && order[payment.status] <= order[before.status]) return;
    this.payment = payment;
    this.#asked = 0;
    this.onChange(payment);
    this.host.requestUpdate();
    this.#ask(payment);
  }

  /** The user has seen enough. A result that comes later is shown again. */
  dismiss(): void {
    clearTimeout(this.#timer);
    if (this.payment?.payCodeId && !isOpen(this.payment)) this.#codes.delete(this.payment.payCodeId);
    this.#left = this.payment && isOpen(this.payment) ? this.payment.id : undefined;
    this.payment = undefined;
    this.host.requestUpdate();
  }

  #concerns({ payCodeId, id }: Payment): boolean {
    return id === this.payment?.id || id === this.#left || (payCodeId !== null && this.#codes.has(payCodeId));
  }

  #hear(event: TesseraEvent): void {
    const { payment, type } = event;
    if (payment && type !== 'payment.refunded' && this.#concerns(payment)) this.show(payment);
    this.onEvent?.(event);
  }

  /** Events tell what happens from now on: a payment made before somebody listened is asked for. */
  async #catchUp(): Promise<void> {
    const recent = await this.client()?.payments.list({ limit: 20 }).catch(() => undefined);
    const missed = this.host.isConnected ? recent?.items.find((payment) => this.#concerns(payment)) : undefined;
    if (missed && !(missed.id === this.#left && isOpen(missed))) this.show(missed);
  }

  #ask(payment: Payment): void {
    clearTimeout(this.#timer);
    if (!isOpen(payment)) return;
    const { id } = payment;
    this.#timer = setTimeout(() => {
      this.#asked += 1;
      this.client()?.payments.get({ paymentId: id }).then((now) => this.show(now), () => undefined).finally(() => {
        if (this.host.isConnected && this.payment?.id === id) this.#ask(this.payment);
      });
    }, POLLS[Math.min(this.#asked, POLLS.length - 1)]);
  }
}
