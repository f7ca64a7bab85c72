import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { pageOf, readCursor } from '../cursor.js';
import { shardOf } from '../id.js';
import { showCampaigns } from './campaign.js';
import { findCampaigns } from './find.js';

type Route = Row<'listCampaigns'>;

/** The campaigns a user may claim from, now or later, by cursor. */
export async function listCampaigns(ctx: Context, input: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const { city, category, storeId, q, sort, limit } = input;
  const list = `campaigns/${sort}`;
  const after = readCursor(list, input.cursor);
  const store = storeId === undefined ? undefined : await ctx.db.selectFrom('store').select(['id', 'category', 'city_code'])
    .where('shard_key', '=', shardOf(storeId)).where('id', '=', storeId).executeTakeFirst();
  if (storeId !== undefined && store === undefined) return { items: [], nextCursor: null };
  const found = await findCampaigns(ctx, now, { city, category, store, q, sort, after, limit: limit + 1 });
  const page = pageOf(found, limit, (row) => ({ list, key: row.sort_key, id: row.id }));
  const shown = await showCampaigns(ctx, userId, page.rows, now);
  return { items: shown.map(({ campaign }) => campaign), nextCursor: page.nextCursor };
}
