import { recordEvent } from '../event/record.js';
import { shardOf } from '../id.js';
import { writeHistory } from './history.js';
import type { CouponContext } from './lock.js';

/** A coupon and the payment that has to do with it. */
export interface CouponOfPayment {
  readonly couponId: string;
  readonly paymentId: string;
  readonly now: Date;
}

/** A payment asked for a coupon that it does not hold: a fault of the caller's code, since a lock is lost to nobody. */
export class CouponNotHeld extends Error {
  override readonly name = 'CouponNotHeld';
}

/** Turns the payment's lock into use, with the event, in the caller's transaction. Again: nothing. Throws CouponNotHeld. */
export async function redeemCoupon(ctx: CouponContext, { couponId, paymentId, storeId, now }: CouponOfPayment & { readonly storeId: string }): Promise<void> {
  const used = await ctx.db.updateTable('coupon').set({ state: 'used', used_at: now, used_store_id: storeId })
    .where('shard_key', '=', shardOf(couponId)).where('id', '=', couponId)
    .where('state', '=', 'locked').where('payment_id', '=', paymentId).returning('user_id').executeTakeFirst();
  if (used === undefined) return refuseUnless(ctx, couponId, paymentId);
  await writeHistory(ctx, couponId, 'used', now, storeId);
  await recordEvent(ctx, { owner: used.user_id, type: 'coupon.used', subjectId: couponId });
}

async function refuseUnless(ctx: CouponContext, couponId: string, paymentId: string): Promise<void> {
  const row = await ctx.db.selectFrom('coupon').select(['state', 'payment_id'])
    .where('shard_key', '=', shardOf(couponId)).where('id', '=', couponId).executeTakeFirst();
  if (row?.state !== 'used' || row.payment_id !== paymentId) throw new CouponNotHeld(`${couponId} is not held by ${paymentId}`);
}
