import type { Category } from '@tessera/contract';
import { hashKey } from './authenticate.js';
import { seedBundle, seedHouse } from './bundle/seed.js';
import type { Services } from './context.js';
import { seedCoupon } from './coupon/seed.js';
import { withRetry, type Database } from './database.js';
import { seedEnergy } from './energy/seed.js';
import { seedEngagement } from './engagement/seed.js';
import { shardOf, shardOfText } from './id.js';
import type { LocalizedText } from './locale.js';
import { seedMerchantCode } from './merchant-code/seed.js';
import { seedPayment } from './payment/seed.js';
import { seedRight } from './right/seed.js';
import { demo } from './seed/demo.js';
import { stores, merchants, cities, terminals } from './seed/places.js';
import { hashDocument } from './session/identity-document.js';
import { hashPhone } from './session/person.js';
import { seedVerification } from './verification/seed.js';

/** What a noun's seed works with: the services, with `db` a transaction. */
export type SeedContext = Services;
export type Seed = (ctx: SeedContext) => Promise<void>;

/** The nouns' own seeds, in order; each noun adds its line. */
const nounSeeds: readonly Seed[] = [seedHouse, seedPayment, seedMerchantCode, seedVerification, seedCoupon, seedRight, seedBundle, seedEnergy, seedEngagement];

/** Writes the demonstration's rows. Running it again changes nothing. */
export async function seed(services: Services): Promise<void> {
  for (const each of [seedPlatforms, seedPeople, seedPlaces, ...nounSeeds]) {
    await withRetry(services.db, (db) => each({ ...services, db }));
  }
}

async function seedPlatforms(ctx: SeedContext): Promise<void> {
  const created_at = ctx.clock();
  const platforms = [
    { ...demo.partner, kind: 'partner' as const, name: '城市生活' },
    { ...demo.merchantPlatform, kind: 'merchant' as const, name: '鲜市连锁' },
  ];
  for (const { id, kind, name, secretKey, publishableKey } of platforms) {
    await ctx.db.insertInto('platform').values({ shard_key: shardOf(id), id, kind, name, created_at })
      .onConflict((conflict) => conflict.doNothing()).execute();
    for (const [key, of] of [[secretKey, 'secret'], [publishableKey, 'publishable']] as const) {
      const key_hash = hashKey(key);
      await ctx.db.insertInto('platform_key')
        .values({ shard_key: shardOfText(key_hash), key_hash, kind: of, platform_id: id, created_at, revoked_at: null })
        .onConflict((conflict) => conflict.doNothing()).execute();
    }
    for (const origin of ctx.settings.exampleOrigins) {
      await ctx.db.insertInto('platform_origin').values({ shard_key: shardOf(id), platform_id: id, origin })
        .onConflict((conflict) => conflict.doNothing()).execute();
    }
  }
}

async function seedPeople(ctx: SeedContext): Promise<void> {
  const created_at = ctx.clock();
  const people = [{ ...demo.linXiao, name: '林晓' }, { ...demo.chenMo, name: '陈默' }];
  for (const { id, name, phone, reference, document } of people) {
    await ctx.db.insertInto('person').values({ shard_key: shardOf(id), id, name, phone_last4: phone.slice(-4), identity_hash: hashDocument(ctx, document), created_at })
      .onConflict((conflict) => conflict.doNothing()).execute();
    const phone_hash = hashPhone(ctx, phone);
    await ctx.db.insertInto('person_phone').values({ shard_key: shardOfText(phone_hash), phone_hash, user_id: id, created_at })
      .onConflict((conflict) => conflict.doNothing()).execute();
    await ctx.db.insertInto('person_link')
      .values({ shard_key: shardOfText(`${demo.partner.id}/${reference}`), platform_id: demo.partner.id, reference, user_id: id, created_at })
      .onConflict((conflict) => conflict.doNothing()).execute();
  }
}

async function seedPlaces(ctx: SeedContext): Promise<void> {
  for (const [position, { code, name }] of cities.entries()) {
    await ctx.db.insertInto('city').values({ shard_key: shardOfText(code), code, name: JSON.stringify(name), position })
      .onConflict((conflict) => conflict.doNothing()).execute();
  }
  for (const { id, name } of merchants) {
    await ctx.db.insertInto('merchant').values({ shard_key: shardOf(id), id, platform_id: demo.merchantPlatform.id, name: JSON.stringify(name) })
      .onConflict((conflict) => conflict.doNothing()).execute();
  }
  await insertStores(ctx.db, stores);
  for (const { id, storeId, name } of terminals) {
    await ctx.db.insertInto('terminal').values({ shard_key: shardOf(id), id, store_id: storeId, platform_id: demo.merchantPlatform.id, name })
      .onConflict((conflict) => conflict.doNothing()).execute();
  }
}

/** One store of the seed. */
export interface SeedStore {
  readonly id: string;
  readonly merchantId: string;
  readonly name: LocalizedText;
  readonly category: Category;
  readonly city: string;
  readonly address: LocalizedText;
  readonly distanceMeters: number | null;
}

async function insertStores(db: Database, rows: readonly SeedStore[]): Promise<void> {
  for (const row of rows) {
    const merchant = merchants.find((each) => each.id === row.merchantId);
    await db.insertInto('store').values({
      shard_key: shardOf(row.id), id: row.id, merchant_id: row.merchantId, merchant_name: JSON.stringify(merchant?.name ?? {}),
      name: JSON.stringify(row.name), category: row.category, city_code: row.city, address: JSON.stringify(row.address), distance_meters: row.distanceMeters,
    }).onConflict((conflict) => conflict.doNothing()).execute();
  }
}
