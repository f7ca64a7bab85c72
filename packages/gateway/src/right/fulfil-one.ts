import type { Services } from '../context.js';
import { withDeadline } from '../channels/channel.js';
import { withRetry } from '../database.js';
import { Circuits } from '../suppliers/circuits.js';
import type { Supplier, SupplierAnswer } from '../suppliers/supplier.js';
import { findBenefit } from './catalogue.js';
import { fromPool } from './from-pool.js';
import { settle } from './settle.js';
import type { BenefitRow } from './show.js';

export type FulfilServices = Pick<Services, 'db' | 'clock' | 'events' | 'suppliers' | 'log'>;

/** Seconds until a supplier is asked again, by how often it has been asked; the last one repeats. */
const backoff = [2, 3, 5, 10, 10, 15, 30, 60, 300, 900, 1800, 3600] as const;
/** Asked this often without an answer (about 22 hours), the order is taken back. */
const MAX_LOOKS = 30;

/** Asks about one benefit that is due. True when that settled it. */
export async function fulfilOne(services: FulfilServices, row: BenefitRow, now: Date, deadlineMs: number): Promise<boolean> {
  const wait = backoff[Math.min(row.looks, backoff.length - 1)] ?? 3600;
  if (!(await look(services, row, { from: row.looks, to: row.looks + 1, at: new Date(now.getTime() + wait * 1000) }))) return false;
  try {
    if (findBenefit(row.benefit)?.delivery === 'bulk') return await fromPool(services, row, deadlineMs);
    const answer = await services.suppliers.circuits.run(row.supplier, () => withDeadline(deadlineMs, (signal) => ask(services.suppliers.of(row.supplier), row, signal)));
    if (answer.state === 'issued') return await settle(services, row, answer.code);
    if (answer.state === 'refused' || answer.state === 'cancelled') return await settle(services, row, null);
  } catch (error) {
    if (Circuits.notAsked(error)) {
      // The circuit opened after this look was taken: it was not a look.
      await look(services, row, { from: row.looks + 1, to: row.looks, at: now });
      return false;
    }
    services.log.warn({ err: error, supplier: row.supplier, benefitId: row.id }, 'a supplier gave no answer');
  }
  return row.looks + 1 >= MAX_LOOKS && settle(services, row, null);
}

/** Moves the count of looks on; false when another process took this look, or the benefit is settled. */
async function look(services: FulfilServices, row: BenefitRow, { from, to, at }: { from: number; to: number; at: Date }): Promise<boolean> {
  const taken = await withRetry(services.db, (db) => db.updateTable('benefit').set({ looks: to, look_at: at })
    .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '=', 'pending').where('looks', '=', from)
    .returning('id').executeTakeFirst());
  return taken !== undefined;
}

/** After the first look the order may have been taken, so it is asked for before it is given again; at the last one it is taken back. */
async function ask(supplier: Supplier, row: BenefitRow, signal: AbortSignal): Promise<SupplierAnswer> {
  const order = { reference: row.id, benefit: row.benefit };
  const known = row.looks === 0 ? null : await supplier.query(order, signal);
  if (known !== null && known.state === 'pending' && row.looks + 1 >= MAX_LOOKS) return supplier.cancel(order, signal);
  return known === null || known.state === 'unknown' ? supplier.issue(order, signal) : known;
}
