import type { Position } from '@tessera/contract';
import { sql } from 'kysely';
import type { Services } from '../context.js';
import { shardOf } from '../id.js';
import { problem, ProblemError } from '../problem.js';
import { readAudience } from './audience.js';
import { conditionsOf, firstUnmet, type Giver } from './conditions.js';
import type { CouponRow } from './coupon-row.js';
import { tripFuse } from './fuse.js';
import { countersOf } from './limits.js';
import { readOffers, type Offered } from './offer.js';
import { readCounts, Tally } from './tally.js';
import { validityOf } from './validity.js';
import { newCoupon, withCodes, writeCoupons, type Decided } from './write-coupons.js';

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
 * a few statements, however many they are. The coupons, their history and events are in the users' shards, the stock in
 * the campaigns'; the stock moves last, so that the one row everybody wants is held shortest. Throws Overtaken when
 * another transaction took an ordinal, a limit or the stock that this one has read.
 */
export async function grant<A extends Ask>(ctx: GrantContext, asks: readonly A[], now: Date): Promise<readonly Decided<A>[]> {
  if (asks.length === 0) return [];
  const offers = await readOffers(ctx, asks, now);
  const claims = await readClaims(ctx, asks);
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
  const decide = ({ userId, campaignId, by, position }: Ask): CouponRow | ProblemError => {
    const offer = offers.get(campaignId);
    if (offer === undefined) return problem('not_found', 'There is no such campaign.');
    const key = `${userId} ${campaignId}`;
    const claimed = claims(userId, campaignId) + (granted.get(key) ?? 0);
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
    return { ...newCoupon(ctx, { userId, campaignId }, claimed + 1, validityOf(offer.validity, now), now), campaign: offer };
  };
  const decided = asks.map((ask) => ({ ask, verdict: decide(ask) }));
  const coded = await withCodes(ctx, decided, offers, now);
  await writeCoupons(ctx, coded.flatMap(({ verdict }) => (verdict instanceof ProblemError ? [] : [verdict])), tally, now);
  for (const [campaignId, why] of tripped) await tripFuse(ctx, campaignId, why, now);
  return coded;
}

/** A campaign whose coupons are drawn is not claimed, and no other is drawn. */
function wrongDoor({ mode }: Offered, by: Ask['by']): { readonly code: 'drawn_not_claimed' | 'not_drawn'; readonly detail: string } | null {
  if (mode === 'lottery' && by !== 'draw') return { code: 'drawn_not_claimed', detail: 'The coupons of this campaign are drawn: enter it instead of claiming.' };
  if (mode !== 'lottery' && by === 'draw') return { code: 'not_drawn', detail: 'The coupons of this campaign are not drawn.' };
  return null;
}

/** How many coupons of a campaign each user who asks for it has or had. */
async function readClaims(ctx: Pick<Services, 'db'>, asks: readonly Ask[]): Promise<(userId: string, campaignId: string) => number> {
  const asked = JSON.stringify(asks.map(({ userId, campaignId }) => ({ shard_key: shardOf(userId), user_id: userId, campaign_id: campaignId })));
  const { rows } = await sql<{ user_id: string; campaign_id: string; claimed: number }>`
    select asked.user_id, asked.campaign_id, max(coupon.ordinal) as claimed
    from json_to_recordset(${asked}::json) as asked (shard_key integer, user_id text, campaign_id text)
    join coupon on coupon.shard_key = asked.shard_key and coupon.user_id = asked.user_id and coupon.campaign_id = asked.campaign_id
    group by asked.user_id, asked.campaign_id`.execute(ctx.db);
  const counts = new Map(rows.map((row) => [`${row.user_id} ${row.campaign_id}`, row.claimed]));
  return (userId, campaignId) => counts.get(`${userId} ${campaignId}`) ?? 0;
}
