import type { CampaignSort, Category } from '@tessera/contract';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import type { Position } from '../cursor.js';
import type { Database } from '../database.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import type { CampaignRow } from './campaign.js';
import { searchPattern } from './search.js';

/** One ascending whole number per order. Each of them is fixed when a campaign is made, so a cursor keeps its place while stock and claims change. */
const sortKeys: Readonly<Record<CampaignSort, string>> = {
  recommended: 'cast(rank as bigint)',
  nearest: 'cast(coalesce(nearest, 2147483647) as bigint)',
  ending_soon: 'cast(extract(epoch from ends_at) * 1000 as bigint)',
  biggest_saving: '-worth',
};

/** Which campaigns are looked for. Those of a store are the ones that list it, or that are good in any store like it. */
export interface Wanted {
  readonly city?: string | undefined;
  readonly category?: Category | undefined;
  readonly store?: { readonly id: string; readonly category: Category; readonly city_code: string } | undefined;
  readonly q?: string | undefined;
  readonly sort: CampaignSort;
  readonly after: Position | null;
  readonly limit: number;
}

export type SortedCampaign = CampaignRow & { readonly sort_key: number };

/** Campaigns that have not ended at `now` and that users may get by themselves, paused ones too, sorted, after a position, at most `limit`. */
export async function findCampaigns({ db }: Pick<Context, 'db'>, now: Date, { city, category, store, q, sort, after, limit }: Wanted): Promise<SortedCampaign[]> {
  let rows = campaignRows(db).where('campaign.state', 'in', ['active', 'paused'])
    .where('campaign.mode', '<>', 'grant').where('campaign.ends_at', '>', now);
  if (city !== undefined) rows = rows.where((eb) => eb.or([eb('campaign.city', '=', city), eb('campaign.city', 'is', null)]));
  if (category !== undefined) rows = rows.where('campaign.category', '=', category);
  if (q !== undefined) rows = rows.where(sql<boolean>`campaign.search_text like ${searchPattern(q)} escape '\\'`);
  if (store !== undefined) {
    rows = rows.where((eb) => eb.or([
      eb.exists(eb.selectFrom('campaign_store').select('campaign_store.store_id').where('campaign_store.store_id', '=', store.id)
        .whereRef('campaign_store.shard_key', '=', 'campaign.shard_key').whereRef('campaign_store.campaign_id', '=', 'campaign.id')),
      eb.and([
        eb.or([eb('campaign.city', '=', store.city_code), eb('campaign.city', 'is', null)]),
        eb.or([
          eb('campaign.store_scope', '=', 'any'),
          eb.and([eb('campaign.store_scope', '=', 'category'), eb('campaign.category', '=', store.category)]),
        ]),
      ]),
    ]));
  }
  const keyed = db.selectFrom(rows.as('listed')).selectAll('listed').select(sql<number>`${sql.raw(sortKeys[sort])}`.as('sort_key'));
  let sorted = db.selectFrom(keyed.as('sorted')).selectAll();
  if (after !== null) {
    sorted = sorted.where((eb) => eb.or([
      eb('sort_key', '>', after.key),
      eb.and([eb('sort_key', '=', after.key), eb('id', '>', after.id)]),
    ]));
  }
  const found = await sorted.orderBy('sort_key').orderBy('id').limit(limit).execute();
  return found.map((row) => ({ ...complete(row), sort_key: row.sort_key }));
}

/** One campaign that users may know of, ended or disabled ones too; throws `not_found` for any other. */
export async function readCampaign({ db }: Pick<Context, 'db'>, campaignId: string): Promise<CampaignRow> {
  const row = await campaignRows(db)
    .where('campaign.shard_key', '=', shardOf(campaignId)).where('campaign.id', '=', campaignId)
    .where('campaign.state', 'in', ['active', 'paused', 'disabled']).executeTakeFirst();
  if (row === undefined) throw problem('not_found', 'There is no such campaign.');
  return complete(row);
}

function campaignRows(db: Database) {
  const count = (name: string) => sql<number>`coalesce((select balance from ledger_account where ledger_account.shard_key = campaign.shard_key
    and ledger_account.id = campaign.id || ${name}), 0)`;
  return db.selectFrom('campaign').selectAll('campaign').select((eb) => [
    count('/stock').as('remaining'),
    count('/issued').as('issued'),
    count('/elsewhere').as('elsewhere'),
    eb.selectFrom('campaign_store').whereRef('campaign_store.shard_key', '=', 'campaign.shard_key')
      .whereRef('campaign_store.campaign_id', '=', 'campaign.id')
      .select(sql<number>`cast(count(*) as integer)`.as('stores')).as('store_count'),
    eb.selectFrom('campaign_store').innerJoin('store', 'store.id', 'campaign_store.store_id')
      .whereRef('campaign_store.shard_key', '=', 'campaign.shard_key').whereRef('campaign_store.campaign_id', '=', 'campaign.id')
      .select((by) => by.fn.min('store.distance_meters').as('meters')).as('nearest'),
  ]);
}

type RawRow = Awaited<ReturnType<ReturnType<typeof campaignRows>['executeTakeFirstOrThrow']>>;

/** Subqueries are nullable by type; a count is not. */
const complete = (row: RawRow): CampaignRow => ({ ...row, store_count: row.store_count ?? 0 });
