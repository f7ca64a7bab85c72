import type { Coupon } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';
import { text } from '../locale.js';
import { showFace } from './campaign.js';
import type { StoredFace } from './face.js';
import type { CouponTable } from './tables.js';

/** A coupon's row with what it takes from its campaign. */
export interface CouponRow extends Selectable<CouponTable> {
  readonly campaign: {
    readonly title: LocalizedText;
    readonly face: StoredFace;
    readonly category: Coupon['category'];
  };
}

/** The state a coupon has at a time: an unused one expires by itself, a locked one keeps until its payment ends. */
export const stateOf = (row: Pick<CouponRow, 'state' | 'valid_to'>, now: Date): Coupon['state'] =>
  row.state === 'unused' && row.valid_to <= now ? 'expired' : row.state;

/** A coupon as its user sees it. */
export const showCoupon = (ctx: Pick<Context, 'locale'>, row: CouponRow, now: Date): Coupon => ({
  id: row.id,
  campaignId: row.campaign_id,
  title: text(ctx, row.campaign.title),
  face: showFace(ctx, row.campaign.face),
  category: row.campaign.category,
  state: stateOf(row, now),
  claimedAt: row.claimed_at.toISOString(),
  validFrom: row.valid_from.toISOString(),
  validTo: row.valid_to.toISOString(),
});

/** A coupon with its whole campaign. */
export type FullCoupon = Awaited<ReturnType<typeof readCoupons>>[number];

/** The coupons of one user with all their campaigns say, narrowed by `ids`. */
export async function readCoupons(ctx: Pick<Context, 'db'>, userId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const coupons = await ctx.db.selectFrom('coupon').selectAll()
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('id', 'in', [...ids]).execute();
  return withCampaigns(ctx, coupons);
}

/** Adds each coupon's campaign, read once from the catalogue. */
export async function withCampaigns<T extends { campaign_id: string }>(ctx: Pick<Context, 'db'>, coupons: readonly T[]) {
  if (coupons.length === 0) return [];
  const ids = [...new Set(coupons.map((row) => row.campaign_id))];
  const campaigns = await ctx.db.selectFrom('campaign').selectAll()
    .where('shard_key', 'in', [...new Set(ids.map(shardOf))]).where('id', 'in', ids).execute();
  const byId = new Map(campaigns.map((row) => [row.id, row]));
  return coupons.flatMap((row) => {
    const campaign = byId.get(row.campaign_id);
    return campaign === undefined ? [] : [{ ...row, campaign }];
  });
}
