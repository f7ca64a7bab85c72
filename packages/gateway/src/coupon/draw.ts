import { withRetry } from '../database.js';
import { giveDrawn, type DrawContext } from './give-drawn.js';
import { commitmentTo, seedOf } from './lottery.js';
import { closeDraw, rankDraw, type Draw } from './rank-draw.js';

/**
 * Draws the lotteries whose time has come: closes each to entries, ranks and publishes it, and gives its coupons in batches. Every step
 * is one transaction that names the state it starts from, so that any process may stop anywhere and any other one go on. Returns how
 * many were finished.
 */
export async function drawLotteries(services: DrawContext, { batch = 500 } = {}): Promise<number> {
  const now = services.clock();
  const due = await services.db.selectFrom('lottery_draw')
    .innerJoin('campaign', (join) => join.onRef('campaign.shard_key', '=', 'lottery_draw.shard_key').onRef('campaign.id', '=', 'lottery_draw.campaign_id'))
    .selectAll('lottery_draw').where('lottery_draw.state', 'in', ['open', 'closed', 'ranked']).where('campaign.state', '=', 'active').where('campaign.draws_at', '<=', now)
    .limit(20).execute();
  let finished = 0;
  for (const draw of due) if (await drawOne(services, draw, now, batch)) finished += 1;
  return finished;
}

async function drawOne(services: DrawContext, draw: Draw, now: Date, batch: number): Promise<boolean> {
  const seed = seedOf(services, draw.campaign_id, draw.nonce);
  if (commitmentTo(seed) !== draw.commitment) {
    services.log.error({ campaign: draw.campaign_id }, 'a draw waits: its seed was made with another signing secret');
    return false;
  }
  if (draw.state === 'open') await closeDraw(services, draw, now);
  if (draw.state !== 'ranked') await rankDraw(services, draw, seed);
  for (;;) {
    const left = await withRetry(services.db, (db) => giveDrawn({ ...services, db }, draw, now, batch));
    if (left !== 'more') return left === 'finished';
  }
}
