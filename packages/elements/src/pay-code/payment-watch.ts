import type { TesseraClient } from '@tessera/client';
import type { Payment, TesseraEvent } from '@tessera/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { EventsController } from '../controllers/events.js';

/** Milliseconds between questions about a payment whose result is not known. */
const POLL = 3_000;

const isOpen = ({ status }: Payment): boolean => status === 'processing' || status === 'in_doubt';

/**
 * Follows the payments made with this widget's codes: hears of them by event, and asks until the result is known, since an
 * event can be lost and a user must not be left waiting.
 */
export class PaymentWatchController implements ReactiveController {
  /** The payment to show, if there is one. */
  payment: Payment | undefined;

  readonly #codes = new Set<string>();
  /** The open payment that the user did not wait for. */
  #left: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost & Element, private readonly client: () => TesseraClient | undefined, private readonly onChange: (payment: Payment) => void) {
    host.addController(this);
    new EventsController(host, () => (this.#codes.size ? this.client() : undefined), (event) => this.#onEvent(event), (status) => void (status === 'offline' || this.#catchUp()));
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

  /** The user has seen enough. A result that comes later is shown again. */
  dismiss(): void {
    clearTimeout(this.#timer);
    if (this.payment && !isOpen(this.payment)) this.#codes.delete(this.payment.payCodeId);
    this.#left = this.payment?.id;
    this.payment = undefined;
    this.host.requestUpdate();
  }

  #onEvent({ payment, type }: TesseraEvent): void {
    if (payment && type !== 'payment.refunded' && this.#codes.has(payment.payCodeId)) this.#settle(payment);
  }

  /** Events tell what happens from now on: a payment made before somebody listened is asked for. */
  async #catchUp(): Promise<void> {
    const recent = await this.client()?.payments.list({ limit: 5 }).catch(() => undefined);
    const missed = this.host.isConnected ? recent?.items.find(({ payCodeId }) => this.#codes.has(payCodeId)) : undefined;
    if (missed && !(missed.id === this.#left && isOpen(missed))) this.#settle(missed);
  }

  #settle(payment: Payment): void {
    const { payment: before } = this;
    if (before?.id === payment.id && (before.status === payment.status || !isOpen(before))) return;
    this.payment = payment;
    this.onChange(payment);
    this.host.requestUpdate();
    this.#ask(payment);
  }

  #ask(payment: Payment): void {
    clearTimeout(this.#timer);
    if (!isOpen(payment)) return;
    const { id } = payment;
    this.#timer = setTimeout(() => {
      this.client()?.payments.get({ paymentId: id }).then((now) => this.#settle(now), () => undefined).finally(() => {
        if (this.host.isConnected && this.payment?.id === id) this.#ask(this.payment);
      });
    }, POLL);
  }
}
