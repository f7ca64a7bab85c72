import { recordEvent } from '../event/record.js';
import { shardOf } from '../id.js';
import { writeHistory } from './history.js';
import type { CouponContext } from './lock.js';
import type { CouponOfPayment } from './redeem.js';

/**
 * What becomes of a used coupon when its payment is refunded in full, in the caller's transaction. `forfeit`: it is given
 * up and not issued again (Jinan 2023). `return`: it comes back once, with its original validity (Beijing 2020); `return_always`: each
 * time. One whose time is over meanwhile comes back expired, one of a recalled campaign is taken back at once.
 */
export async function returnCoupon(ctx: CouponContext, { couponId, paymentId, now }: CouponOfPayment): Promise<'returned' | 'forfeited'> {
  const policy = await ctx.db.selectFrom('coupon').innerJoin('campaign', 'campaign.id', 'coupon.campaign_id')
    .select('campaign.refund_policy')
    .where('coupon.shard_key', '=', shardOf(couponId)).where('coupon.id', '=', couponId).executeTakeFirst();
  if (policy === undefined || policy.refund_policy === 'forfeit') return 'forfeited';
  let used = ctx.db.updateTable('coupon')
    .set({ state: 'unused', payment_id: null, used_at: null, used_store_id: null, returned_at: now })
    .where('shard_key', '=', shardOf(couponId)).where('id', '=', couponId)
    .where('state', '=', 'used').where('payment_id', '=', paymentId);
  if (policy.refund_policy === 'return') used = used.where('returned_at', 'is', null);
  const returned = await used.returning('user_id').executeTakeFirst();
  // It came back before, once is all; or another refund of the same payment was first.
  if (returned === undefined) return 'forfeited';
  await writeHistory(ctx, couponId, 'returned', now, null);
  await recordEvent(ctx, { owner: returned.user_id, type: 'coupon.returned', subjectId: couponId });
  return 'returned';
}

/**
 * Gives a used coupon back because its payment was voided and so never happened, in the caller's transaction. Unlike a
 * refund it asks no policy and counts as no return.
 */
export async function unuseCoupon(ctx: CouponContext, { couponId, paymentId, now }: CouponOfPayment): Promise<void> {
  const unused = await ctx.db.updateTable('coupon').set({ state: 'unused', payment_id: null, used_at: null, used_store_id: null })
    .where('shard_key', '=', shardOf(couponId)).where('id', '=', couponId)
    .where('state', '=', 'used').where('payment_id', '=', paymentId).returning('user_id').executeTakeFirst();
  if (unused === undefined) return;
  await writeHistory(ctx, couponId, 'returned', now, null);
  await recordEvent(ctx, { owner: unused.user_id, type: 'coupon.returned', subjectId: couponId });
}

/** Whether part of a payment with this coupon may be refunded (Beijing 2020 allows all of it or nothing). */
export async function allowsPartialRefund(ctx: Pick<CouponContext, 'db'>, couponId: string): Promise<boolean> {
  const row = await ctx.db.selectFrom('coupon').innerJoin('campaign', 'campaign.id', 'coupon.campaign_id').select('campaign.partial_refund')
    .where('coupon.shard_key', '=', shardOf(couponId)).where('coupon.id', '=', couponId).executeTakeFirst();
  return row?.partial_refund !== 'refused';
}
