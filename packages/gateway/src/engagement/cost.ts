import type { Output, Parsed, Row } from '@tessera/contract';
import { sql } from 'kysely';
import type { Services } from '../context.js';
import { Overtaken } from '../database.js';
import { dayOf } from '../day.js';
import { shardOf } from '../id.js';
import { problem, type ProblemError } from '../problem.js';
import { spendableOf, tooFewPoints } from '../right/right.js';
import type { PrizeDrawRow } from './prize-draw.js';

export type Pay = Parsed<Row<'drawPrize'>>['pay'];
/** What one more draw costs a user: points, 0 for a free one, or why it cannot be paid for. */
export type Charge = (userId: string, pay: Pay) => Output<Row<'drawPrize'>>['paidPoints'] | ProblemError;

/** Reads what these users have to pay with. Each charge counts those before it. */
export async function readCharge({ db }: Pick<Services, 'db'>, draw: PrizeDrawRow, userIds: readonly string[], now: Date): Promise<Charge> {
  const used = await readUsed({ db }, draw, userIds, now);
  const spendable = await spendableOf({ db }, userIds);
  const spent = new Map<string, number>();
  return (userId, pay) => {
    if (pay === 'free') {
      const turn = (used.get(userId) ?? 0) + 1;
      if (turn > draw.free_per_day) return problem('no_draws_left', `The user has used all ${draw.free_per_day} free draws of today; the next day begins at midnight in Shanghai.`);
      used.set(userId, turn);
      return 0;
    }
    const points = draw.points_per_draw;
    if (points === null) return problem('no_draws_left', 'Draws of this kind cannot be paid for with points.');
    const sum = (spent.get(userId) ?? 0) + points;
    if (sum > spendable(userId)) return tooFewPoints(points);
    spent.set(userId, sum);
    return points;
  };
}

async function readUsed({ db }: Pick<Services, 'db'>, draw: PrizeDrawRow, userIds: readonly string[], now: Date): Promise<Map<string, number>> {
  const rows = await db.selectFrom('prize_turn').select(['user_id', 'used']).where('shard_key', 'in', [...new Set(userIds.map(shardOf))])
    .where('user_id', 'in', [...userIds]).where('draw_id', '=', draw.id).where('day', '=', dayOf(now)).execute();
  return new Map(rows.map((row) => [row.user_id, row.used]));
}

/** Uses a free draw of the day for each of these users, in one order for everybody. Throws Overtaken when other taps used up what there was. */
export async function useTurns({ db }: Pick<Services, 'db'>, draw: PrizeDrawRow, userIds: readonly string[], now: Date): Promise<void> {
  if (userIds.length === 0) return;
  const turns = [...Map.groupBy(userIds, (userId) => userId)].map(([user_id, of]) => ({ shard_key: shardOf(user_id), user_id, used: of.length }));
  const { rows } = await sql<{ used: number }>`
    insert into prize_turn (shard_key, user_id, draw_id, day, used)
    select shard_key, user_id, ${draw.id}, ${dayOf(now)}, used from json_to_recordset(${JSON.stringify(turns)}::json) as turn (shard_key integer, user_id text, used integer)
    order by shard_key, user_id
    on conflict (shard_key, user_id, draw_id, day) do update set used = prize_turn.used + excluded.used
    returning used`.execute(db);
  if (rows.some(({ used }) => used > draw.free_per_day)) throw new Overtaken('other taps used the free draws');
}
