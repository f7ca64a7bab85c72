import type { Output, storeRoutes } from '@tessera/contract';
import type { Context } from '../context.js';
import { text } from '../locale.js';

/** The cities there are stores in, in their own order. */
export async function listCities(ctx: Context): Promise<Output<typeof storeRoutes.listCities>> {
  const rows = await ctx.db.selectFrom('city').select(['code', 'name']).orderBy('position').orderBy('code').execute();
  return { items: rows.map((row) => ({ code: row.code, name: text(ctx, row.name) })) };
}
