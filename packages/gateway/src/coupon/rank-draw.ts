import type { Selectable } from 'kysely';
import type { Services } from '../context.js';
import { withRetry } from '../database.js';
import { digestOf, rankOf } from './lottery.js';
import type { LotteryDrawTable } from './lottery-tables.js';
import { readOffers } from './offer.js';

export type Draw = Selectable<LotteryDrawTable>;
type RankContext = Pick<Services, 'db' | 'clock'>;

/** Tickets read at once, between which the process serves others. */
const PAGE = 5000;

/** Takes no more entries: those whose transactions are under way are waited for. The stock there is now is what can be won. */
export const closeDraw = (services: RankContext, { shard_key, campaign_id }: Draw, now: Date): Promise<unknown> => withRetry(services.db, async (db) => {
  const offer = (await readOffers({ ...services, db }, [{ campaignId: campaign_id }], now)).get(campaign_id);
  await db.updateTable('lottery_draw').set({ state: 'closed', winners: offer?.remaining ?? 0 })
    .where('shard_key', '=', shard_key).where('campaign_id', '=', campaign_id).where('state', '=', 'open').execute();
});

/** Ranks every ticket and publishes what follows. A closed draw does not change, so whoever ranks it comes to the same. */
export async function rankDraw({ db }: RankContext, { shard_key, campaign_id }: Draw, seed: string): Promise<void> {
  const closed = await db.selectFrom('lottery_draw').select('winners')
    .where('shard_key', '=', shard_key).where('campaign_id', '=', campaign_id).where('state', '=', 'closed').executeTakeFirst();
  if (closed === undefined) return;
  const winners = closed.winners ?? 0;
  const tickets: string[] = [];
  let best: string[] = [];
  for (let last = ''; ;) {
    const page = await db.selectFrom('lottery_entry').select('ticket').where('campaign_id', '=', campaign_id).where('ticket', '>', last)
      .orderBy('ticket').limit(PAGE).execute();
    for (const { ticket } of page) tickets.push(ticket);
    best = [...best, ...page.map(({ ticket }) => rankOf(seed, ticket))].sort().slice(0, winners);
    last = page.at(-1)?.ticket ?? '';
    if (page.length < PAGE) break;
  }
  await withRetry(db, (trx) => trx.updateTable('lottery_draw')
    .set({ state: 'ranked', seed, cutoff: best.at(-1) ?? null, entries: tickets.length, entries_digest: digestOf(tickets) })
    .where('shard_key', '=', shard_key).where('campaign_id', '=', campaign_id).where('state', '=', 'closed').execute());
}
