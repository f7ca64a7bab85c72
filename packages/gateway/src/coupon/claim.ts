import type { Output, Parsed, Row } from '@tessera/contract';
import { asUser } from '../context.js';
import type { Together } from '../handler.js';
import { ProblemError } from '../problem.js';
import { showCoupon } from './coupon-row.js';
import { grant } from './grant.js';

type Route = Row<'claimCoupon'>;

/** Claims one coupon. Claims of one campaign that come at the same moment are granted together, each with its own verdict. */
export const claim: Together<Parsed<Route>, Output<Route> | ProblemError> = {
  lane: ({ campaignId }) => campaignId,
  async run(services, calls) {
    const now = services.clock();
    const asks = calls.map(({ ctx, input: { campaignId, position } }) => ({ ctx, campaignId, position, userId: asUser(ctx).userId, by: 'claim' as const }));
    return (await grant(services, asks, now)).map(({ ask, verdict }) => (verdict instanceof ProblemError ? verdict : showCoupon(ask.ctx, verdict, now)));
  },
};
