import type { RightDetail } from '@tessera/contract';
import type { Context } from '../context.js';
import { isMoneyOff, readCoupons } from '../coupon/coupon.js';
import type { FullCoupon } from '../coupon/coupon.js';
import { shardOf } from '../id.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import { cityNames, describeStore } from '../store/describe.js';
import { findBenefit } from './catalogue.js';
import { readBenefit } from './grant-benefits.js';
import type { BenefitRow } from './show.js';
import { showBenefitRight, showCouponRight } from './show.js';

/** Most stores a detail lists; `listStores` has them all. */
const STORES_SHOWN = 20;

/** A right of the user's with everything about it; throws `not_found` for anybody else's. */
export async function readRight(ctx: Context, userId: string, rightId: string, now: Date): Promise<RightDetail> {
  if (rightId.startsWith('cpn_')) {
    const [coupon] = await readCoupons(ctx, userId, [rightId]);
    if (coupon !== undefined) return couponDetail(ctx, coupon, now);
  } else {
    const benefit = await readBenefit(ctx, userId, rightId);
    if (benefit !== undefined) return benefitDetail(ctx, benefit, now);
  }
  throw problem('not_found', 'This user has no such right.');
}

type Line = RightDetail['history'][number];

async function couponDetail(ctx: Context, coupon: FullCoupon, now: Date): Promise<RightDetail> {
  const right = showCouponRight(ctx, coupon, now);
  const lines = await ctx.db.selectFrom('coupon_history').select(['at', 'what', 'store_id'])
    .where('shard_key', '=', shardOf(coupon.id)).where('coupon_id', '=', coupon.id).orderBy('ordinal').execute();
  const names = await storeNames(ctx, lines.flatMap((line) => line.store_id ?? []));
  const history = [{ at: coupon.claimed_at, what: 'claimed' as const, store_id: null }, ...lines].map(({ at, what, store_id }): Line =>
    ({ at: at.toISOString(), what, where: store_id === null ? null : names.get(store_id) ?? null }));
  return {
    ...right,
    rules: coupon.campaign.rules.map((rule) => text(ctx, rule)),
    stores: await storesOf(ctx, coupon.campaign_id),
    history: [...history, ...expiry(right)],
    usedBy: isMoneyOff(coupon.campaign.face) ? 'payment' : 'redemption_code',
    code: coupon.state === 'used' ? coupon.code : null,
  };
}

function benefitDetail(ctx: Context, row: BenefitRow, now: Date): RightDetail {
  const right = showBenefitRight(ctx, row, now);
  const line = (what: Line['what'], at: Date | null): Line[] => (at === null ? [] : [{ at: at.toISOString(), what, where: null }]);
  return {
    ...right,
    rules: findBenefit(row.benefit)?.rules.map((rule) => text(ctx, rule)) ?? [],
    stores: [],
    history: [
      ...line('granted', row.granted_at), ...line(row.state === 'failed' || row.state === 'refunded' ? 'failed' : 'fulfilled', row.settled_at),
      ...line('refunded', row.state === 'refunded' ? row.given_back_at ?? row.settled_at : null),
      ...line('used', row.used_at), ...expiry(right),
    ],
    usedBy: 'supplier_code',
    code: row.state === 'used' ? row.code : null,
  };
}

const expiry = ({ state, validTo }: { state: string; validTo: string }): Line[] =>
  state === 'expired' ? [{ at: validTo, what: 'expired', where: null }] : [];

async function storeNames(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.selectFrom('store').select(['id', 'name'])
    .where('shard_key', 'in', [...new Set(ids.map(shardOf))]).where('id', 'in', [...ids]).execute();
  return new Map(rows.map((row) => [row.id, text(ctx, row.name)]));
}

async function storesOf(ctx: Context, campaignId: string) {
  const rows = await ctx.db.selectFrom('campaign_store').innerJoin('store', 'store.id', 'campaign_store.store_id').selectAll('store')
    .where('campaign_store.shard_key', '=', shardOf(campaignId)).where('campaign_store.campaign_id', '=', campaignId)
    .orderBy((eb) => eb.fn.coalesce('store.distance_meters', eb.val(1_000_000_000))).orderBy('store.id').limit(STORES_SHOWN).execute();
  const names = await cityNames(ctx, rows.map((row) => row.city_code));
  return rows.map((row) => describeStore(ctx, row, names.get(row.city_code) ?? {}));
}
