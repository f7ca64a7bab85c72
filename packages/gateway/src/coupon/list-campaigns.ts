import type { CampaignSort, Output, Parsed, Row } from '@tessera/contract';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { pageOf, readCursor } from '../cursor.js';
import { shardOf } from '../id.js';
import { campaignRows, complete, showCampaigns } from './campaign.js';
import { searchPattern } from './search.js';

type Route = Row<'listCampaigns'>;

/** One ascending whole number per order. Each of them is fixed when a campaign is made, so a cursor keeps its place while stock and claims change. */
const sortKeys: Readonly<Record<CampaignSort, string>> = {
  recommended: 'cast(rank as bigint)',
  nearest: 'cast(coalesce(nearest, 2147483647) as bigint)',
  ending_soon: 'cast(extract(epoch from ends_at) * 1000 as bigint)',
  biggest_saving: '-worth',
};

/** The campaigns a user may claim from now or later, by cursor. */
export async function listCampaigns(ctx: Context, input: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const list = `campaigns/${input.sort}`;
  const after = readCursor(list, input.cursor);
  const store = input.storeId === undefined ? null : await ctx.db.selectFrom('store').select(['id', 'category', 'city_code'])
    .where('shard_key', '=', shardOf(input.storeId)).where('id', '=', input.storeId).executeTakeFirst();
  if (store === undefined) return { items: [], nextCursor: null };

  let rows = campaignRows(ctx.db).where('campaign.state', '=', 'active').where('campaign.ends_at', '>', now);
  const { city, category, q } = input;
  if (city !== undefined) rows = rows.where((eb) => eb.or([eb('campaign.city', '=', city), eb('campaign.city', 'is', null)]));
  if (category !== undefined) rows = rows.where('campaign.category', '=', category);
  if (q !== undefined) rows = rows.where(sql<boolean>`campaign.search_text like ${searchPattern(q)} escape '\\'`);
  if (store !== null) {
    rows = rows.where((eb) => eb.or([
      eb.exists(eb.selectFrom('campaign_store').select('store_id').where('campaign_store.store_id', '=', store.id)
        .whereRef('campaign_store.shard_key', '=', 'campaign.shard_key').whereRef('campaign_store.campaign_id', '=', 'campaign.id')),
      eb.and([
        eb.or([eb('campaign.city', '=', store.city_code), eb('campaign.city', 'is', null)]),
        eb.or([
          eb('store_scope', '=', 'any'),
          eb.and([eb('store_scope', '=', 'category'), eb('campaign.category', '=', store.category)]),
        ]),
      ]),
    ]));
  }
  let sorted = ctx.db
    .selectFrom((eb) => eb.selectFrom(rows.as('listed')).selectAll('listed').select(sql<number>`${sql.raw(sortKeys[input.sort])}`.as('sort_key')).as('sorted'))
    .selectAll();
  if (after !== null) {
    sorted = sorted.where((eb) => eb.or([
      eb('sort_key', '>', after.key),
      eb.and([eb('sort_key', '=', after.key), eb('id', '>', after.id)]),
    ]));
  }
  const found = await sorted.orderBy('sort_key').orderBy('id').limit(input.limit + 1).execute();
  const page = pageOf(found, input.limit, (row) => ({ list, key: row.sort_key, id: row.id }));
  return { items: await showCampaigns(ctx, userId, page.rows.map(complete), now), nextCursor: page.nextCursor };
}
