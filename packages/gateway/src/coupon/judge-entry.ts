import type { Position } from '@tessera/contract';
import { sql } from 'kysely';
import type { Services } from '../context.js';
import { shardOf, shardOfText } from '../id.js';
import { problem, type ProblemError } from '../problem.js';
import { readAudience } from './audience.js';
import { conditionsOf, firstUnmet } from './conditions.js';
import { countersOf } from './limits.js';
import type { Offered } from './offer.js';
import { readCounts, Tally } from './tally.js';

/** Somebody asks for a place in a draw. */
export interface Entrant {
  readonly userId: string;
  /** Where the user is, judged and not kept. */
  readonly position?: Position | undefined;
}

/** Where a campaign counts persons, the account by which one has entered. */
export interface Person {
  readonly shard_key: number;
  readonly identity_hash: string;
  readonly user_id: string;
}

/** Judges one entry after another, each knowing of those before it. */
export interface EntryJudge {
  /** Why the user may not enter, or null; `person` is then the place the person behind the account takes, null where none is counted. */
  judge(entrant: Entrant): { readonly refusal: ProblemError } | { readonly refusal: null; readonly person: Person | null };
}

/** Reads once, for any number of entrants, all that a claim is judged by but the stock. */
export async function readEntryJudge({ db }: Pick<Services, 'db'>, offer: Offered, entrants: readonly Entrant[], now: Date): Promise<EntryJudge> {
  const users = [...new Set(entrants.map(({ userId }) => userId))];
  const audience = await readAudience({ db }, [offer], users);
  const claimed = await readClaimed({ db }, offer.id, users);
  const countersFor = (userId: string) => countersOf(offer, userId, audience.identity(userId), now);
  const counts = new Tally(await readCounts({ db }, users.flatMap(countersFor))).of;
  const countsPersons = offer.limits?.some(({ each }) => each === 'person') === true;
  const entered = countsPersons ? await readEntered({ db }, offer.id, users.flatMap((userId) => audience.identity(userId) ?? [])) : new Map<string, string>();
  return {
    judge({ userId, position }) {
      const identity = audience.identity(userId);
      const first = identity === null ? undefined : entered.get(identity);
      const user = {
        claimed: claimed.get(userId) ?? 0, steps: audience.steps(userId), registeredAt: audience.registeredAt(userId), counters: countersFor(userId),
        invited: offer.segment !== null && audience.isIn(userId, offer.segment), entered: first !== undefined && first !== userId,
      };
      const unmet = firstUnmet(conditionsOf(offer, user, counts, { now, position, by: 'entry' }), 'unmet');
      if (unmet !== null) return { refusal: problem(unmet.code, unmet.detail) };
      if (!countsPersons || identity === null) return { refusal: null, person: null };
      entered.set(identity, userId);
      return { refusal: null, person: { shard_key: shardOfText(identity), identity_hash: identity, user_id: userId } };
    },
  };
}

/** How many coupons of a campaign each of these users has or had. */
async function readClaimed({ db }: Pick<Services, 'db'>, campaignId: string, users: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const asked = JSON.stringify(users.map((user_id) => ({ shard_key: shardOf(user_id), user_id })));
  const { rows } = await sql<{ user_id: string; claimed: number }>`
    select asked.user_id, max(coupon.ordinal) as claimed from json_to_recordset(${asked}::json) as asked (shard_key integer, user_id text)
    join coupon on coupon.shard_key = asked.shard_key and coupon.user_id = asked.user_id and coupon.campaign_id = ${campaignId}
    group by asked.user_id`.execute(db);
  return new Map(rows.map((row) => [row.user_id, row.claimed]));
}

/** By which account each of these persons has entered a campaign's draw. */
async function readEntered({ db }: Pick<Services, 'db'>, campaignId: string, identities: readonly string[]): Promise<Map<string, string>> {
  const rows = identities.length === 0 ? [] : await db.selectFrom('lottery_person').select(['identity_hash', 'user_id'])
    .where('shard_key', 'in', [...new Set(identities.map(shardOfText))]).where('identity_hash', 'in', [...identities]).where('campaign_id', '=', campaignId).execute();
  return new Map(rows.map((row) => [row.identity_hash, row.user_id]));
}
