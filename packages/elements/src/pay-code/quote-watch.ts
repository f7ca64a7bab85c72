import type { TesseraClient } from '@tessera/client';
import type { Quote } from '@tessera/contract';
import type { Choice } from '../paying/choice.js';

/** What a quote needs and tells. */
export interface QuoteOptions {
  readonly client: () => TesseraClient | undefined;
  readonly explain: (error: unknown) => Promise<string>;
  readonly update: () => void;
}

/** The newest quote of a known amount, asked for again whenever what it depends on is another. */
export class QuoteWatch {
  quote: Quote | undefined;
  problem = '';
  #key = '';
  #run = 0;

  constructor(private readonly options: QuoteOptions) {}

  /** Says what is to be quoted; `version` is another one when the gateway's offer is. */
  follow(amount: number | undefined, choice: Choice, version: number): void {
    const key = amount === undefined ? '' : JSON.stringify([amount, choice, version]);
    if (key === this.#key) return;
    this.#key = key;
    this.#run += 1;
    if (amount === undefined) this.quote = undefined;
    else void this.#ask(amount, choice);
  }

  /** Asks again for the same. */
  retry(): void {
    this.#key = '';
    this.options.update();
  }

  async #ask(amount: number, { sourceId, coupon, points, months }: Choice): Promise<void> {
    const run = this.#run;
    try {
      const quote = await this.options.client()?.payments.quote({ amount, coupon, points: points ? 'on' : 'off', ...(sourceId && { sourceId }), ...(months && { months: `${months}` }) });
      if (run !== this.#run) return;
      this.quote = quote;
      this.problem = '';
    } catch (error) {
      const problem = await this.options.explain(error);
      if (run !== this.#run) return;
      this.quote = undefined;
      this.problem = problem;
    }
    this.options.update();
  }
}
