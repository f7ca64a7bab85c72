import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { isMoneyOff, readCoupons, stateOf } from '../coupon/coupon.js';
import { recordEvent } from '../event/record.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { readRight } from './detail.js';
import { readBenefit } from './grant-benefits.js';

type Route = Row<'useRight'>;

/** Shows the supplier's code of a benefit and marks it used: once. Coupons are used by paying, or by a redemption code at a till. */
export async function use(ctx: Context, { rightId }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  if (rightId.startsWith('cpn_')) throw await refuseCoupon(ctx, userId, rightId, now);
  const used = await ctx.db.updateTable('benefit').set({ state: 'used', used_at: now })
    .where('shard_key', '=', shardOf(rightId)).where('id', '=', rightId).where('user_id', '=', userId)
    .where('state', '=', 'unused').where('valid_to', '>', now).returning('id').executeTakeFirst();
  if (used === undefined) throw await refuseBenefit(ctx, userId, rightId);
  await recordEvent(ctx, { owner: userId, type: 'right.used', subjectId: rightId });
  return readRight(ctx, userId, rightId, now);
}

async function refuseBenefit(ctx: Context, userId: string, id: string) {
  const row = await readBenefit(ctx, userId, id);
  if (row === undefined) return problem('not_found', 'This user has no such right.');
  const state = row.state === 'unused' ? 'expired' : row.state;
  return problem('right_not_usable', `The benefit is ${state}; only an unused one can be used.`);
}

async function refuseCoupon(ctx: Context, userId: string, id: string, now: Date) {
  const [coupon] = await readCoupons(ctx, userId, [id]);
  if (coupon === undefined) return problem('not_found', 'This user has no such right.');
  const state = stateOf(coupon, now);
  if (state !== 'unused') return problem('right_not_usable', `The coupon is ${state}; only an unused one can be used.`);
  return problem('right_not_usable', isMoneyOff(coupon.campaign.face)
    ? 'This coupon is used by paying: show a pay code with it, and the discount comes off at the till.'
    : 'This coupon is used at a till: make a redemption code for it and show it there.');
}
