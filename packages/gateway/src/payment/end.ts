import type { DeclineReason } from '@tessera/contract';
import { releaseCoupon } from '../coupon/coupon.js';
import { shardOf } from '../id.js';
import { voidHold } from '../ledger/ledger.js';
import { releaseOrder } from '../merchant-code/order.js';
import { unspend } from '../verification/limits.js';
import { pointsSpent } from './entries.js';
import { tell } from './read.js';
import type { PaymentContext, PaymentRow } from './view.js';

/** How a payment comes to nothing. */
export type End = { readonly status: 'declined'; readonly reason: DeclineReason } | { readonly status: 'voided' };

/**
 * Gives back what a payment that came to nothing has held, in the transaction that ended it: points, coupon, its share of
 * the user's day and the store's order. The ledger comes first, so that every payment takes its row locks in one order.
 */
export async function release(ctx: PaymentContext, row: PaymentRow, now: Date): Promise<void> {
  if (row.points_spent > 0) await voidHold(ctx, pointsSpent(row));
  if (row.coupon_id !== null) await releaseCoupon(ctx, { couponId: row.coupon_id, paymentId: row.id, now });
  await forget(ctx, row);
}

/** Takes a payment out of its user's day, and lets its store's order be paid by another. */
export async function forget(ctx: PaymentContext, row: PaymentRow): Promise<void> {
  if (row.limit_class === null && row.merchant_order_id === null) return;
  await ctx.db.updateTable('payment').set({ limit_class: null, limit_day: null, merchant_order_id: null })
    .where('shard_key', '=', row.shard_key).where('id', '=', row.id).execute();
  if (row.limit_class !== null && row.limit_day !== null) await unspend(ctx, { userId: row.user_id, class: row.limit_class, day: row.limit_day, amount: row.paid });
  if (row.merchant_order_id !== null) await releaseOrder(ctx, row.merchant_order_id, row.id);
}

/**
 * Ends a payment that waits for its user, in the caller's transaction. `since` ends only one whose time was over then.
 * False when it no longer waits: a confirmation, a cancellation, the till or the sweep was first.
 */
export async function endWaiting(ctx: PaymentContext, paymentId: string, end: End, since?: Date): Promise<boolean> {
  const now = ctx.clock();
  let waiting = ctx.db.updateTable('payment').where('shard_key', '=', shardOf(paymentId)).where('id', '=', paymentId).where('status', '=', 'needs_confirmation');
  if (since !== undefined) waiting = waiting.where('confirm_by', '<=', since);
  const row = await waiting.set({ status: end.status, decline_reason: end.status === 'declined' ? end.reason : null, settled_at: now, look_at: null })
    .returningAll().executeTakeFirst();
  if (row === undefined) return false;
  await release(ctx, row, now);
  await tell(ctx, `payment.${end.status}`, row);
  return true;
}
