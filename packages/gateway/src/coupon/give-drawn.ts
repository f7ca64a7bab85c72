import type { ProblemCode } from '@tessera/contract';
import type { Services } from '../context.js';
import { recordEvents } from '../event/record.js';
import { shardOf } from '../id.js';
import { ProblemError } from '../problem.js';
import { audit } from './audit.js';
import { grant, type GrantContext } from './grant.js';
import { rankOf, type Entry } from './lottery.js';
import type { Draw } from './rank-draw.js';

export type DrawContext = GrantContext & Pick<Services, 'settings'>;

/** Why a winner's coupon is not given now but may be later: the draw waits, and goes on when its campaign does. */
const WAITS: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['campaign_paused', 'campaign_over', 'not_started']);

/**
 * Gives the next entries what they won or tells them that they did not, with their coupons in the same transaction. One process at a time
 * works on a draw: the others pass its row by. A winner who has reached a limit since entering is given no coupon and told so: it is withheld.
 */
export async function giveDrawn(services: DrawContext, { shard_key, campaign_id }: Draw, now: Date, batch: number): Promise<'more' | 'finished' | 'waits'> {
  const draw = await services.db.selectFrom('lottery_draw').selectAll().where('shard_key', '=', shard_key).where('campaign_id', '=', campaign_id)
    .where('state', '=', 'ranked').forUpdate().skipLocked().executeTakeFirst();
  if (draw === undefined) return 'waits';
  const entries = await services.db.selectFrom('lottery_entry').selectAll().where('campaign_id', '=', campaign_id).where('state', '=', 'entered')
    .orderBy('ticket').limit(batch).execute();
  if (entries.length === 0) return finish(services, draw, now);
  const { seed, cutoff } = draw;
  const won = entries.filter(({ ticket }) => seed !== null && cutoff !== null && rankOf(seed, ticket) <= cutoff);
  const decided = await grant(services, won.map((entry) => ({ entry, userId: entry.user_id, campaignId: campaign_id, by: 'draw' as const })), now);
  const given = new Map(decided.map(({ ask: { entry }, verdict }) => [entry.ticket, verdict]));
  const waiting = (entry: Entry) => { const verdict = given.get(entry.ticket); return verdict instanceof ProblemError && WAITS.has(verdict.code); };
  const has = (entry: Entry) => given.has(entry.ticket) && !(given.get(entry.ticket) instanceof ProblemError);
  const told = entries.filter((entry) => !waiting(entry));
  await settle(services, told.filter(has), 'won');
  await settle(services, told.filter((entry) => given.has(entry.ticket) && !has(entry)), 'withheld');
  await settle(services, told.filter((entry) => !given.has(entry.ticket)), 'lost');
  const type = (entry: Entry) => (has(entry) ? 'lottery.won' : given.has(entry.ticket) ? 'lottery.withheld' : 'lottery.lost');
  await recordEvents(services, told.map((entry) => ({ owner: entry.user_id, type: type(entry), subjectId: campaign_id })));
  return told.length < entries.length ? 'waits' : 'more';
}

async function settle({ db }: DrawContext, entries: readonly Entry[], state: 'won' | 'withheld' | 'lost'): Promise<void> {
  if (entries.length === 0) return;
  await db.updateTable('lottery_entry').set({ state }).where('shard_key', 'in', [...new Set(entries.map(({ user_id }) => shardOf(user_id)))])
    .where('campaign_id', '=', entries[0]?.campaign_id ?? '').where('ticket', 'in', entries.map(({ ticket }) => ticket)).where('state', '=', 'entered').execute();
}

async function finish(services: DrawContext, draw: Draw, now: Date): Promise<'finished'> {
  const { shard_key, campaign_id } = draw;
  await services.db.updateTable('lottery_draw').set({ state: 'drawn', drawn_at: now }).where('shard_key', '=', shard_key).where('campaign_id', '=', campaign_id).execute();
  // The campaign's row is what keeps two lines of its audit apart.
  await services.db.selectFrom('campaign').select('id').where('shard_key', '=', shard_key).where('id', '=', campaign_id).forUpdate().execute();
  await audit(services, campaign_id, 'drawn', 'draw', `${draw.winners ?? 0} places, ${draw.entries ?? 0} entries`);
  return 'finished';
}
