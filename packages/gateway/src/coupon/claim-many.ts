import type { Output, Parsed, Row } from '@tessera/contract';
import { asUser } from '../context.js';
import type { Together } from '../handler.js';
import { ProblemError } from '../problem.js';
import { showCoupon } from './coupon-row.js';
import { grant } from './grant.js';

type Route = Row<'claimCoupons'>;

/**
 * Claims one coupon of each of these campaigns in the order given; one that is refused stops no other. Requests that come at the same
 * moment go together: when a round opens, many users claim all there is at once.
 */
export const claimMany: Together<Parsed<Route>, Output<Route>> = {
  lane: () => 'many',
  async run(services, calls) {
    const now = services.clock();
    const asks = calls.flatMap(({ ctx, input: { campaignIds, position } }, place) =>
      campaignIds.map((campaignId) => ({ place, campaignId, position, userId: asUser(ctx).userId, by: 'claim' as const })));
    const decided = await grant(services, asks, now);
    return calls.map(({ ctx }, place) => ({
      results: decided.filter(({ ask }) => ask.place === place).map(({ ask: { campaignId }, verdict }) => (verdict instanceof ProblemError
        ? { campaignId, coupon: null, problem: { code: verdict.code, detail: verdict.detail } }
        : { campaignId, coupon: showCoupon(ctx, verdict, now), problem: null })),
    }));
  },
};
