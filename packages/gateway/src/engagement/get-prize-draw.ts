import type { Output, PrizeDraw, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { dayOf } from '../day.js';
import { showRewards } from '../energy/energy.js';
import { shardOf } from '../id.js';
import { balance } from '../ledger/ledger.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import { pointsOf } from '../right/right.js';
import { currentDraw, prizesOf } from './prize-draw.js';

type Route = Row<'getPrizeDraw'>;

/** The prize draw of now: odds and stock as they are, and what a draw costs this user. */
export async function getPrizeDraw(ctx: Context): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const draw = await currentDraw(ctx, now);
  if (draw === null) throw problem('not_found', 'There is no prize draw at the moment.');
  const prizes = await prizesOf(ctx, draw.id);
  const rewards = await showRewards(ctx, prizes.map(({ reward }) => reward));
  const turn = await ctx.db.selectFrom('prize_turn').select('used').where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId)
    .where('draw_id', '=', draw.id).where('day', '=', dayOf(now)).executeTakeFirst();
  return {
    id: draw.id,
    title: text(ctx, draw.title),
    endsAt: draw.ends_at.toISOString(),
    prizes: prizes.flatMap(({ id, chances, stock, given }, place): PrizeDraw['prizes'] => {
      const reward = rewards[place];
      return reward === undefined ? [] : [{ id, reward, chancesInMillion: chances, stock: stock === null ? null : { total: stock, remaining: stock - given } }];
    }),
    freeDraws: Math.max(0, draw.free_per_day - (turn?.used ?? 0)),
    pointsPerDraw: draw.points_per_draw,
    points: (await balance(ctx, pointsOf(userId))).available,
    rules: draw.rules.map((rule) => text(ctx, rule)),
  };
}
