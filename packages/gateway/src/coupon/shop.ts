import type { Category } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import type { CampaignTable } from './tables.js';

/** The store of a purchase, and the campaigns that list it. */
export interface Shop {
  readonly category: Category;
  readonly city: string;
  readonly campaigns: ReadonlySet<string>;
}

/** The store by its id: `undefined` when no store is named, null when there is no such store. */
export async function readShop(ctx: Pick<Context, 'db'>, storeId: string | undefined): Promise<Shop | null | undefined> {
  if (storeId === undefined) return undefined;
  const store = await ctx.db.selectFrom('store').select(['category', 'city_code'])
    .where('shard_key', '=', shardOf(storeId)).where('id', '=', storeId).executeTakeFirst();
  if (store === undefined) return null;
  const listed = await ctx.db.selectFrom('campaign_store').select('campaign_id').where('store_id', '=', storeId).execute();
  return { category: store.category, city: store.city_code, campaigns: new Set(listed.map((row) => row.campaign_id)) };
}

/** Whether a campaign's coupons are good in a store. */
export function isGoodAt(campaign: Pick<CampaignTable, 'id' | 'category' | 'city' | 'store_scope'>, shop: Shop | null): boolean {
  if (shop === null) return false;
  if (shop.campaigns.has(campaign.id)) return true;
  if (campaign.city !== null && campaign.city !== shop.city) return false;
  return campaign.store_scope === 'any' || (campaign.store_scope === 'category' && campaign.category === shop.category);
}
