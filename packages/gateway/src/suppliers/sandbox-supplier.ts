import { createHash } from 'node:crypto';
import type { Supplier, SupplierAnswer, SupplierOrder, Suppliers } from './supplier.js';

/** How the sandbox treats an order, by benefit code; a code that is not here is issued at once. */
export interface Behaviour {
  /** Milliseconds from the order until it is issued. */
  readonly issuesAfter?: number;
  /** Refuses every order with these words. */
  readonly refuses?: string;
  /** Takes the order, then leaves this many calls without an answer. */
  readonly silentCalls?: number;
}

/** The sandbox's behaviours, for trying out what real suppliers do. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  video_month: { issuesAfter: 30_000 },
  film_ticket: { issuesAfter: 5_000 },
  sandbox_slow: { issuesAfter: 120_000 },
  sandbox_fail: { refuses: 'The sandbox refuses this benefit.' },
  sandbox_timeout: { silentCalls: 2 },
};

/**
 * A supplier that issues codes nobody honours. It keeps orders in memory; after a restart it says `unknown`, and the
 * same order then gets the same code, because a code is derived from its reference.
 */
export class SandboxSupplier implements Supplier {
  readonly name = 'sandbox';
  readonly #orders = new Map<string, { at: number; calls: number }>();

  constructor(readonly clock: () => Date) {}

  async issue(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer> {
    const refuses = behaviours[order.benefit]?.refuses;
    if (refuses !== undefined) return { state: 'refused', reason: refuses };
    if (!this.#orders.has(order.reference)) this.#orders.set(order.reference, { at: this.clock().getTime(), calls: 0 });
    return this.query(order, signal);
  }

  async query(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer> {
    const { issuesAfter = 0, silentCalls = 0 } = behaviours[order.benefit] ?? {};
    const taken = this.#orders.get(order.reference);
    if (taken === undefined) return { state: 'unknown' };
    taken.calls += 1;
    if (taken.calls <= silentCalls) return silence(signal);
    return this.clock().getTime() - taken.at < issuesAfter ? { state: 'pending' } : { state: 'issued', code: codeOf(order.reference) };
  }
}

/** All benefits from one sandbox supplier. */
export function sandboxSuppliers(clock: () => Date): Suppliers {
  const supplier = new SandboxSupplier(clock);
  return { of: () => supplier };
}

/** Settles only when the caller has had enough. */
const silence = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(new Error('The sandbox supplier did not answer in time'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

function codeOf(reference: string): string {
  const digest = createHash('sha256').update(`sandbox-supplier:${reference}`).digest('hex').slice(0, 16).toUpperCase();
  return digest.replace(/(.{4})(?=.)/g, '$1-');
}
