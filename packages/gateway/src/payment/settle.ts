import { redeemCoupon } from '../coupon/coupon.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { confirmHold, transferAll } from '../ledger/ledger.js';
import { again } from './again.js';
import { book } from './book.js';
import type { Outcome } from './collect.js';
import { release } from './end.js';
import { paidEntries, pointsSpent } from './entries.js';
import { bookVoid } from './give-back.js';
import { earnedFor } from './points.js';
import { tell } from './read.js';
import { nextLookAt } from './reconcile-rule.js';
import { sendRefund } from './send-refund.js';
import type { PaymentContext, PaymentRow, RefundRow } from './view.js';

/**
 * The last transaction of a payment, also the sweep's: writes the outcome, turns the holds into moves or gives them back,
 * and tells both sides. A payment that has an outcome keeps it. One that the till wanted void is `voided` either way: paid,
 * all of it is given back.
 */
export async function settle(ctx: PaymentContext, paymentId: string, outcome: Outcome): Promise<void> {
  const refund = await again(() => withRetry(ctx.db, async (db) => {
    const tx: PaymentContext = { ...ctx, db };
    switch (outcome.status) {
      case 'paid': return settlePaid(tx, paymentId);
      case 'declined': return settleDeclined(tx, paymentId, outcome);
      case 'in_doubt': return settleInDoubt(tx, paymentId);
    }
  }));
  if (refund !== null) await sendRefund(ctx, refund);
}

/** The charge, the sweep and a void may all know the outcome: the one whose update finds the payment open writes it. */
const open = (ctx: PaymentContext, paymentId: string) =>
  ctx.db.updateTable('payment').where('shard_key', '=', shardOf(paymentId)).where('id', '=', paymentId).where('status', 'in', ['processing', 'in_doubt']);

async function settlePaid(ctx: PaymentContext, paymentId: string): Promise<RefundRow | null> {
  const now = ctx.clock();
  const opened: PaymentRow | undefined = await open(ctx, paymentId).set({ status: 'paid', settled_at: now, look_at: null })
    .returningAll().executeTakeFirst();
  if (opened === undefined) return null;
  const row = { ...opened, points_earned: earnedFor(opened.paid) };
  const wanted = row.void_at === null ? {} : { status: 'voided' as const, refunded: row.paid };
  await ctx.db.updateTable('payment').set({ points_earned: row.points_earned, ...wanted }).where('shard_key', '=', row.shard_key).where('id', '=', row.id).execute();
  // The ledger first, then coupon and events: every payment takes its row locks in this order.
  if (row.points_spent > 0) await confirmHold(ctx, pointsSpent(row));
  await transferAll(ctx, paidEntries(row, row.points_earned));
  if (row.coupon_id !== null) await redeemCoupon(ctx, { couponId: row.coupon_id, paymentId, storeId: row.store_id, now });
  await book(ctx, row, { id: row.id, kind: 'payment', cash: row.paid, coupons: row.coupon_saved, points: row.points_saved });
  if (row.void_at !== null) return bookVoid(ctx, { ...row, ...wanted }, row.terminal_id ?? '', now);
  await tell(ctx, 'payment.paid', row);
  return null;
}

async function settleDeclined(ctx: PaymentContext, paymentId: string, { reason }: Extract<Outcome, { status: 'declined' }>): Promise<null> {
  const now = ctx.clock();
  const row = await open(ctx, paymentId).set({ status: 'declined', decline_reason: reason, settled_at: now, look_at: null })
    .returningAll().executeTakeFirst();
  if (row === undefined) return null;
  const wanted = row.void_at === null ? {} : { status: 'voided' as const, decline_reason: null };
  if (row.void_at !== null) await ctx.db.updateTable('payment').set(wanted).where('shard_key', '=', row.shard_key).where('id', '=', row.id).execute();
  await release(ctx, row, now);
  await tell(ctx, row.void_at === null ? 'payment.declined' : 'payment.voided', { ...row, ...wanted });
  return null;
}

/** Told once; later looks that know no more leave it as it is. */
async function settleInDoubt(ctx: PaymentContext, paymentId: string): Promise<null> {
  const row = await open(ctx, paymentId).set({ status: 'in_doubt', look_at: nextLookAt(ctx.clock(), 0) })
    .where('status', '=', 'processing').returningAll().executeTakeFirst();
  if (row !== undefined) await tell(ctx, 'payment.in_doubt', row);
  return null;
}
