import type { Position } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { readAudience } from './audience.js';
import { conditionsOf, type Checked, type Claimant } from './conditions.js';
import { countersOf } from './limits.js';
import { enteredByAnother, entriesOf } from './lottery.js';
import type { Offer } from './offer.js';
import type { Holding } from './standing.js';
import { readCounts, Tally } from './tally.js';

/** What one user has of a campaign, and every condition that the next coupon (or the entry to its draw) depends on. */
export interface Claims extends Holding {
  /** Coupons claimed of those allowed: of the present round or day, where a limit of it allows fewer than there are in all. */
  readonly claimed: number;
  readonly allowed: number;
  readonly conditions: readonly Checked[];
}

/** Where one user is with each of these offers: a few reads in the user's shard and of what is counted, however many offers. */
export async function claimsOf(ctx: Pick<Context, 'db'>, userId: string, offers: readonly Offer[], now: Date, position?: Position): Promise<(campaignId: string) => Claims> {
  const audience = await readAudience(ctx, offers, [userId]);
  const coupons = await couponsOf(ctx, userId, offers);
  const drawn = offers.flatMap(({ id, mode }) => (mode === 'lottery' ? [id] : []));
  const entry = await entriesOf(ctx, userId, drawn);
  const entered = await enteredByAnother(ctx, userId, audience.identity(userId), drawn);
  const counters = new Map(offers.map((offer) => [offer.id, countersOf(offer, userId, audience.identity(userId), now)]));
  const counts = new Tally(await readCounts(ctx, [...counters.values()].flat())).of;
  const known = new Map(offers.map((offer): [string, Claims] => {
    const own = coupons.filter((row) => row.campaign_id === offer.id);
    const unused = own.findLast((row) => row.state === 'unused');
    const user: Claimant = {
      claimed: own.length, steps: audience.steps(userId), registeredAt: audience.registeredAt(userId),
      invited: offer.segment !== null && audience.isIn(userId, offer.segment), entered: entered.has(offer.id), counters: counters.get(offer.id) ?? [],
    };
    const conditions = conditionsOf(offer, user, counts, { now, position, by: offer.mode === 'lottery' ? 'entry' : 'claim' });
    const [narrow] = user.counters.filter(({ of, most }) => (of === 'user' || of === 'person') && most < offer.allowed).sort((a, b) => a.most - b.most);
    const shown = narrow === undefined ? { claimed: own.length, allowed: offer.allowed } : { claimed: Math.min(counts(narrow), narrow.most), allowed: narrow.most };
    return [offer.id, { ...shown, couponId: (unused ?? own.at(-1))?.id ?? null, unused: unused !== undefined, entry: entry(offer.id), conditions }];
  }));
  return (campaignId) => known.get(campaignId) ?? { claimed: 0, allowed: 1, couponId: null, unused: false, entry: null, conditions: [] };
}

const couponsOf = async ({ db }: Pick<Context, 'db'>, userId: string, offers: readonly Offer[]) =>
  (offers.length === 0 ? [] : db.selectFrom('coupon').select(['id', 'campaign_id', 'state'])
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('campaign_id', 'in', offers.map(({ id }) => id))
    .orderBy('ordinal').execute());
