import type { Session } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { describeSession } from './open.js';

/** The caller's own session. */
export async function getSession(ctx: Context): Promise<Session> {
  const id = 'sessionId' in ctx.actor ? ctx.actor.sessionId : '';
  const row = await ctx.db.selectFrom('session').selectAll().where('shard_key', '=', shardOf(id)).where('id', '=', id).executeTakeFirst();
  if (!row) throw problem('not_found', 'There is no such session.');
  return describeSession(ctx, row);
}
