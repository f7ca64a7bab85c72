import type { Parsed, Store, storeRoutes } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { cityNames, describeStore } from './describe.js';

/** One store. */
export async function getStore(ctx: Context, input: Parsed<typeof storeRoutes.get>): Promise<Store> {
  const row = await ctx.db.selectFrom('store').selectAll()
    .where('shard_key', '=', shardOf(input.storeId)).where('id', '=', input.storeId).executeTakeFirst();
  if (!row) throw problem('not_found', 'There is no such store.');
  return describeStore(ctx, row, (await cityNames(ctx, [row.city_code])).get(row.city_code) ?? {});
}
