import type { FundingKind } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';
import { withCampaigns } from './coupon-row.js';
import type { StoredFace } from './face.js';
import { bestSaving, isMoneyOff, savingOf, thresholdOf } from './face.js';
import { fundersOf } from './funders.js';
import type { Funder } from './funders.js';
import { closedAt } from './opening.js';
import { isGoodAt, readShop } from './shop.js';
import type { Shop } from './shop.js';
import type { CampaignTable, CouponTable } from './tables.js';

/** Why a coupon can't go with a payment now. `source`: it takes another source, or is presented in another way. */
export type CouponRefusal = 'used' | 'locked' | 'expired' | 'not_yet' | 'not_money' | 'weekday' | 'hour' | 'store' | 'threshold' | 'source' | 'recalled';

/** A payment a coupon is tried on. Where something of it is not known yet, what depends on it is not judged. */
export interface Purchase {
  readonly userId: string;
  readonly storeId?: string | undefined;
  /** In fen, before any discount. */
  readonly amount?: number | undefined;
  /** What kinds of source it may be paid from: the one that pays, or all that could. */
  readonly payWith?: readonly FundingKind[] | undefined;
  /** Whose code is scanned: the user's at a till, or the store's. */
  readonly presentedBy?: 'pay_code' | 'merchant_code' | undefined;
  readonly now: Date;
}

export interface UsableCoupon {
  readonly id: string;
  readonly campaignId: string;
  readonly title: LocalizedText;
  readonly face: StoredFace;
  readonly validTo: Date;
  /** Fen it takes off this amount; without an amount, what it takes off at best. */
  readonly saving: number;
  readonly threshold: number;
  /** Who pays for the saving. */
  readonly funders: readonly Funder[];
  /** Goes with no other discount, not even points. */
  readonly alone: boolean;
  /** Null when it can be used. */
  readonly refusal: CouponRefusal | null;
}

/**
 * A user's unused and locked coupons: the usable ones first, the best saving before smaller ones and the sooner expiry
 * before later. `named` is there in whatever state it is.
 */
export async function usableCoupons(ctx: Pick<Context, 'db'>, purchase: Purchase, named?: string): Promise<UsableCoupon[]> {
  const coupons = await ctx.db.selectFrom('coupon').selectAll()
    .where('shard_key', '=', shardOf(purchase.userId)).where('user_id', '=', purchase.userId)
    .where((eb) => eb.or([
      eb.and([eb('state', 'in', ['unused', 'locked']), eb('valid_to', '>', purchase.now)]),
      ...(named === undefined ? [] : [eb('id', '=', named)]),
    ])).execute();
  const judged = await judge(ctx, coupons, purchase);
  return judged.sort((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null)
    || b.saving - a.saving || a.validTo.getTime() - b.validTo.getTime() || (a.id < b.id ? -1 : 1));
}

type Candidate = Pick<CouponTable, 'id' | 'campaign_id' | 'state' | 'valid_from' | 'valid_to'>;

/** Each coupon with its saving and the reason when it can't be used. */
export async function judge(ctx: Pick<Context, 'db'>, coupons: readonly Candidate[], purchase: Purchase): Promise<UsableCoupon[]> {
  const shop = await readShop(ctx, purchase.storeId);
  const rows = await withCampaigns(ctx, coupons);
  return rows.map(({ campaign, ...row }) => ({
    id: row.id, campaignId: row.campaign_id, title: campaign.title, face: campaign.face, validTo: row.valid_to,
    saving: purchase.amount === undefined ? bestSaving(campaign.face) : savingOf(campaign.face, purchase.amount),
    threshold: thresholdOf(campaign.face), funders: fundersOf(campaign), alone: campaign.alone,
    refusal: refusalOf(row, campaign, shop, purchase),
  }));
}

type Terms = Pick<Selectable<CampaignTable>, 'id' | 'category' | 'city' | 'weekdays' | 'hours' | 'pay_with' | 'presented_by' | 'store_scope' | 'recalled_at' | 'face'>;

function refusalOf(coupon: Candidate, campaign: Terms, shop: Shop | null | undefined, { amount, payWith, presentedBy, now }: Purchase): CouponRefusal | null {
  if (coupon.state !== 'unused') return coupon.state;
  if (campaign.recalled_at !== null) return 'recalled';
  if (coupon.valid_to <= now) return 'expired';
  if (coupon.valid_from > now) return 'not_yet';
  if (!isMoneyOff(campaign.face)) return 'not_money';
  const closed = closedAt(campaign, now);
  if (closed !== null) return closed;
  if (shop !== undefined && !isGoodAt(campaign, shop)) return 'store';
  if (amount !== undefined && savingOf(campaign.face, amount) === 0) return 'threshold';
  if (presentedBy !== undefined && campaign.presented_by !== 'any' && campaign.presented_by !== presentedBy) return 'source';
  if (payWith !== undefined && campaign.pay_with !== null && !campaign.pay_with.some((kind) => payWith.includes(kind))) return 'source';
  return null;
}
