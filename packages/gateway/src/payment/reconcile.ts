import type { Services } from '../context.js';
import type { Database } from '../database.js';
import { withRetry } from '../database.js';
import { look } from './collect.js';
import { endWaiting } from './end.js';
import { nextLookAt } from './reconcile-rule.js';
import { sendRefund } from './send-refund.js';
import { settle } from './settle.js';
import type { PaymentContext, PaymentRow, RefundRow } from './view.js';

/** Most payments and refunds looked at in one sweep. */
const BATCH = 50;

/**
 * Finishes what charges and refunds left open, after a timeout or a killed process: asks each payment's channel what
 * became of it, sends each refund again, and declines what its user did not confirm in time. Run it every second or so, in as many gateways as there are. Returns how many it looked at.
 */
export async function reconcilePayments(services: Services): Promise<number> {
  const ctx: PaymentContext = { ...services, locale: 'zh-CN' };
  const payments = await claimPayments(ctx);
  const refunds = await claimRefunds(ctx);
  const results = await Promise.allSettled([
    ...payments.map((row) => goOn(ctx, row)),
    ...refunds.map((row) => sendRefund(ctx, row)),
  ]);
  for (const result of results) if (result.status === 'rejected') ctx.log.error({ err: result.reason }, 'a payment could not be reconciled');
  return results.length;
}

/** A payment whose user did not confirm in time is declined; any other's channel is asked. */
async function goOn(ctx: PaymentContext, row: PaymentRow): Promise<void> {
  if (row.status !== 'needs_confirmation') return settle(ctx, row.id, await look(ctx, row));
  const now = ctx.clock();
  await withRetry(ctx.db, (db) => endWaiting({ ...ctx, db }, row.id, { status: 'declined', reason: 'confirmation_expired' }, now));
}

/** Takes what is due by moving its next look on: of two sweeps at the same moment only one finds the old count. */
function claimPayments(ctx: PaymentContext): Promise<PaymentRow[]> {
  const now = ctx.clock();
  return claim(ctx, (db) => db.selectFrom('payment').select(due).where('look_at', '<=', now).orderBy('look_at').limit(BATCH).execute(),
    (db, row) => db.updateTable('payment').set({ looks: row.looks + 1, look_at: nextLookAt(now, row.looks) })
      .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('looks', '=', row.looks).where('look_at', '<=', now)
      .returningAll().executeTakeFirst());
}

function claimRefunds(ctx: PaymentContext): Promise<RefundRow[]> {
  const now = ctx.clock();
  return claim(ctx, (db) => db.selectFrom('payment_refund').select(due).where('look_at', '<=', now).orderBy('look_at').limit(BATCH).execute(),
    (db, row) => db.updateTable('payment_refund').set({ looks: row.looks + 1, look_at: nextLookAt(now, row.looks) })
      .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('looks', '=', row.looks).where('look_at', '<=', now)
      .returningAll().executeTakeFirst());
}

const due = ['shard_key', 'id', 'looks'] as const;
interface Due { readonly shard_key: number; readonly id: string; readonly looks: number }

async function claim<T>(ctx: PaymentContext, read: (db: Database) => Promise<Due[]>, take: (db: Database, row: Due) => Promise<T | undefined>): Promise<T[]> {
  const claimed: T[] = [];
  for (const row of await withRetry(ctx.db, read)) {
    const taken = await withRetry(ctx.db, (db) => take(db, row));
    if (taken !== undefined) claimed.push(taken);
  }
  return claimed;
}
