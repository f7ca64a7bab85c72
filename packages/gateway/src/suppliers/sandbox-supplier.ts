import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database } from '../database.js';
import { withRetry } from '../database.js';
import { endOfDay, startOfDay } from '../day.js';
import { shardOf, shardOfText } from '../id.js';
import type { Metrics } from '../metrics.js';
import { Circuits } from './circuits.js';
import type { StatementLine, Supplier, SupplierAnswer, SupplierOrder, Suppliers } from './supplier.js';

/** How the sandbox treats an order, by benefit code; a code that is not here is issued at once. */
export interface Behaviour {
  /** Milliseconds from the order until it is issued. */
  readonly issuesAfter?: number;
  /** Refuses every order with these words. */
  readonly refuses?: string;
  /** Takes the order, then leaves this many calls without an answer. */
  readonly silentCalls?: number;
  /** Takes the order, then fails this many calls. */
  readonly failedCalls?: number;
  /** Issues two codes for one order: answers with the first, and bills the second. */
  readonly issuesTwice?: true;
}

/** The sandbox's behaviours, for trying out what real suppliers do. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  video_month: { issuesAfter: 30_000 },
  film_ticket: { issuesAfter: 5_000 },
  sandbox_slow: { issuesAfter: 120_000 },
  sandbox_fail: { refuses: 'The sandbox refuses this benefit.' },
  sandbox_timeout: { silentCalls: 2 },
  sandbox_error: { failedCalls: 3 },
  sandbox_double: { issuesTwice: true },
};

export interface SandboxOptions { readonly db: Database; readonly clock: () => Date }

/**
 * A supplier that issues codes nobody honours. It keeps its own books in the gateway's database, and shares none of its
 * transactions: nothing here is undone by a rollback there, as with a real one.
 */
export class SandboxSupplier implements Supplier {
  constructor(readonly id: string, readonly services: SandboxOptions) {}

  async issue(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer> {
    const { refuses, issuesAfter = 0, issuesTwice } = behaviours[order.benefit] ?? {};
    const now = this.services.clock().getTime();
    await withRetry(this.services.db, (db) => db.insertInto('sandbox_supply').values({
      shard_key: shardOf(order.reference), reference: order.reference, supplier: this.id, benefit: order.benefit, calls: 0, at: new Date(now + issuesAfter),
      ...refuses === undefined ? { state: 'issued', code: codeOf(issuesTwice ? `${order.reference} again` : order.reference) } : { state: 'refused', code: null },
    }).onConflict((on) => on.columns(['shard_key', 'reference']).doNothing()).execute());
    return this.query(order, signal);
  }

  async query(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer> {
    const { silentCalls = 0, failedCalls = 0, refuses = '' } = behaviours[order.benefit] ?? {};
    const taken = await withRetry(this.services.db, (db) => db.updateTable('sandbox_supply').set((eb) => ({ calls: eb('calls', '+', 1) }))
      .where('shard_key', '=', shardOf(order.reference)).where('reference', '=', order.reference).returningAll().executeTakeFirst());
    if (taken === undefined) return { state: 'unknown' };
    if (taken.calls <= silentCalls) return silence(signal);
    if (taken.calls <= failedCalls) throw new Error('The sandbox supplier failed');
    if (taken.state === 'refused') return { state: 'refused', reason: refuses };
    if (taken.state === 'cancelled') return { state: 'cancelled' };
    return this.services.clock() < taken.at ? { state: 'pending' } : { state: 'issued', code: codeOf(order.reference) };
  }

  async cancel(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer> {
    await withRetry(this.services.db, (db) => db.updateTable('sandbox_supply').set({ state: 'cancelled', code: null })
      .where('shard_key', '=', shardOf(order.reference)).where('reference', '=', order.reference).where('state', '=', 'issued').where('at', '>', this.services.clock()).execute());
    return this.query(order, signal);
  }

  async batch({ reference, benefit }: SupplierOrder, count: number): Promise<readonly string[]> {
    const codes = Array.from({ length: count }, (_, place) => codeOf(`${reference}/${place}`));
    await withRetry(this.services.db, (db) => db.insertInto('sandbox_supply').values(codes.map((code) => (
      { shard_key: shardOfText(code), reference: code, supplier: this.id, benefit, state: 'issued' as const, code, at: this.services.clock(), calls: 0 }
    ))).onConflict((on) => on.columns(['shard_key', 'reference']).doNothing()).execute());
    return codes;
  }

  async statement(day: string): Promise<readonly StatementLine[]> {
    const { db, clock } = this.services;
    return db.selectFrom('sandbox_supply').select(['reference', 'state', 'code']).where('supplier', '=', this.id)
      .where('at', '>=', startOfDay(day)).where('at', '<=', endOfDay(day)).where('at', '<=', clock()).orderBy('reference').execute();
  }
}

/** Every supplier of the directory as a sandbox, each with a circuit breaker. */
export function sandboxSuppliers({ db, clock, metrics, log }: SandboxOptions & { readonly metrics: Metrics; readonly log: Logger }): Suppliers {
  return { of: (supplier) => new SandboxSupplier(supplier, { db, clock }), circuits: new Circuits({ metrics, log }) };
}

/** Settles only when the caller has had enough. */
const silence = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(new Error('The sandbox supplier did not answer in time'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** The code of a reference: the same one, however often it is asked for. */
export function codeOf(reference: string): string {
  const digest = createHash('sha256').update(`sandbox-supplier:${reference}`).digest('hex').slice(0, 16).toUpperCase();
  return digest.replace(/(.{4})(?=.)/g, '$1-');
}
