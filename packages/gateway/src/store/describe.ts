import type { Store } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { shardOfText } from '../id.js';
import { text, type LocalizedText } from '../locale.js';
import type { StoreRow } from './tables.js';

/** A store's row as callers see it, in their language. `cityName` is the name of the store's city. */
export const describeStore = (ctx: Pick<Context, 'locale'>, row: Selectable<StoreRow>, cityName: LocalizedText): Store => ({
  id: row.id, name: text(ctx, row.name), merchantName: text(ctx, row.merchant_name), category: row.category,
  city: { code: row.city_code, name: text(ctx, cityName) }, address: text(ctx, row.address), distanceMeters: row.distance_meters,
});

/** The names of cities by code, for describing many stores. */
export async function cityNames(ctx: Pick<Context, 'db'>, codes: readonly string[]): Promise<ReadonlyMap<string, LocalizedText>> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.db.selectFrom('city').select(['code', 'name'])
    .where('shard_key', 'in', wanted.map(shardOfText)).where('code', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}
