import { shardOf } from '../id.js';
import type { SeedContext } from '../seed.js';
import { demo } from '../seed/demo.js';
import { house } from './house.js';

/** The store that bundles are bought at. */
export async function seedBundle(ctx: SeedContext): Promise<void> {
  const name = JSON.stringify({ 'zh-CN': '城市银行', 'zh-HK': '城市銀行', en: 'City Bank' });
  await ctx.db.insertInto('merchant').values({ shard_key: shardOf(house.merchantId), id: house.merchantId, platform_id: demo.merchantPlatform.id, name })
    .onConflict((on) => on.doNothing()).execute();
  await ctx.db.insertInto('store').values({
    shard_key: shardOf(house.storeId), id: house.storeId, merchant_id: house.merchantId, merchant_name: name, category: 'finance', city_code: house.cityCode, distance_meters: null,
    name: JSON.stringify({ 'zh-CN': '城市银行 · 惠省钱', 'zh-HK': '城市銀行 · 惠省錢', en: 'City Bank Saver' }),
    address: JSON.stringify({ 'zh-CN': '线上', 'zh-HK': '線上', en: 'Online' }),
  }).onConflict((on) => on.doNothing()).execute();
  await ctx.db.insertInto('terminal').values({ shard_key: shardOf(house.terminalId), id: house.terminalId, store_id: house.storeId, platform_id: demo.merchantPlatform.id, name: '惠省钱' })
    .onConflict((on) => on.doNothing()).execute();
}
