import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { startIfPaid } from './start.js';
import type { SubscriptionRow } from './show.js';

/** A user's subscription as it is now: started, when its order has been paid meanwhile. Throws `not_found` for anybody else's. */
export async function findSubscription(ctx: Context, userId: string, id: string): Promise<SubscriptionRow> {
  const row = await ctx.db.selectFrom('subscription').selectAll()
    .where('shard_key', '=', shardOf(id)).where('id', '=', id).where('user_id', '=', userId).executeTakeFirst();
  if (row === undefined) throw problem('not_found', 'This user has no such subscription.');
  return startIfPaid(ctx, row);
}
