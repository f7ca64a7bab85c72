import { addDays, dayOf, endOfDay } from '../day.js';
import { shardOf } from '../id.js';
import { findBenefit } from '../right/right.js';
import type { SeedContext } from '../seed.js';
import { demo } from '../seed/demo.js';
import { findBundle } from './catalogue.js';
import { house } from './house.js';
import { nextMonthAt } from './months.js';
import { itemsOf } from './shares.js';

const { linXiao, partner } = demo;

/** The store that bundles are bought at. */
export async function seedHouse(ctx: SeedContext): Promise<void> {
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

/** Lin Xiao's bundle and the benefits of its first month. */
export const demoBundle = {
  subscription: 'sub_1A00000000000000000000SAV1', usedCoffee: 'bnf_1A00000000000000000000SAV1', coffee: 'bnf_1A00000000000000000000SAV2',
  tea: 'bnf_1A00000000000000000000SAV3', usedTart: 'bnf_1A00000000000000000000SAV4',
} as const;

/** What became of them, in the order of the bundle's items. */
const received = [
  { id: demoBundle.usedCoffee, code: 'CF4W-8TQ2-NK9D-3XZH', usedAfterDays: 2 },
  { id: demoBundle.coffee, code: 'CF6R-1VB7-QM3P-9GTC', usedAfterDays: null },
  { id: demoBundle.tea, code: 'TC2N-5HX8-DW7K-4RFQ', usedAfterDays: null },
  { id: demoBundle.usedTart, code: 'ET9M-3KC6-VB1T-8PZN', usedAfterDays: 7 },
] as const;

/** Half a year of coffee that Lin Xiao bought days ago, by the payment that stands in the house's books: one month is here, five are to come. */
export async function seedBundle(ctx: SeedContext): Promise<void> {
  const { db } = ctx;
  const bundle = findBundle('bdl_6A0000000000COFFEE00000002');
  const payment = await db.selectFrom('payment').select(['id', 'amount', 'created_at']).where('shard_key', '=', shardOf(linXiao.id)).where('user_id', '=', linXiao.id)
    .where('store_id', '=', house.storeId).orderBy('created_at').executeTakeFirst();
  // Data that was seeded without the payment stays without the bundle.
  if (bundle === null || payment === undefined) return;
  const at = payment.created_at;
  const row = await db.insertInto('subscription').values({
    shard_key: shardOf(demoBundle.subscription), id: demoBundle.subscription, user_id: linXiao.id, platform_id: partner.id, bundle_id: bundle.id, state: 'active', price: payment.amount, months: bundle.months,
    order_id: 'ord_1A00000000000000000000SAV1', payload: '', order_ends_at: at, payment_id: payment.id, paid: payment.amount, given_back: 0, months_received: 1,
    created_at: at, bought_at: at, next_at: nextMonthAt(at, 1, bundle.months),
  }).onConflict((on) => on.doNothing()).returning('id').executeTakeFirst();
  if (row === undefined) return;
  for (const [place, { benefit, fen }] of itemsOf(bundle, { paid: payment.amount, months: bundle.months }, 1).entries()) {
    const [entry, mine] = [findBenefit(benefit), received[place]];
    if (entry === null || mine === undefined) throw new Error(`no benefit ${benefit}`);
    const { id, code, usedAfterDays } = mine;
    const settled = new Date(at.getTime() + 20_000);
    // As the supplier's books have it; of codes that came in bulk they say nothing one by one.
    if (entry.delivery === 'single') {
      await db.insertInto('sandbox_supply').values({ shard_key: shardOf(id), reference: id, supplier: entry.supplier, benefit, state: 'issued', code, at: settled, calls: 1 }).execute();
    }
    await db.insertInto('benefit').values({
      shard_key: shardOf(linXiao.id), id, supplier: entry.supplier, user_id: linXiao.id, platform_id: partner.id, benefit, category: entry.category,
      state: usedAfterDays === null ? 'unused' : 'used', valid_from: at, valid_to: endOfDay(addDays(dayOf(at), entry.days - 1)), granted_at: at, settled_at: settled,
      used_at: usedAfterDays === null ? null : new Date(at.getTime() + usedAfterDays * 86_400_000), code, looks: 0, look_at: null,
      subscription_id: demoBundle.subscription, month: 1, place, paid_fen: fen, paid_points: 0,
    }).execute();
  }
}
