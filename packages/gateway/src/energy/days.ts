import type { Context } from '../context.js';
import { addDays, dayOf, startOfDay } from '../day.js';
import { shardOf } from '../id.js';

/** Grams collected on each Shanghai day from `from` to `to`, both included: check-ins and collected bubbles. Days without any are left out. */
export async function gramsByDay(ctx: Pick<Context, 'db'>, userId: string, from: string, to: string): Promise<ReadonlyMap<string, number>> {
  const shard = shardOf(userId);
  const checkIns = await ctx.db.selectFrom('check_in').select(['day', 'grams'])
    .where('shard_key', '=', shard).where('user_id', '=', userId).where('day', '>=', from).where('day', '<=', to).execute();
  const bubbles = await ctx.db.selectFrom('bubble').select(['collected_at', 'grams'])
    .where('shard_key', '=', shard).where('user_id', '=', userId)
    .where('collected_at', '>=', startOfDay(from)).where('collected_at', '<', startOfDay(addDays(to, 1))).execute();
  const days = new Map<string, number>();
  const add = (day: string, grams: number) => days.set(day, (days.get(day) ?? 0) + grams);
  for (const row of checkIns) add(row.day, row.grams);
  for (const row of bubbles) if (row.collected_at !== null) add(dayOf(row.collected_at), row.grams);
  return days;
}
