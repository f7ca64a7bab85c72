import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { readCoupons, stateOf, useAtCounter } from '../coupon/coupon.js';
import { recordEvent } from '../event/record.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { readBenefit, readRight } from './detail.js';

type Route = Row<'useRight'>;

/** Shows the code of a benefit, or of a coupon for a thing, and marks it used: once. Money-off coupons are used by paying. */
export async function use(ctx: Context, { rightId }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  await (rightId.startsWith('cpn_') ? useCoupon(ctx, userId, rightId, now) : useBenefit(ctx, userId, rightId, now));
  return readRight(ctx, userId, rightId, now);
}

async function useBenefit(ctx: Context, userId: string, id: string, now: Date): Promise<void> {
  const used = await ctx.db.updateTable('benefit').set({ state: 'used', used_at: now })
    .where('shard_key', '=', shardOf(id)).where('id', '=', id).where('user_id', '=', userId)
    .where('state', '=', 'unused').where('valid_to', '>', now).returning('id').executeTakeFirst();
  if (used !== undefined) return recordEvent(ctx, { owner: userId, type: 'right.used', subjectId: id });
  const row = await readBenefit(ctx, userId, id);
  if (row === undefined) throw problem('not_found', 'This user has no such right.');
  const state = row.state === 'unused' ? 'expired' : row.state;
  throw problem('right_not_usable', `The benefit is ${state}; only an unused one can be used.`);
}

async function useCoupon(ctx: Context, userId: string, id: string, now: Date): Promise<void> {
  if (await useAtCounter(ctx, userId, id, now)) return;
  const [coupon] = await readCoupons(ctx, userId, [id]);
  if (coupon === undefined) throw problem('not_found', 'This user has no such right.');
  const state = stateOf(coupon, now);
  throw problem('right_not_usable', state === 'unused'
    ? 'This coupon is used by paying: show a pay code with it, and the discount comes off at the till.'
    : `The coupon is ${state}; only an unused one can be used.`);
}
