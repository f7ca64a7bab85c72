import type { Output, Parsed, Row } from '@tessera/contract';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { dayOf } from '../day.js';
import { giveReward, showReward } from '../energy/energy.js';
import { newId, shardOf } from '../id.js';
import { problem } from '../problem.js';
import { spendPoints } from '../right/right.js';
import { drawMillionth, prizeAt } from './chance.js';
import { prizesOf, type PrizeDrawRow, type PrizeRow } from './prize-draw.js';

type Route = Row<'drawPrize'>;

/** Draws once: what it costs, the prize's stock and the reward in one transaction, so that none of them is without the others. */
export async function drawPrize(ctx: Context, { drawId, pay }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const draw = await ctx.db.selectFrom('prize_draw').selectAll().where('shard_key', '=', shardOf(drawId)).where('id', '=', drawId).where('starts_at', '<=', now).executeTakeFirst();
  if (draw === undefined) throw problem('not_found', 'There is no such prize draw.');
  if (draw.ends_at <= now) throw problem('campaign_over', 'The prize draw has ended. Reload to see the one of now.');
  const shard_key = shardOf(userId);
  const id = newId('drw', shard_key, ctx.random, now);
  const paidPoints = pay === 'free' ? await useTurn(ctx, draw, userId, now) : await payFor(ctx, draw, userId, id);
  const prizes = await prizesOf(ctx, drawId);
  const prize = await take(ctx, prizes, prizeAt(prizes, drawMillionth(ctx.random)));
  const given = await giveReward(ctx, { userId, reason: 'prize', reference: `${id}/prize` }, prize.reward, now);
  await ctx.db.insertInto('prize_result').values({
    shard_key, id, user_id: userId, draw_id: drawId, prize_id: prize.id, reward: JSON.stringify(given), paid_points: paidPoints, at: now,
  }).execute();
  return { id, prizeId: prize.id, reward: await showReward(ctx, given), paidPoints, at: now.toISOString() };
}

/** Uses one of the day's free draws. Throws `no_draws_left`; of racing taps no more pass than there are draws. */
async function useTurn(ctx: Context, draw: PrizeDrawRow, userId: string, now: Date): Promise<0> {
  const none = problem('no_draws_left', `The user has used all ${draw.free_per_day} free draws of today; the next day begins at midnight in Shanghai.`);
  if (draw.free_per_day < 1) throw none;
  const { rows } = await sql`
    insert into prize_turn (shard_key, user_id, draw_id, day, used) values (${shardOf(userId)}, ${userId}, ${draw.id}, ${dayOf(now)}, 1)
    on conflict (shard_key, user_id, draw_id, day) do update set used = prize_turn.used + 1 where prize_turn.used < ${draw.free_per_day}
    returning used`.execute(ctx.db);
  if (rows.length === 0) throw none;
  return 0;
}

async function payFor(ctx: Context, { points_per_draw: points }: PrizeDrawRow, userId: string, id: string): Promise<number> {
  if (points === null) throw problem('no_draws_left', 'Draws of this kind cannot be paid for with points.');
  await spendPoints(ctx, { userId, points, reason: 'prize', reference: `${id}/paid` });
  return points;
}

/** Takes one of a prize out of its stock; the last prize for one that has run out, however many draw it at the same moment. */
async function take(ctx: Context, prizes: readonly PrizeRow[], drawn: PrizeRow): Promise<PrizeRow> {
  if (drawn.stock === null) return drawn;
  const taken = await ctx.db.updateTable('prize').set((eb) => ({ given: eb('given', '+', 1) }))
    .where('shard_key', '=', drawn.shard_key).where('id', '=', drawn.id).whereRef('given', '<', 'stock').returning('id').executeTakeFirst();
  return taken === undefined ? prizes.at(-1) ?? drawn : drawn;
}
