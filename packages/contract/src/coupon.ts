import * as z from 'zod/mini';
import { Category } from './category.js';
import { endpoint } from './endpoint.js';
import { FundingKind } from './funding.js';
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

/**
 * When a coupon may be used: a fixed window, or `days` from the claim. `claimDayCounts` makes the claim day day one; without it the
 * days begin on the next one, and the rest of the claim day comes on top. `waitDays` after the claim day have to pass first.
 */
export const Validity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), from: Timestamp, to: Timestamp }),
  z.object({ kind: z.literal('relative'), days: z.int().check(z.minimum(1), z.maximum(366)), claimDayCounts: z.boolean(), waitDays: z.int().check(z.minimum(0), z.maximum(366)) }),
]);
export type Validity = z.infer<typeof Validity>;

/** What opens a campaign to somebody: a wallet, a card of the bank, or a proven identity document. */
export const ClaimStep = z.enum(['open_wallet', 'add_card', 'verify_identity']);
export type ClaimStep = z.infer<typeof ClaimStep>;

/**
 * Where this user stands with a campaign. `locked` names the step that opens it, `not_eligible` what no step can change;
 * `period_limit` is a limit of a day or round that ends by itself. The last four are of a campaign that is drawn.
 */
export const Standing = z.discriminatedUnion('state', [
  z.object({ state: z.literal('claimable') }),
  z.object({ state: z.literal('claimed'), couponId: id('cpn') }),
  z.object({ state: z.literal('upcoming'), opensAt: Timestamp }),
  z.object({ state: z.literal('sold_out'), reopensAt: z.nullable(Timestamp) }),
  z.object({ state: z.literal('locked'), step: ClaimStep }),
  z.object({ state: z.literal('not_eligible'), reason: z.enum(['new_users_only', 'invited_only', 'person_limit']) }),
  z.object({ state: z.literal('period_limit'), opensAt: z.nullable(Timestamp) }),
  z.object({ state: z.literal('paused') }),
  z.object({ state: z.literal('over') }),
  z.object({ state: z.literal('enterable'), drawsAt: Timestamp }),
  z.object({ state: z.literal('entered'), drawsAt: Timestamp }),
  z.object({ state: z.literal('drawn'), won: z.boolean() }),
]);
export type Standing = z.infer<typeof Standing>;

/** What becomes of a coupon when its payment is refunded in full: given up, back once with its validity, or back every time. */
export const RefundPolicy = z.enum(['forfeit', 'return_once', 'return_always']);
export type RefundPolicy = z.infer<typeof RefundPolicy>;

/** A window of the day in Asia/Shanghai, `10:00` to `14:00`; the end is not in it. */
export const Hours = z.object({ from: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)), to: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)) });
export type Hours = z.infer<typeof Hours>;

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
  /** Hours of the day it can be used in, null for all. */
  hours: z.nullable(z.array(Hours)),
  /** The sources it can be paid with, null for all: an e-CNY voucher takes the e-CNY wallet alone. */
  payWith: z.nullable(z.array(FundingKind)),
  /** Where the user has to be when claiming, null for anywhere. The position is asked for then, judged and not kept. */
  area: z.nullable(z.object({ name: z.string() })),
  refund: RefundPolicy,
  /** The programme it is a tier of, such as a city's vouchers; its limits may count all tiers together. */
  programme: z.nullable(z.object({ id: id('prg'), title: z.string() })),
  /** Drawn instead of first come: entries are taken until then. */
  lottery: z.nullable(z.object({ drawsAt: Timestamp, winners: z.int() })),
  /** A timed release, such as the 10:00 round. */
  round: z.nullable(z.object({ title: z.string(), opensAt: Timestamp })),
  stock: z.object({ total: z.int(), remaining: z.int() }),
  /** Claimed of those allowed: in the present round or day where its limit is the narrower one. */
  claimed: z.int(),
  allowed: z.int(),
  endsAt: Timestamp,
  rules: z.array(z.string()),
  standing: Standing,
});
export type Campaign = z.infer<typeof Campaign>;

/**
 * One thing a claim depends on, and whether this user meets it: null when it is only known at the claim (the area). The list is
 * closed and in the order in which the gateway asks, so that the first one not met is the answer to "why not me".
 */
export const Condition = z.object({
  kind: z.enum(['running', 'open', 'new_users_only', 'invited_only', ...ClaimStep.options, 'user_limit', 'person_limit', 'period_limit', 'stock', 'area']),
  met: z.nullable(z.boolean()),
});
export type Condition = z.infer<typeof Condition>;

/** A campaign with its conditions, and who pays for the discount: percentages that sum to 100. */
export const CampaignDetail = z.extend(Campaign, {
  conditions: z.array(Condition),
  funders: z.array(z.object({ kind: Issuer.shape.kind, name: z.string(), percent: z.int() })),
});
export type CampaignDetail = z.infer<typeof CampaignDetail>;

/** `recalled`: the issuer took it back. */
export const CouponState = z.enum(['unused', 'locked', 'used', 'expired', 'recalled']);

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

/** A point on the earth, WGS 84 degrees. */
export const Position = z.strictObject({
  latitude: z.number().check(z.minimum(-90), z.maximum(90)),
  longitude: z.number().check(z.minimum(-180), z.maximum(180)),
});
export type Position = z.infer<typeof Position>;

/** What one of several claims came to: a coupon, or the code and words of its problem. */
export const ClaimResult = z.object({
  campaignId: id('cmp'),
  coupon: z.nullable(Coupon),
  problem: z.nullable(z.object({ code: z.string(), detail: z.string() })),
});
export type ClaimResult = z.infer<typeof ClaimResult>;

/** A place in a draw. `ticket` is what the draw ranks, and may be shown to anybody. */
export const LotteryEntry = z.object({ campaignId: id('cmp'), ticket: id('ent'), enteredAt: Timestamp, drawsAt: Timestamp });
export type LotteryEntry = z.infer<typeof LotteryEntry>;

/**
 * A draw that anybody can check. `commitment` is the SHA-256 (hex) of the seed and public before the first entry. A ticket's rank is
 * HMAC-SHA-256(seed, ticket) in hex; the lowest ranks up to `cutoff` win. `entriesDigest` is the SHA-256 of all tickets in text order,
 * joined by newlines. Seed, cutoff and digest are null until it is drawn; `cutoff` stays null when nobody won. `won` is by the rank alone;
 * a winner who has reached a limit since entering is `given` no coupon.
 */
export const LotteryDraw = z.object({
  campaignId: id('cmp'),
  drawsAt: Timestamp,
  commitment: z.string(),
  entries: z.int(),
  winners: z.int(),
  seed: z.nullable(z.string()),
  cutoff: z.nullable(z.string()),
  entriesDigest: z.nullable(z.string()),
  mine: z.nullable(z.object({ ticket: id('ent'), rank: z.nullable(z.string()), won: z.nullable(z.boolean()), given: z.nullable(z.boolean()) })),
});
export type LotteryDraw = z.infer<typeof LotteryDraw>;

/** A coupon's code for a till: good once, until `expiresAt` or until the next one is made. A secret. */
export const RedemptionCode = z.object({ couponId: id('cpn'), code: z.string(), issuedAt: Timestamp, expiresAt: Timestamp });
export type RedemptionCode = z.infer<typeof RedemptionCode>;

/** A coupon for a thing, handed over at a till. */
export const Redemption = z.object({ couponId: id('cpn'), title: z.string(), face: Face, storeId: id('str'), redeemedAt: Timestamp });
export type Redemption = z.infer<typeof Redemption>;

const ofCampaign = z.object({ campaignId: id('cmp') });
const Claiming = { position: z.optional(Position) };

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
    params: ofCampaign, status: 200, response: CampaignDetail,
  }),
  claim: endpoint({
    id: 'claimCoupon', method: 'POST', path: '/v1/campaigns/{campaignId}/claims', callers: ['user'], scope: 'coupons:write',
    params: ofCampaign, body: z.optional(z.strictObject(Claiming)), status: 201, response: Coupon,
  }),
  /** Claims each of these in turn; one that is refused stops no other. A campaign may be named again for a second coupon of it. */
  claimMany: endpoint({
    id: 'claimCoupons', method: 'POST', path: '/v1/claims', callers: ['user'], scope: 'coupons:write',
    body: z.strictObject({ campaignIds: z.array(id('cmp')).check(z.minLength(1), z.maxLength(20)), ...Claiming }),
    status: 201, response: z.object({ results: z.array(ClaimResult) }),
  }),
  /** Takes a place in the draw; asked again, the same place. */
  enter: endpoint({
    id: 'enterLottery', method: 'POST', path: '/v1/campaigns/{campaignId}/entries', callers: ['user'], scope: 'coupons:write',
    params: ofCampaign, body: z.optional(z.strictObject(Claiming)), status: 201, response: LotteryEntry,
  }),
  getDraw: endpoint({
    id: 'getDraw', method: 'GET', path: '/v1/campaigns/{campaignId}/draw', callers: ['user'], scope: 'coupons:read',
    params: ofCampaign, status: 200, response: LotteryDraw,
  }),
  /** Gives one of the platform's users a coupon, by the same limits as a claim; also of campaigns that nobody can claim. `position` is the user's, where the campaign asks for it. */
  grant: endpoint({
    id: 'grantCoupon', method: 'POST', path: '/v1/coupons', callers: ['platform'],
    body: z.strictObject({ reference: z.string().check(z.minLength(1), z.maxLength(128)), campaignId: id('cmp'), ...Claiming }),
    status: 201, response: Coupon,
  }),
  get: endpoint({
    id: 'getCoupon', method: 'GET', path: '/v1/coupons/{couponId}', callers: ['user'], scope: 'coupons:read',
    params: z.object({ couponId: id('cpn') }), status: 200, response: Coupon,
  }),
  /** Makes the code that a till takes for an exchange or gift; the one before ends. */
  issueCode: endpoint({
    id: 'issueRedemptionCode', method: 'POST', path: '/v1/coupons/{couponId}/codes', callers: ['user'], scope: 'rights:write',
    params: z.object({ couponId: id('cpn') }), status: 201, response: RedemptionCode, secret: true,
  }),
  redeem: endpoint({
    id: 'redeemCoupon', method: 'POST', path: '/v1/redemptions', callers: ['terminal'], scope: 'payments:write',
    body: z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(64)) }), status: 201, response: Redemption,
  }),
};
