import { sql } from 'kysely';
import type { Services } from '../context.js';
import { shardOf } from '../id.js';
import type { CouponTables } from './tables.js';

type What = CouponTables['campaign_audit']['what'];

/** Notes what an operator or the fuse did to a campaign, in the caller's transaction, which has just written the campaign's row: so the number is its own. */
export async function audit(ctx: Pick<Services, 'db' | 'clock'>, campaignId: string, what: What, actor: string, detail: string | null = null): Promise<void> {
  const shard = shardOf(campaignId);
  await sql`
    insert into campaign_audit (shard_key, campaign_id, ordinal, at, actor, what, detail)
    select cast(${shard} as integer), ${campaignId}::text, coalesce(max(ordinal), 0) + 1, ${ctx.clock()}::timestamptz, ${actor}::text, ${what}::text, ${detail}::text
    from campaign_audit where shard_key = ${shard} and campaign_id = ${campaignId}`.execute(ctx.db);
}
