import { returnCoupon, unuseCoupon } from '../coupon/coupon.js';
import { newId } from '../id.js';
import { balance, transferAll } from '../ledger/ledger.js';
import { pointsOf } from '../right/right.js';
import { book } from './book.js';
import { forget } from './end.js';
import { refundEntries } from './entries.js';
import type { GivenBack } from './entries.js';
import { earnedFor } from './points.js';
import { tell } from './read.js';
import { firstLookAt } from './reconcile-rule.js';
import type { PaymentContext, PaymentRow, RefundRow } from './view.js';

/**
 * Books a refund of a payment, in the transaction that added it to `row.refunded`. When all of the money is back, spent
 * points return and the coupon follows its campaign's policy.
 */
export async function bookRefund(ctx: PaymentContext, row: PaymentRow, refund: GivenBack, now: Date): Promise<void> {
  const full = row.refunded === row.paid;
  await transferAll(ctx, refundEntries(row, refund, full, await takeBack(ctx, row, full)));
  if (full && row.coupon_id !== null) await returnCoupon(ctx, { couponId: row.coupon_id, paymentId: row.id, now });
  await book(ctx, row, { id: refund.id, kind: 'refund', cash: refund.amount, coupons: full ? row.coupon_saved : 0, points: full ? row.points_saved : 0 });
}

/**
 * Undoes a paid payment whole, in the caller's transaction: `row` has just become `voided` with all of it refunded. What
 * it counted against the user's day is free again. Returns the refund to be sent, null where discounts paid for everything.
 */
export async function bookVoid(ctx: PaymentContext, row: PaymentRow, terminalId: string, now: Date): Promise<RefundRow | null> {
  const refund = row.paid === 0 ? null : await ctx.db.insertInto('payment_refund').values({
    shard_key: row.shard_key, id: newId('rfd', row.shard_key, ctx.random, now), payment_id: row.id, terminal_id: terminalId,
    // No caller's key is empty, so no refund is taken for this one.
    idempotency_key: '', amount: row.paid, reason: '撤销', kind: 'void', state: 'sending', created_at: now,
    looks: 0, look_at: firstLookAt(now, ctx.settings.channelDeadlineMs),
  }).returningAll().executeTakeFirstOrThrow();
  await transferAll(ctx, refundEntries(row, refund ?? { id: `${row.id}/void`, amount: 0 }, true, await takeBack(ctx, row, true)));
  if (row.coupon_id !== null) await unuseCoupon(ctx, { couponId: row.coupon_id, paymentId: row.id, now });
  await forget(ctx, row);
  await book(ctx, row, { id: `${row.id}/void`, kind: 'void', cash: row.paid, coupons: row.coupon_saved, points: row.points_saved });
  await tell(ctx, 'payment.voided', row);
  return refund;
}

/** Points to take back now: those earned beyond what is still paid for, as far as the balance goes; the house bears the rest. */
async function takeBack(ctx: PaymentContext, row: PaymentRow, full: boolean): Promise<number> {
  const due = row.points_earned - row.points_taken_back - earnedFor(row.paid - row.refunded);
  if (due <= 0) return 0;
  const { available } = await balance(ctx, pointsOf(row.user_id));
  const taken = Math.min(due, available + (full ? row.points_spent : 0));
  await ctx.db.updateTable('payment').set({ points_taken_back: row.points_taken_back + taken })
    .where('shard_key', '=', row.shard_key).where('id', '=', row.id).execute();
  return taken;
}
