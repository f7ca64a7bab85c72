import type { Parsed, sessionRoutes } from '@tessera/contract';
import { asPlatform, type Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';

/** Ends a session the platform minted, from this moment on. Ending it twice is harmless. */
export async function revokeSession(ctx: Context, input: Parsed<typeof sessionRoutes.revoke>): Promise<undefined> {
  const { platformId } = asPlatform(ctx);
  const { numUpdatedRows } = await ctx.db.updateTable('session')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(ctx.clock())) }))
    .where('shard_key', '=', shardOf(input.sessionId)).where('id', '=', input.sessionId).where('platform_id', '=', platformId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw problem('not_found', 'The platform has no such session.');
}
