import type { Output, Parsed, Row } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { Overtaken } from '../database.js';
import { newId, shardOf, shardOfText } from '../id.js';
import { problem, ProblemError } from '../problem.js';
import { readAudience } from './audience.js';
import { judgeEntry } from './judge-entry.js';
import type { LotteryEntryTable } from './lottery-tables.js';
import type { Offered } from './offer.js';

type Route = Row<'enterLottery'>;

/** Takes the user's one place in a campaign's draw, by all that a claim is judged by but the stock. Asked again, the same place. */
export async function enter(ctx: Context, { campaignId, position }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const known = await entryOf(ctx, userId, campaignId);
  if (known !== undefined) return show(known, await drawsAt(ctx, campaignId));
  const offer = await judgeEntry(ctx, userId, campaignId, position, now);
  if (offer instanceof ProblemError) throw offer;
  await takePersonsPlace(ctx, userId, offer);
  // Shared with other entries, but not with the draw: it waits for the entries that came before it, and takes none after.
  const open = await ctx.db.selectFrom('lottery_draw').select('campaign_id').where('shard_key', '=', shardOf(campaignId))
    .where('campaign_id', '=', campaignId).where('state', '=', 'open').forShare().executeTakeFirst();
  if (open === undefined) throw problem('campaign_over', 'The draw takes no more entries.');
  const made = await ctx.db.insertInto('lottery_entry').values({
    shard_key: shardOf(userId), campaign_id: campaignId, user_id: userId, ticket: newId('ent', shardOf(userId), ctx.random, now), state: 'entered', entered_at: now,
  }).onConflict((on) => on.columns(['shard_key', 'user_id', 'campaign_id']).doNothing()).returningAll().executeTakeFirst();
  if (made === undefined) throw new Overtaken('another tap of the same user was first');
  return show(made, offer.draws_at);
}

/** Where a campaign counts persons, all accounts of one have one place together. Throws `person_limit_reached`. */
async function takePersonsPlace(ctx: Context, userId: string, offer: Offered): Promise<void> {
  if (offer.limits?.some(({ each }) => each === 'person') !== true) return;
  const identity = (await readAudience(ctx, [offer], [userId])).identity(userId);
  if (identity === null) throw problem('identity_needed', 'The bank must have proven who the user is: each person has one place in the draw.');
  const key = { shard_key: shardOfText(identity), identity_hash: identity, campaign_id: offer.id };
  const made = await ctx.db.insertInto('lottery_person').values({ ...key, user_id: userId })
    .onConflict((on) => on.columns(['shard_key', 'identity_hash', 'campaign_id']).doNothing()).returning('user_id').executeTakeFirst();
  if (made !== undefined) return;
  const first = await ctx.db.selectFrom('lottery_person').select('user_id').where((eb) => eb.and(key)).executeTakeFirst();
  if (first?.user_id === userId) throw new Overtaken('another tap of the same user was first');
  throw problem('person_limit_reached', 'Another account of the same person is in this draw already.');
}

/** The user's place in a campaign's draw. */
export const entryOf = ({ db }: Pick<Context, 'db'>, userId: string, campaignId: string): Promise<Selectable<LotteryEntryTable> | undefined> =>
  db.selectFrom('lottery_entry').selectAll().where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId)
    .where('campaign_id', '=', campaignId).executeTakeFirst();

async function drawsAt({ db }: Pick<Context, 'db'>, campaignId: string): Promise<Date | null> {
  const row = await db.selectFrom('campaign').select('draws_at').where('shard_key', '=', shardOf(campaignId)).where('id', '=', campaignId).executeTakeFirst();
  return row?.draws_at ?? null;
}

const show = (row: Selectable<LotteryEntryTable>, at: Date | null): Output<Route> =>
  ({ campaignId: row.campaign_id, ticket: row.ticket, enteredAt: row.entered_at.toISOString(), drawsAt: (at ?? row.entered_at).toISOString() });
