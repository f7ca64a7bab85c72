import { shardOf } from '../id.js';
import { writeHistory } from './history.js';
import type { CouponContext } from './lock.js';
import type { CouponOfPayment } from './redeem.js';

/** Gives a held coupon back to its user when the payment came to nothing, in the caller's transaction. Again, or never held: nothing. */
export async function releaseCoupon(ctx: CouponContext, { couponId, paymentId, now }: CouponOfPayment): Promise<void> {
  const released = await ctx.db.updateTable('coupon').set({ state: 'unused', payment_id: null })
    .where('shard_key', '=', shardOf(couponId)).where('id', '=', couponId)
    .where('state', '=', 'locked').where('payment_id', '=', paymentId).returning('id').executeTakeFirst();
  if (released !== undefined) await writeHistory(ctx, couponId, 'released', now, null);
}
