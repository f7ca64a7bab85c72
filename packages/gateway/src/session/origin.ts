import { printable } from '../authenticate.js';
import type { Services } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';

/** The web origins of a platform's pages. */
export async function originsOf(ctx: Pick<Services, 'db'>, platformId: string): Promise<string[]> {
  const rows = await ctx.db.selectFrom('platform_origin').select('origin')
    .where('shard_key', '=', shardOf(platformId)).where('platform_id', '=', platformId).orderBy('origin').execute();
  return rows.map((row) => row.origin);
}

/** Throws `origin_not_allowed`, printing the exact origin to add, unless the platform lists `origin`. */
export async function requireOrigin(ctx: Pick<Services, 'db'>, platformId: string, origin: string): Promise<void> {
  if ((await originsOf(ctx, platformId)).includes(origin)) return;
  throw problem('origin_not_allowed', `Add ${printable(origin)} to the platform's allowed origins; it is not among them.`, {
    errors: [{ pointer: '#/origin', detail: `Expected one of the platform's allowed origins; ${printable(origin)} came.` }],
  });
}
