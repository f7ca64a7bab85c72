import { sql } from 'kysely';
import type { Services } from '../context.js';
import { shardOf } from '../id.js';
import { stepsOf } from './audience.js';
import type { CouponRow } from './coupon-row.js';
import type { Ask } from './grant.js';
import type { Offer } from './standing.js';
import type { CampaignAudience } from './tables.js';

/** What a claim needs to know of a campaign, to decide and to show what it gave. */
export type Offered = Offer & CouponRow['campaign'];

/** The campaigns asked for that users may know of, by id. */
export async function readOffers({ db }: Pick<Services, 'db'>, asks: readonly Ask[]): Promise<ReadonlyMap<string, Offered>> {
  const ids = [...new Set(asks.map(({ campaignId }) => campaignId))];
  const rows = await db.selectFrom('campaign')
    .leftJoin('ledger_account', (join) => join.onRef('ledger_account.shard_key', '=', 'campaign.shard_key')
      .on('ledger_account.id', '=', sql<string>`campaign.id || '/stock'`))
    .select(['campaign.id', 'title', 'face', 'category', 'state', 'opens_at', 'ends_at', 'reopens_at', 'validity', 'allowed', 'audience', 'balance'])
    .where('campaign.shard_key', 'in', [...new Set(ids.map(shardOf))]).where('campaign.id', 'in', ids)
    .where('state', 'in', ['active', 'disabled']).execute();
  return new Map(rows.map(({ id, balance, ...row }) => [id, { ...row, remaining: balance ?? 0 }]));
}

/** What these users have claimed of these campaigns, and, when somebody's claim depends on it, which steps they have taken. */
export async function readWallets(ctx: Pick<Services, 'db'>, asks: readonly Ask[], steps: boolean) {
  const asked = JSON.stringify(asks.map(({ userId, campaignId }) => ({ shard_key: shardOf(userId), user_id: userId, campaign_id: campaignId })));
  const { rows } = await sql<{ user_id: string; campaign_id: string; claimed: number }>`
    select asked.user_id, asked.campaign_id, max(coupon.ordinal) as claimed
    from json_to_recordset(${asked}::json) as asked (shard_key integer, user_id text, campaign_id text)
    join coupon on coupon.shard_key = asked.shard_key and coupon.user_id = asked.user_id and coupon.campaign_id = asked.campaign_id
    group by asked.user_id, asked.campaign_id`.execute(ctx.db);
  const counts = new Map(rows.map((row) => [`${row.user_id} ${row.campaign_id}`, row.claimed]));
  const taken = steps ? await stepsOf(ctx, [...new Set(asks.map(({ userId }) => userId))]) : () => new Set<CampaignAudience>();
  return { claimed: (userId: string, campaignId: string) => counts.get(`${userId} ${campaignId}`) ?? 0, steps: taken };
}
