import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { stepsTaken } from './audience.js';
import type { Claims } from './standing.js';

/** What a user has claimed of each of these campaigns: two reads in the user's shard, however many campaigns. */
export async function claimsOf(ctx: Pick<Context, 'db'>, userId: string, campaignIds: readonly string[]): Promise<(campaignId: string) => Claims> {
  const steps = await stepsTaken(ctx, userId);
  const rows = campaignIds.length === 0 ? [] : await ctx.db.selectFrom('coupon').select(['id', 'campaign_id', 'state'])
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('campaign_id', 'in', [...campaignIds])
    .orderBy('ordinal').execute();
  return (campaignId) => {
    const own = rows.filter((row) => row.campaign_id === campaignId);
    const best = own.findLast((row) => row.state === 'unused') ?? own.at(-1);
    return { claimed: own.length, couponId: best?.id ?? null, steps };
  };
}
