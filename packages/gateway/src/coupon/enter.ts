import type { Output, Parsed, Row } from '@tessera/contract';
import type { Services } from '../context.js';
import { asUser } from '../context.js';
import { Overtaken } from '../database.js';
import type { Together } from '../handler.js';
import { newId, shardOf } from '../id.js';
import { problem, ProblemError } from '../problem.js';
import { readEntryJudge, type Entrant, type Person } from './judge-entry.js';
import { entriesIn, type Entry } from './lottery.js';
import { readOffers, type Offered } from './offer.js';

type Route = Row<'enterLottery'>;

/**
 * Takes each user's one place in a campaign's draw, by all that a claim is judged by but the stock; asked again, the same place. Entries
 * of one campaign that come at the same moment are written together: they would only stand in each other's way.
 */
export const enter: Together<Parsed<Route>, Output<Route> | ProblemError> = {
  lane: ({ campaignId }) => campaignId,
  async run(services, calls) {
    const now = services.clock();
    const campaignId = calls[0]?.input.campaignId ?? '';
    const entrants = calls.map(({ ctx, input: { position } }) => ({ userId: asUser(ctx).userId, position }));
    const known = await entriesIn(services, campaignId, entrants.map(({ userId }) => userId));
    const offer = (await readOffers(services, [{ campaignId }], now)).get(campaignId);
    const fresh = entrants.filter(({ userId }) => !known.has(userId));
    const decided = fresh.length === 0 ? [] : await decide(services, campaignId, offer, fresh, now);
    const verdicts = new Map(fresh.map((entrant, place) => [entrant, decided[place]]));
    return entrants.map((entrant) => {
      const verdict = known.get(entrant.userId) ?? verdicts.get(entrant) ?? problem('not_found', 'There is no such campaign.');
      return verdict instanceof ProblemError ? verdict : show(verdict, offer?.draws_at ?? null);
    });
  },
};

/** Decides entries in the order they came and writes those that are taken. */
async function decide(services: Services, campaignId: string, offer: Offered | undefined, entrants: readonly Entrant[], now: Date): Promise<(Entry | ProblemError)[]> {
  const all = (refusal: ProblemError) => entrants.map(() => refusal);
  if (offer === undefined) return all(problem('not_found', 'There is no such campaign.'));
  if (offer.mode !== 'lottery') return all(problem('not_drawn', 'The coupons of this campaign are claimed, not drawn.'));
  const { judge } = await readEntryJudge(services, offer, entrants, now);
  const made = new Map<string, Entry>();
  const persons: Person[] = [];
  const decided = entrants.map((entrant) => {
    const { userId } = entrant;
    const own = made.get(userId);
    if (own !== undefined) return own;
    const verdict = judge(entrant);
    if (verdict.refusal !== null) return verdict.refusal;
    if (verdict.person !== null) persons.push(verdict.person);
    const shard_key = shardOf(userId);
    const entry: Entry = { shard_key, campaign_id: campaignId, user_id: userId, ticket: newId('ent', shard_key, services.random, now), state: 'entered', entered_at: now };
    made.set(userId, entry);
    return entry;
  });
  if (made.size === 0) return decided;
  if (!(await isOpen(services, campaignId))) return decided.map((verdict) => (verdict instanceof ProblemError ? verdict : problem('campaign_over', 'The draw takes no more entries.')));
  await write(services, campaignId, [...made.values()], persons);
  return decided;
}

/** Holds the draw open until the transaction ends: shared with other entries, but not with the draw, which waits for those that came before it and takes none after. */
async function isOpen({ db }: Pick<Services, 'db'>, campaignId: string): Promise<boolean> {
  const open = await db.selectFrom('lottery_draw').select('campaign_id').where('shard_key', '=', shardOf(campaignId))
    .where('campaign_id', '=', campaignId).where('state', '=', 'open').forShare().executeTakeFirst();
  return open !== undefined;
}

/** Writes entries and whom they stand for, in one order for everybody. Throws Overtaken when another tap or account was first. */
async function write({ db }: Pick<Services, 'db'>, campaignId: string, entries: readonly Entry[], persons: readonly Person[]): Promise<void> {
  if (persons.length > 0) {
    const rows = persons.map((person) => ({ ...person, campaign_id: campaignId })).sort((a, b) => (a.identity_hash < b.identity_hash ? -1 : 1));
    const taken = await db.insertInto('lottery_person').values(rows)
      .onConflict((on) => on.columns(['shard_key', 'identity_hash', 'campaign_id']).doNothing()).returning('user_id').execute();
    if (taken.length < rows.length) throw new Overtaken('another account of the same person was first');
  }
  const rows = [...entries].sort((a, b) => (a.user_id < b.user_id ? -1 : 1));
  const written = await db.insertInto('lottery_entry').values(rows)
    .onConflict((on) => on.columns(['shard_key', 'user_id', 'campaign_id']).doNothing()).returning('ticket').execute();
  if (written.length < rows.length) throw new Overtaken('another tap of the same user was first');
}

const show = (entry: Entry, at: Date | null): Output<Route> =>
  ({ campaignId: entry.campaign_id, ticket: entry.ticket, enteredAt: entry.entered_at.toISOString(), drawsAt: (at ?? entry.entered_at).toISOString() });
