import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';

/**
 * Throws `not_found` or `right_not_usable` for a coupon that the user named and that is not there to be used; `auto` and
 * `none` name no coupon. Whether it fits a store and a price is judged with the payment.
 */
export async function refuseUnusableCoupon(ctx: Pick<Context, 'db' | 'clock'>, userId: string, coupon: string): Promise<void> {
  if (coupon === 'auto' || coupon === 'none') return;
  const row = await ctx.db.selectFrom('coupon').select(['state', 'valid_to'])
    .where('shard_key', '=', shardOf(coupon)).where('id', '=', coupon).where('user_id', '=', userId).executeTakeFirst();
  if (row === undefined) throw problem('not_found', `The user has no coupon ${coupon}.`);
  const state = row.state === 'unused' && row.valid_to <= ctx.clock() ? 'expired' : row.state;
  if (state !== 'unused') throw problem('right_not_usable', `The coupon is ${state}: choose another one, "auto" or "none".`);
}
