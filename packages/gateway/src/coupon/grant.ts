import type { Position } from '@tessera/contract';
import type { Services } from '../context.js';
import { runSteps, sendAll, type Step } from '../database.js';
import { problem, ProblemError } from '../problem.js';
import { readAudience } from './audience.js';
import { conditionsOf, firstUnmet, type Giver } from './conditions.js';
import type { CouponRow } from './coupon-row.js';
import { tripFuse } from './fuse.js';
import { claimsQuery } from './held.js';
import { countersOf } from './limits.js';
import { offersQuery, openDue, type Offered } from './offer.js';
import { readCounts, Tally } from './tally.js';
import { validityOf } from './validity.js';
import { couponSteps, newCoupon, withCodes, type Decided } from './write-coupons.js';

/** Somebody asks for one coupon of one campaign. */
export interface Ask {
  readonly userId: string;
  readonly campaignId: string;
  /** Where the user is, judged and not kept. */
  readonly position?: Position | undefined;
  readonly by: Exclude<Giver, 'entry'>;
}

export type GrantContext = Pick<Services, 'db' | 'clock' | 'random' | 'events' | 'log' | 'metrics'>;

/**
 * Decides any number of asks in the order they came, and writes those that are granted, in the caller's transaction:
 * a few statements, however many they are. The coupons and their events are in the users' shards, the stock in
 * the campaigns'. Throws Overtaken when another transaction took an ordinal, a limit or the stock that this one has read.
 */
export async function grant<A extends Ask>(ctx: GrantContext, asks: readonly A[], now: Date): Promise<readonly Decided<A>[]> {
  const { decided, steps } = await decide(ctx, asks, now);
  await runSteps(ctx.db, steps);
  return decided;
}

/** Like `grant`, with what is still to be written. Until that has been sent, nothing is granted. */
export async function decide<A extends Ask>(ctx: GrantContext, asks: readonly A[], now: Date): Promise<{ readonly decided: readonly Decided<A>[]; readonly steps: readonly Step[] }> {
  if (asks.length === 0) return { decided: [], steps: [] };
  const [found, claims] = await sendAll(ctx.db, [offersQuery(asks), claimsQuery(asks)]);
  const offers = await openDue(ctx, found, now);
  const counts = new Map(claims.map((row) => [`${row.user_id} ${row.campaign_id}`, row.claimed]));
  const users = [...new Set(asks.map(({ userId }) => userId))];
  const audience = await readAudience(ctx, [...offers.values()], users);
  const countersFor = (offer: Offered, userId: string) => countersOf(offer, userId, audience.identity(userId), now);
  const tally = new Tally(await readCounts(ctx, asks.flatMap(({ userId, campaignId }) => {
    const offer = offers.get(campaignId);
    return offer === undefined ? [] : countersFor(offer, userId);
  })));
  const left = new Map([...offers].map(([id, { remaining }]) => [id, remaining]));
  const granted = new Map<string, number>();
  const tripped = new Map<string, string>();
  const validities = new Map([...offers].map(([id, { validity }]) => [id, validityOf(validity, now)]));
  const verdictOf = ({ userId, campaignId, by, position }: Ask): CouponRow | ProblemError => {
    const offer = offers.get(campaignId);
    if (offer === undefined) return problem('not_found', 'There is no such campaign.');
    const key = `${userId} ${campaignId}`;
    const claimed = (counts.get(key) ?? 0) + (granted.get(key) ?? 0);
    const remaining = left.get(campaignId) ?? 0;
    const counters = countersFor(offer, userId);
    const user = {
      claimed, counters, steps: audience.steps(userId), registeredAt: audience.registeredAt(userId),
      invited: offer.segment !== null && audience.isIn(userId, offer.segment),
    };
    const state = tripped.has(campaignId) ? 'paused' : offer.state;
    const unmet = wrongDoor(offer, by) ?? firstUnmet(conditionsOf({ ...offer, state, remaining }, user, tally.of, { now, by, position }), 'unmet');
    if (unmet !== null) return problem(unmet.code, unmet.detail);
    const fuse = counters.find((counter) => (counter.of === 'fuse' || counter.of === 'budget') && tally.of(counter) >= counter.most);
    if (fuse !== undefined) {
      tripped.set(campaignId, fuse.of === 'fuse' ? `more than ${fuse.most} coupons within a minute` : `the budget pays for ${fuse.most} coupons`);
      return problem('campaign_paused', 'The campaign was paused just now: more of it went out than was planned.');
    }
    granted.set(key, (granted.get(key) ?? 0) + 1);
    left.set(campaignId, remaining - 1);
    tally.add(counters);
    return { ...newCoupon(ctx, { userId, campaignId }, claimed + 1, validities.get(campaignId) ?? validityOf(offer.validity, now), now), campaign: offer };
  };
  const decided = asks.map((ask) => ({ ask, verdict: verdictOf(ask) }));
  const coded = await withCodes(ctx, decided, offers, now);
  for (const [campaignId, why] of tripped) await tripFuse(ctx, campaignId, why, now);
  return { decided: coded, steps: couponSteps(ctx, coded.flatMap(({ verdict }) => (verdict instanceof ProblemError ? [] : [verdict])), tally, now) };
}

/** A campaign whose coupons are drawn is not claimed, and no other is drawn. */
function wrongDoor({ mode }: Offered, by: Ask['by']): { readonly code: 'drawn_not_claimed' | 'not_drawn'; readonly detail: string } | null {
  if (mode === 'lottery' && by !== 'draw') return { code: 'drawn_not_claimed', detail: 'The coupons of this campaign are drawn: enter it instead of claiming.' };
  if (mode !== 'lottery' && by === 'draw') return { code: 'not_drawn', detail: 'The coupons of this campaign are not drawn.' };
  return null;
}
