import { sql, type RawBuilder } from 'kysely';
import { shardOf } from '../id.js';
import type { Ask } from './grant.js';

/** How many coupons of a campaign each user who asks for it has or had. */
export function claimsQuery(asks: readonly Pick<Ask, 'userId' | 'campaignId'>[]): RawBuilder<{ user_id: string; campaign_id: string; claimed: number }> {
  const asked = JSON.stringify(asks.map(({ userId, campaignId }) => ({ shard_key: shardOf(userId), user_id: userId, campaign_id: campaignId })));
  return sql`
    select asked.user_id, asked.campaign_id, own.ordinal as claimed
    from json_to_recordset(${asked}::json) as asked (shard_key integer, user_id text, campaign_id text)
    cross join lateral (
      select ordinal from coupon where coupon.shard_key = asked.shard_key and coupon.user_id = asked.user_id and coupon.campaign_id = asked.campaign_id
      order by ordinal desc limit 1) as own`;
}
