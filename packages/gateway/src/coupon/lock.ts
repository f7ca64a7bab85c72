import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { writeHistory } from './history.js';
import type { Purchase, UsableCoupon } from './usable.js';
import { judge } from './usable.js';

/** What it takes to move a coupon's state inside a payment's transaction. */
export type CouponContext = Pick<Context, 'db' | 'clock' | 'events'>;

/** A coupon held by a payment: `saving` fen come off, which `funders` pay. */
export type LockedCoupon = Pick<UsableCoupon, 'id' | 'campaignId' | 'title' | 'saving' | 'funders'>;

/**
 * Holds a coupon for one payment, in the caller's transaction. Null when it can't be used for this purchase, or when
 * another payment was first. The same payment may ask again.
 */
export async function lockCoupon(
  ctx: CouponContext,
  asked: Purchase & { readonly couponId: string; readonly paymentId: string; readonly storeId: string; readonly amount: number },
): Promise<LockedCoupon | null> {
  const key = { shard_key: shardOf(asked.couponId), id: asked.couponId, user_id: asked.userId };
  const row = await ctx.db.selectFrom('coupon').select(['id', 'campaign_id', 'state', 'valid_from', 'valid_to', 'payment_id'])
    .where('shard_key', '=', key.shard_key).where('id', '=', key.id).where('user_id', '=', key.user_id).executeTakeFirst();
  if (row === undefined) return null;
  const own = row.state === 'locked' && row.payment_id === asked.paymentId;
  const [coupon] = await judge(ctx, [own ? { ...row, state: 'unused' } : row], asked);
  if (coupon === undefined || (coupon.refusal !== null && !own)) return null;
  if (!own) {
    const won = await ctx.db.updateTable('coupon').set({ state: 'locked', payment_id: asked.paymentId })
      .where('shard_key', '=', key.shard_key).where('id', '=', key.id).where('user_id', '=', key.user_id)
      .where('state', '=', 'unused').where('valid_to', '>', asked.now)
      .returning('id').executeTakeFirst();
    // Two payments of one user at the same moment: the other one holds it.
    if (won === undefined) return null;
    await writeHistory(ctx, coupon.id, 'locked', asked.now, asked.storeId);
  }
  const { id, campaignId, title, saving, funders } = coupon;
  return { id, campaignId, title, saving, funders };
}
