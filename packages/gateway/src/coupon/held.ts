import { sql, type RawBuilder } from 'kysely';
import { prepare } from '../database.js';
import { shardOf } from '../id.js';
import type { Ask } from './grant.js';

/** How many coupons of a campaign each user who asks for it has or had. */
export function claimsQuery(asks: readonly Pick<Ask, 'userId' | 'campaignId'>[]): RawBuilder<{ user_id: string; campaign_id: string; claimed: number }> {
  const asked = JSON.stringify(asks.map(({ userId, campaignId }) => ({ shard_key: shardOf(userId), user_id: userId, campaign_id: campaignId })));
  // Campaign and ordinal are compared as one row: planned once, this must look among the user's coupons, never among the campaign's.
  return prepare(sql`
    select asked.user_id, asked.campaign_id, own.ordinal as claimed
    from json_to_recordset(${asked}::json) as asked (shard_key integer, user_id text, campaign_id text)
    cross join lateral (
      select ordinal from coupon where coupon.shard_key = asked.shard_key and coupon.user_id = asked.user_id
        and (coupon.campaign_id, coupon.ordinal) >= (asked.campaign_id, 1) and (coupon.campaign_id, coupon.ordinal) <= (asked.campaign_id, 2147483647)
      order by campaign_id desc, ordinal desc limit 1) as own`);
}
