import { onCommit } from '../database.js';
import { shardOf } from '../id.js';
import { audit } from './audit.js';
import type { GrantContext } from './grant.js';

/**
 * Pauses a campaign that gives more than was planned, in the transaction that noticed: nothing goes out after it. Once: whoever finds it
 * paused already has nothing to tell.
 */
export async function tripFuse(ctx: GrantContext, campaignId: string, why: string, now: Date): Promise<void> {
  const paused = await ctx.db.updateTable('campaign').set({ state: 'paused' })
    .where('shard_key', '=', shardOf(campaignId)).where('id', '=', campaignId).where('state', '=', 'active')
    .returning('id').executeTakeFirst();
  if (paused === undefined) return;
  await audit(ctx, campaignId, 'tripped', 'fuse', why);
  onCommit(ctx.db, () => {
    ctx.metrics.fuseTrips.inc();
    ctx.log.error({ campaignId, why, at: now.toISOString() }, 'a campaign gave more than was planned and is paused');
  });
}
