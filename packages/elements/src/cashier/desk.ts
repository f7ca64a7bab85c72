import type { TesseraClient } from '@tessera/client';
import type { Payment, Redemption } from '@tessera/contract';
import { nothing, type CSSResult, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { randomKey } from '../random-key.js';
import type { PaymentSheet } from './payment-sheet.js';

/** What the desk needs beside its host. */
interface Options {
  readonly client: () => TesseraClient | undefined;
  /** Tells the page of a failure and puts it into a sentence. */
  readonly explain: (error: unknown) => Promise<string>;
  readonly addStyles: (styles: CSSResult) => void;
  /** Something came of it: what is shown is old. */
  readonly onDone: (kind: 'refund' | 'void', payment: Payment) => void;
}

/** An open payment; its key names the refund that it may become. */
interface Open {
  readonly payment: Payment;
  readonly view: PaymentSheet['view'];
  readonly key: string;
  readonly problem?: string;
  readonly busy?: boolean;
}

/** The payment that is open in a sheet, with what is done to it: print, refund, void. */
export class DeskController implements ReactiveController {
  #open: Open | undefined;
  #sheets: typeof import('./payment-sheet.js') | undefined;

  constructor(private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode & Node }, private readonly options: Options) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#open = undefined;
  }

  get busy(): boolean {
    return this.#open !== undefined;
  }

  async open(payment: Payment): Promise<void> {
    this.#open = { payment, view: 'receipt', key: randomKey() };
    await this.#load();
    this.host.requestUpdate();
  }

  async print(payment: Payment): Promise<void> {
    const { paymentReceipt, printReceipt } = await this.#load();
    printReceipt(paymentReceipt(payment), this.host.renderRoot);
  }

  /** What was handed over at `store`, on paper. */
  async printRedemption(redemption: Redemption, store: string): Promise<void> {
    const { redemptionReceipt, printReceipt } = await this.#load();
    printReceipt(redemptionReceipt(redemption, store), this.host.renderRoot);
  }

  /** The open payment as it is now. */
  follow(payments: readonly Payment[]): void {
    const newer = payments.find(({ id }) => id === this.#open?.payment.id);
    if (this.#open && newer && !this.#open.busy) this.#open = { ...this.#open, payment: newer };
  }

  render(): TemplateResult | typeof nothing {
    const open = this.#open;
    if (!open || !this.#sheets) return nothing;
    return this.#sheets.paymentSheet({
      payment: open.payment, view: open.view, problem: open.problem, busy: open.busy ?? false,
      onView: (view) => this.#set({ payment: open.payment, key: open.key, view }),
      onPrint: () => void this.print(open.payment),
      onRefund: (amount, reason) => void this.#do('refund', async (client) => client.payments.refund({ paymentId: open.payment.id, amount: { amount, currency: 'CNY' }, reason }, { idempotencyKey: `${open.key}:${amount}` })),
      onVoid: () => void this.#do('void', async (client) => client.payments.void({ paymentId: open.payment.id }, { idempotencyKey: `${open.key}:void` })),
      onClose: () => this.#set(undefined),
    });
  }

  async #load(): Promise<typeof import('./payment-sheet.js')> {
    this.#sheets ??= await import('./payment-sheet.js');
    this.options.addStyles(this.#sheets.sheetStyles);
    return this.#sheets;
  }

  async #do(kind: 'refund' | 'void', run: (client: TesseraClient) => Promise<Payment>): Promise<void> {
    const client = this.options.client();
    const open = this.#open;
    if (!client || !open || open.busy) return;
    const { payment, view, key } = open;
    const mine = { payment, view, key, busy: true };
    this.#set(mine);
    try {
      const done = await run(client);
      if (this.#open === mine) {
        this.host.renderRoot.querySelector('dialog')?.close();
        this.#set(undefined);
      }
      this.options.onDone(kind, done);
    } catch (error) {
      const problem = await this.options.explain(error);
      if (this.#open === mine) this.#set({ payment, view, key, problem });
    }
  }

  #set(open: Open | undefined): void {
    this.#open = open;
    this.host.requestUpdate();
  }
}
