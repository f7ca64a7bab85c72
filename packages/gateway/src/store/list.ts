import type { Output, Parsed, storeRoutes } from '@tessera/contract';
import type { Context } from '../context.js';
import { pageOf, readCursor } from '../cursor.js';
import { shardOf } from '../id.js';
import { cityNames, describeStore } from './describe.js';

/** Sorts stores without a distance behind every other. */
const FAR = 1_000_000_000;

/** Stores of a city, category or campaign, the nearest to the city's centre first. */
export async function listStores(ctx: Context, input: Parsed<typeof storeRoutes.list>): Promise<Output<typeof storeRoutes.list>> {
  const from = readCursor('stores', input.cursor);
  // A store of no city is on no map: it sells online.
  let query = ctx.db.selectFrom('store').selectAll().where('city_code', 'in', (eb) => eb.selectFrom('city').select('code'));
  if (input.city !== undefined) query = query.where('city_code', '=', input.city);
  if (input.category !== undefined) query = query.where('category', '=', input.category);
  if (input.campaignId !== undefined) {
    const ids = await ctx.db.selectFrom('campaign_store').select('store_id')
      .where('shard_key', '=', shardOf(input.campaignId)).where('campaign_id', '=', input.campaignId).execute();
    if (ids.length === 0) return { items: [], nextCursor: null };
    query = query.where('id', 'in', ids.map((row) => row.store_id));
  }
  if (from) {
    query = query.where((eb) => {
      const distance = eb.fn.coalesce('distance_meters', eb.val(FAR));
      return eb.or([eb(distance, '>', from.key), eb.and([eb(distance, '=', from.key), eb('id', '>', from.id)])]);
    });
  }
  const rows = await query.orderBy((eb) => eb.fn.coalesce('distance_meters', eb.val(FAR))).orderBy('id').limit(input.limit + 1).execute();
  const page = pageOf(rows, input.limit, (row) => ({ list: 'stores', key: row.distance_meters ?? FAR, id: row.id }));
  const names = await cityNames(ctx, page.rows.map((row) => row.city_code));
  return { items: page.rows.map((row) => describeStore(ctx, row, names.get(row.city_code) ?? {})), nextCursor: page.nextCursor };
}
