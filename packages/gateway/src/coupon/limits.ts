import type { ClaimLimit } from '@tessera/contract';
import { addDays, dayOf, startOfDay } from '../day.js';
import { shardOf, shardOfText } from '../id.js';
import type { Offer } from './offer.js';
import { affordable } from './stock.js';

/** What a limit counts for one ask, and the most it may come to. */
export interface Counter {
  readonly shard: number;
  readonly holder: string;
  readonly scope: string;
  readonly period: string;
  readonly most: number;
  /** Whose limit it is; going past the last two trips the fuse instead of refusing one. */
  readonly of: ClaimLimit['each'] | 'fuse' | 'budget';
  readonly within: ClaimLimit['within'];
  /** When it counts anew, null when it does not or nobody knows. */
  readonly again: Date | null;
}

const MINUTE_MS = 60_000;
const none: readonly Counter[] = [];

/** What has to be counted when this user gets a coupon of the offer. A limit of persons counts nobody whose identity is not proven: such a user gets none. */
export function countersOf(offer: Offer, userId: string, identity: string | null, now: Date): readonly Counter[] {
  const { limits, fuse, budget, id } = offer;
  if (limits === null && fuse === null && budget === null) return none;
  const counters = (limits ?? []).flatMap((limit): Counter[] => {
    const scope = limit.over === 'programme' ? offer.programme_id ?? id : id;
    const holder = limit.each === 'campaign' ? scope : limit.each === 'user' ? userId : identity;
    if (holder === null) return [];
    const shard = limit.each === 'person' ? shardOfText(holder) : shardOf(holder);
    return [{ shard, holder, scope, most: limit.most, of: limit.each, within: limit.within, ...periodOf(offer, limit.within, now) }];
  });
  const own = { shard: shardOf(id), holder: id, scope: id, again: null, within: 'ever' } as const;
  if (fuse !== null) counters.push({ ...own, period: `minute/${Math.floor(now.getTime() / MINUTE_MS)}`, most: fuse.perMinute * fuse.factor, of: 'fuse' });
  if (budget !== null) counters.push({ ...own, period: 'ever', most: affordable(offer), of: 'budget' });
  return counters;
}

function periodOf(offer: Offer, within: ClaimLimit['within'], now: Date): Pick<Counter, 'period' | 'again'> {
  const before = (time: Date | null) => (time !== null && time < offer.ends_at ? time : null);
  if (within === 'ever') return { period: 'ever', again: null };
  if (within === 'round') return { period: `round/${offer.round}`, again: before(offer.reopens_at) };
  const day = dayOf(now);
  return { period: `day/${day}`, again: before(startOfDay(addDays(day, 1))) };
}
