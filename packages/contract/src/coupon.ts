import * as z from 'zod/mini';
import { Category } from './category.js';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { Money } from './money.js';
import { page, pageQuery } from './page.js';
import { City } from './store.js';
import { Timestamp } from './time.js';

/** What a coupon is worth. `percent` is what is taken off: 12 is 8.8 折, 12 % off. A zero threshold means none. */
export const Face = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount_off'), off: Money, threshold: Money }),
  z.object({ kind: z.literal('percent_off'), percent: z.int().check(z.minimum(1), z.maximum(99)), cap: z.nullable(Money), threshold: Money }),
  z.object({ kind: z.literal('exchange'), item: z.string() }),
  z.object({ kind: z.literal('gift'), item: z.string() }),
]);
export type Face = z.infer<typeof Face>;

/** Who gives: a government voucher carries its issuer's name and city. */
export const Issuer = z.object({ kind: z.enum(['government', 'bank', 'merchant']), name: z.string() });

/** When a coupon may be used: a fixed window, or days counted from the claim (the claim day is day one). */
export const Validity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), from: Timestamp, to: Timestamp }),
  z.object({ kind: z.literal('relative'), days: z.int().check(z.minimum(1)) }),
]);
export type Validity = z.infer<typeof Validity>;

/** Where this user stands with a campaign. `locked` names the step that opens it. */
export const Standing = z.discriminatedUnion('state', [
  z.object({ state: z.literal('claimable') }),
  z.object({ state: z.literal('claimed'), couponId: id('cpn') }),
  z.object({ state: z.literal('upcoming'), opensAt: Timestamp }),
  z.object({ state: z.literal('sold_out'), reopensAt: z.nullable(Timestamp) }),
  z.object({ state: z.literal('locked'), step: z.enum(['open_wallet', 'add_card']) }),
  z.object({ state: z.literal('over') }),
]);
export type Standing = z.infer<typeof Standing>;

/** A campaign as the coupon center lists it for one user. */
export const Campaign = z.object({
  id: id('cmp'),
  title: z.string(),
  face: Face,
  category: Category,
  issuer: Issuer,
  /** Null means everywhere. */
  city: z.nullable(City),
  storeCount: z.int(),
  /** Metres from the city's centre to the nearest store, null when unknown. */
  distanceMeters: z.nullable(z.int()),
  validity: Validity,
  /** ISO weekdays (1 is Monday) it can be used on, null for all. */
  weekdays: z.nullable(z.array(z.int().check(z.minimum(1), z.maximum(7)))),
  /** A timed release, such as the 10:00 round. */
  round: z.nullable(z.object({ title: z.string(), opensAt: Timestamp })),
  stock: z.object({ total: z.int(), remaining: z.int() }),
  claimed: z.int(),
  allowed: z.int(),
  endsAt: Timestamp,
  rules: z.array(z.string()),
  standing: Standing,
});
export type Campaign = z.infer<typeof Campaign>;

export const CouponState = z.enum(['unused', 'locked', 'used', 'expired']);

/** A claimed coupon, the user's own. `locked` while a payment holds it. */
export const Coupon = z.object({
  id: id('cpn'),
  campaignId: id('cmp'),
  title: z.string(),
  face: Face,
  category: Category,
  state: CouponState,
  claimedAt: Timestamp,
  validFrom: Timestamp,
  validTo: Timestamp,
});
export type Coupon = z.infer<typeof Coupon>;

export const CampaignSort = z.enum(['recommended', 'nearest', 'ending_soon', 'biggest_saving']);
export type CampaignSort = z.infer<typeof CampaignSort>;

const ofCampaign = z.object({ campaignId: id('cmp') });

export const couponRoutes = {
  listCampaigns: endpoint({
    id: 'listCampaigns', method: 'GET', path: '/v1/campaigns', callers: ['user'], scope: 'coupons:read',
    query: z.object({
      ...pageQuery,
      city: z.optional(City.shape.code),
      category: z.optional(Category),
      storeId: z.optional(id('str')),
      q: z.optional(z.string().check(z.maxLength(64))),
      sort: z._default(CampaignSort, 'recommended'),
    }),
    status: 200, response: page(Campaign), kind: 'page',
  }),
  getCampaign: endpoint({
    id: 'getCampaign', method: 'GET', path: '/v1/campaigns/{campaignId}', callers: ['user'], scope: 'coupons:read',
    params: ofCampaign, status: 200, response: Campaign,
  }),
  claim: endpoint({
    id: 'claimCoupon', method: 'POST', path: '/v1/campaigns/{campaignId}/claims', callers: ['user'], scope: 'coupons:write',
    params: ofCampaign, status: 201, response: Coupon,
  }),
  get: endpoint({
    id: 'getCoupon', method: 'GET', path: '/v1/coupons/{couponId}', callers: ['user'], scope: 'coupons:read',
    params: z.object({ couponId: id('cpn') }), status: 200, response: Coupon,
  }),
};
