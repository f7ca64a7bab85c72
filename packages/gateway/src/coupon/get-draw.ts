import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { readCampaign } from './find.js';
import { entriesIn, rankOf } from './lottery.js';

type Route = Row<'getDraw'>;

/** A campaign's draw, with all that proves it once every coupon of it has been given. */
export async function getDraw(ctx: Context, { campaignId }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const campaign = await readCampaign(ctx, campaignId);
  const draw = await ctx.db.selectFrom('lottery_draw').selectAll()
    .where('shard_key', '=', shardOf(campaignId)).where('campaign_id', '=', campaignId).executeTakeFirst();
  if (draw === undefined || campaign.draws_at === null) throw problem('not_drawn', 'The coupons of this campaign are claimed, not drawn.');
  const mine = (await entriesIn(ctx, campaignId, [userId])).get(userId);
  const seed = draw.state === 'drawn' ? draw.seed : null;
  return {
    campaignId,
    drawsAt: campaign.draws_at.toISOString(),
    commitment: draw.commitment,
    entries: draw.entries ?? await countEntries(ctx, campaignId),
    winners: draw.winners ?? campaign.remaining,
    seed,
    cutoff: seed === null ? null : draw.cutoff,
    entriesDigest: seed === null ? null : draw.entries_digest,
    mine: mine === undefined ? null : {
      ticket: mine.ticket, rank: seed === null ? null : rankOf(seed, mine.ticket), won: seed === null ? null : mine.state !== 'lost',
      given: seed === null ? null : mine.state === 'won',
    },
  };
}

async function countEntries({ db }: Pick<Context, 'db'>, campaignId: string): Promise<number> {
  const { count } = await db.selectFrom('lottery_entry').select((eb) => eb.fn.countAll<number>().as('count')).where('campaign_id', '=', campaignId).executeTakeFirstOrThrow();
  return count;
}
