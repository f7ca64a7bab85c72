import type { Output, Parsed, Row } from '@tessera/contract';
import { asUser } from '../context.js';
import type { Together } from '../handler.js';
import { ProblemError } from '../problem.js';
import { showCoupon } from './coupon-row.js';
import { decide } from './grant.js';

type Route = Row<'claimCoupon'>;

/** Claims one coupon. Claims of one campaign that come at the same moment are granted together, each with its own verdict. */
export const claim: Together<Parsed<Route>, Output<Route> | ProblemError> = {
  lane: ({ campaignId }) => campaignId,
  async run(services, calls, later) {
    const now = services.clock();
    const asks = calls.map(({ ctx, input: { campaignId, position } }) => ({ ctx, campaignId, position, userId: asUser(ctx).userId, by: 'claim' as const }));
    const { decided, steps } = await decide(services, asks, now);
    later(steps);
    return decided.map(({ ask, verdict }) => (verdict instanceof ProblemError ? verdict : showCoupon(ask.ctx, verdict, now)));
  },
};
