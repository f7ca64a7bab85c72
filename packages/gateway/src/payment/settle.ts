import { redeemCoupon, releaseCoupon } from '../coupon/coupon.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { confirmHold, transferAll, voidHold } from '../ledger/ledger.js';
import type { Outcome } from './collect.js';
import { paidEntries, pointsSpent } from './entries.js';
import { earnedFor } from './points.js';
import { tell } from './read.js';
import { nextLookAt } from './reconcile-rule.js';
import type { PaymentContext, PaymentRow } from './view.js';

/**
 * The last transaction of a charge, also the sweep's: writes the outcome, turns the holds into moves or gives them back,
 * and tells both sides. A payment that has an outcome keeps it.
 */
export function settle(ctx: PaymentContext, paymentId: string, outcome: Outcome): Promise<void> {
  return withRetry(ctx.db, async (db) => {
    const tx: PaymentContext = { ...ctx, db };
    switch (outcome.status) {
      case 'paid': return settlePaid(tx, paymentId);
      case 'declined': return settleDeclined(tx, paymentId, outcome);
      case 'in_doubt': return settleInDoubt(tx, paymentId);
    }
  });
}

/** The charge and the sweep may both know the outcome: the one whose update finds the payment open writes it. */
const open = (ctx: PaymentContext, paymentId: string) =>
  ctx.db.updateTable('payment').where('shard_key', '=', shardOf(paymentId)).where('id', '=', paymentId).where('status', 'in', ['processing', 'in_doubt']);

async function settlePaid(ctx: PaymentContext, paymentId: string): Promise<void> {
  const now = ctx.clock();
  const row: PaymentRow | undefined = await open(ctx, paymentId).set({ status: 'paid', settled_at: now, look_at: null })
    .returningAll().executeTakeFirst();
  if (row === undefined) return;
  const earned = earnedFor(row.paid);
  await ctx.db.updateTable('payment').set({ points_earned: earned }).where('shard_key', '=', row.shard_key).where('id', '=', row.id).execute();
  // The ledger first, then coupon and events: every payment takes its row locks in this order.
  if (row.points_spent > 0) await confirmHold(ctx, pointsSpent(row));
  await transferAll(ctx, paidEntries(row, earned));
  if (row.coupon_id !== null) await redeemCoupon(ctx, { couponId: row.coupon_id, paymentId, storeId: row.store_id, now });
  await tell(ctx, 'payment.paid', paymentId);
}

async function settleDeclined(ctx: PaymentContext, paymentId: string, { reason }: Extract<Outcome, { status: 'declined' }>): Promise<void> {
  const now = ctx.clock();
  const row = await open(ctx, paymentId).set({ status: 'declined', decline_reason: reason, settled_at: now, look_at: null })
    .returningAll().executeTakeFirst();
  if (row === undefined) return;
  if (row.points_spent > 0) await voidHold(ctx, pointsSpent(row));
  if (row.coupon_id !== null) await releaseCoupon(ctx, { couponId: row.coupon_id, paymentId, now });
  await tell(ctx, 'payment.declined', paymentId);
}

/** Told once; later looks that know no more leave it as it is. */
async function settleInDoubt(ctx: PaymentContext, paymentId: string): Promise<void> {
  const row = await open(ctx, paymentId).set({ status: 'in_doubt', look_at: nextLookAt(ctx.clock(), 0) })
    .where('status', '=', 'processing').returning('id').executeTakeFirst();
  if (row !== undefined) await tell(ctx, 'payment.in_doubt', paymentId);
}
