import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { ProblemError } from '../problem.js';
import { showCoupon } from './coupon-row.js';
import { grant } from './grant.js';

type Route = Row<'claimCoupons'>;

/** Claims one coupon of each of these campaigns in the order given, in one transaction; one that is refused stops no other. */
export async function claimMany(ctx: Context, { campaignIds, position }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const decided = await grant(ctx, campaignIds.map((campaignId) => ({ campaignId, position, userId, by: 'claim' as const })), now);
  return {
    results: decided.map(({ ask: { campaignId }, verdict }) => (verdict instanceof ProblemError
      ? { campaignId, coupon: null, problem: { code: verdict.code, detail: verdict.detail } }
      : { campaignId, coupon: showCoupon(ctx, verdict, now), problem: null })),
  };
}
