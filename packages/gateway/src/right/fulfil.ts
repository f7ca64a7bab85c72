import type { Services } from '../context.js';
import { withDeadline } from '../channels/channel.js';
import { withRetry } from '../database.js';
import { recordEvent } from '../event/record.js';
import type { SupplierAnswer } from '../suppliers/supplier.js';
import type { BenefitRow } from './show.js';

/** Seconds until a supplier is asked again, by how often it has been asked; the last one repeats. */
const backoff = [2, 3, 5, 10, 10, 15, 30, 60, 300, 900, 1800, 3600] as const;
/** Asked this often without an answer (about 22 hours), the benefit has failed. */
const MAX_LOOKS = 30;
/** Longest wait for one answer. */
const DEADLINE_MS = 3000;

type Needs = Pick<Services, 'db' | 'clock' | 'events' | 'suppliers' | 'log'>;

export interface FulfilOptions { readonly limit?: number; readonly deadlineMs?: number }

/**
 * Asks suppliers about the pending benefits that are due, all at once so that a slow one delays no other. Returns how
 * many were settled. Any number of processes may run it: a look is taken by moving its time on, and a benefit is settled
 * by a condition on `pending`, once.
 */
export async function fulfilBenefits(services: Needs, { limit = 20, deadlineMs = DEADLINE_MS }: FulfilOptions = {}): Promise<number> {
  const now = services.clock();
  const due = await services.db.selectFrom('benefit').selectAll()
    .where('state', '=', 'pending').where('look_at', '<=', now).orderBy('look_at').limit(limit).execute();
  const settled = await Promise.all(due.map((row) => fulfil(services, row, now, deadlineMs)));
  return settled.filter(Boolean).length;
}

async function fulfil(services: Needs, row: BenefitRow, now: Date, deadlineMs: number): Promise<boolean> {
  const wait = backoff[Math.min(row.looks, backoff.length - 1)] ?? 3600;
  const taken = await withRetry(services.db, (db) => db.updateTable('benefit')
    .set({ looks: row.looks + 1, look_at: new Date(now.getTime() + wait * 1000) })
    .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '=', 'pending').where('looks', '=', row.looks)
    .returning('id').executeTakeFirst());
  // Another process took this look.
  if (taken === undefined) return false;
  const answer = await ask(services, row, deadlineMs);
  if (answer?.state === 'issued') return settle(services, row, { state: 'unused', code: answer.code });
  if (answer?.state === 'refused' || row.looks + 1 >= MAX_LOOKS) return settle(services, row, { state: 'failed', code: null });
  return false;
}

/** The supplier's answer, null when there was none. After the first look the order may have been taken, so it is asked for before it is given again. */
async function ask({ suppliers, log }: Needs, row: BenefitRow, deadlineMs: number): Promise<SupplierAnswer | null> {
  const supplier = suppliers.of(row.benefit);
  const order = { reference: row.id, benefit: row.benefit };
  try {
    return await withDeadline(deadlineMs, async (signal) => {
      const known = row.looks === 0 ? null : await supplier.query(order, signal);
      return known === null || known.state === 'unknown' ? supplier.issue(order, signal) : known;
    });
  } catch (error) {
    log.warn({ err: error, supplier: supplier.name, benefitId: row.id }, 'a supplier gave no answer');
    return null;
  }
}

async function settle(services: Needs, row: BenefitRow, to: { state: 'unused' | 'failed'; code: string | null }): Promise<boolean> {
  return withRetry(services.db, async (db) => {
    const won = await db.updateTable('benefit').set({ ...to, settled_at: services.clock(), look_at: null })
      .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '=', 'pending').returning('id').executeTakeFirst();
    if (won === undefined) return false;
    const type = to.state === 'failed' ? 'right.failed' : 'right.fulfilled';
    await recordEvent({ ...services, db }, { owner: row.user_id, type, subjectId: row.id });
    return true;
  });
}
