import { createHash, createHmac } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Services } from '../context.js';
import { shardOf, shardOfText } from '../id.js';
import { signingKey } from '../signing-key.js';
import type { LotteryEntryTable } from './lottery-tables.js';
import type { Holding } from './standing.js';

export type Entry = Selectable<LotteryEntryTable>;

/** A ticket's rank in a draw: HMAC-SHA-256 in hex, keyed with the seed's text as it is published. The lowest win. */
export const rankOf = (seed: string, ticket: string): string => createHmac('sha256', seed).update(ticket).digest('hex');

/** What is published of a seed before the first entry. */
export const commitmentTo = (seed: string): string => createHash('sha256').update(seed).digest('hex');

/** The SHA-256 of all tickets in text order, joined by newlines: nobody can be added to a draw or left out of it afterwards. */
export const digestOf = (tickets: readonly string[]): string => createHash('sha256').update([...tickets].sort().join('\n')).digest('hex');

/** The seed of a campaign's draw, the same whenever it is asked for. It takes the gateway's secret, which has to stay until the draw. */
export const seedOf = ({ settings }: Pick<Services, 'settings'>, campaignId: string, nonce: string): string =>
  createHmac('sha256', signingKey(settings)).update(`lottery ${campaignId} ${nonce}`).digest('hex');

/** Commits to the seed of a new campaign's draw, in the transaction that makes the campaign. */
export async function openLottery(ctx: Pick<Services, 'db' | 'random' | 'settings'>, campaignId: string): Promise<void> {
  const nonce = Buffer.from(ctx.random(32)).toString('hex');
  await ctx.db.insertInto('lottery_draw').values({
    shard_key: shardOf(campaignId), campaign_id: campaignId, state: 'open', nonce, commitment: commitmentTo(seedOf(ctx, campaignId, nonce)),
    entries: null, winners: null, seed: null, cutoff: null, entries_digest: null, drawn_at: null,
  }).execute();
}

/** The places of these users in one campaign's draw. */
export async function entriesIn({ db }: Pick<Services, 'db'>, campaignId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, Entry>> {
  const asked = JSON.stringify([...new Set(userIds)].map((user_id) => ({ shard_key: shardOf(user_id), user_id })));
  const { rows } = await sql<Entry>`
    select lottery_entry.* from json_to_recordset(${asked}::json) as asked (shard_key integer, user_id text)
    join lottery_entry on lottery_entry.shard_key = asked.shard_key and lottery_entry.user_id = asked.user_id and lottery_entry.campaign_id = ${campaignId}`.execute(db);
  return new Map(rows.map((row) => [row.user_id, row]));
}

/** Where a user is in the draws of these campaigns; null for one not entered. */
export async function entriesOf({ db }: Pick<Services, 'db'>, userId: string, campaignIds: readonly string[]): Promise<(campaignId: string) => Holding['entry']> {
  const rows = campaignIds.length === 0 ? [] : await db.selectFrom('lottery_entry').select(['campaign_id', 'state'])
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('campaign_id', 'in', [...campaignIds]).execute();
  // Drawn is drawn: that a limit withheld the coupon is told with the draw.
  const states = new Map(rows.map((row) => [row.campaign_id, row.state === 'withheld' ? 'won' : row.state]));
  return (campaignId) => states.get(campaignId) ?? null;
}

/** The campaigns of these whose draw another account of the same person is in: one place is all a person has. */
export async function enteredByAnother({ db }: Pick<Services, 'db'>, userId: string, identity: string | null, campaignIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (identity === null || campaignIds.length === 0) return new Set();
  const rows = await db.selectFrom('lottery_person').select('campaign_id').where('shard_key', '=', shardOfText(identity))
    .where('identity_hash', '=', identity).where('campaign_id', 'in', [...campaignIds]).where('user_id', '<>', userId).execute();
  return new Set(rows.map((row) => row.campaign_id));
}
