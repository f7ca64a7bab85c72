import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { problem } from '../problem.js';
import { readCoupons, showCoupon } from './coupon-row.js';

type Route = Row<'getCoupon'>;

/** One of the user's own coupons. */
export async function get(ctx: Context, { couponId }: Parsed<Route>): Promise<Output<Route>> {
  const [coupon] = await readCoupons(ctx, asUser(ctx).userId, [couponId]);
  if (coupon === undefined) throw problem('not_found', 'This user has no such coupon.');
  return showCoupon(ctx, coupon, ctx.clock());
}
