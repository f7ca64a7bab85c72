import type { Output, Parsed, PrizeResult, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { pageOf, readCursor } from '../cursor.js';
import { showRewards } from '../energy/energy.js';
import { shardOf } from '../id.js';

type Route = Row<'listPrizes'>;

/** What the user has drawn, the latest first. */
export async function listPrizes(ctx: Context, input: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const after = readCursor('prizes', input.cursor);
  let query = ctx.db.selectFrom('prize_result').selectAll().where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId);
  if (after !== null) {
    const at = new Date(after.key);
    query = query.where((eb) => eb.or([eb('at', '<', at), eb.and([eb('at', '=', at), eb('id', '<', after.id)])]));
  }
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(input.limit + 1).execute();
  const page = pageOf(rows, input.limit, (row) => ({ list: 'prizes', key: row.at.getTime(), id: row.id }));
  const rewards = await showRewards(ctx, page.rows.map(({ reward }) => reward));
  const items = page.rows.flatMap((row, place): PrizeResult[] => {
    const reward = rewards[place];
    return reward === undefined ? [] : [{ id: row.id, prizeId: row.prize_id, reward, paidPoints: row.paid_points, at: row.at.toISOString() }];
  });
  return { items, nextCursor: page.nextCursor };
}
