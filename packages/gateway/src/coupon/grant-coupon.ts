import type { Output, Parsed, Row } from '@tessera/contract';
import { asPlatform } from '../context.js';
import type { Together } from '../handler.js';
import { problem, ProblemError } from '../problem.js';
import { findPerson } from '../session/person.js';
import { showCoupon } from './coupon-row.js';
import { grant } from './grant.js';

type Route = Row<'grantCoupon'>;

/**
 * A platform gives one of its users a coupon, by the same limits as a claim. Grants of one campaign go together; being results, and not
 * errors, refusals keep what was decided with them, such as a tripped fuse.
 */
export const grantCoupon: Together<Parsed<Route>, Output<Route> | ProblemError> = {
  lane: ({ campaignId }) => campaignId,
  async run(services, calls) {
    const now = services.clock();
    const users: (string | null)[] = [];
    for (const { ctx, input: { reference } } of calls) users.push(await findPerson(services, asPlatform(ctx).platformId, reference));
    const asks = calls.flatMap(({ input: { campaignId, position } }, place) => {
      const userId = users[place] ?? null;
      return userId === null ? [] : [{ place, campaignId, position, userId, by: 'platform' as const }];
    });
    const verdicts = new Map((await grant(services, asks, now)).map(({ ask, verdict }) => [ask.place, verdict]));
    return calls.map(({ ctx }, place) => {
      const verdict = verdicts.get(place) ?? problem('not_found', 'The platform has no user of this reference: mint a session for the user first.');
      return verdict instanceof ProblemError ? verdict : showCoupon(ctx, verdict, now);
    });
  },
};
