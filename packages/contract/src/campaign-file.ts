import * as z from 'zod/mini';
import { Category } from './category.js';
import { ClaimStep, Hours, Issuer, RefundPolicy, Validity } from './coupon.js';
import { FundingKind } from './funding.js';
import { id } from './id.js';
import { Money } from './money.js';
import { City } from './store.js';
import { Timestamp } from './time.js';

/** A text in the languages it was written in; Chinese is needed. */
const Words = z.strictObject({ 'zh-CN': z.string().check(z.minLength(1), z.maxLength(200)), 'zh-HK': z.optional(z.string().check(z.maxLength(200))), en: z.optional(z.string().check(z.maxLength(200))) });

const Count = z.int().check(z.minimum(1), z.maximum(1_000_000_000));
const Percent = z.int().check(z.minimum(1), z.maximum(99));

const FileFace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount_off'), off: Money, threshold: Money }),
  z.strictObject({ kind: z.literal('percent_off'), percent: Percent, cap: z.nullable(Money), threshold: Money }),
  z.strictObject({ kind: z.literal('exchange'), item: Words }),
  z.strictObject({ kind: z.literal('gift'), item: Words }),
]);

/**
 * A limit on claims: at most `most` coupons, counted for each user, for each identity document (all accounts of one person together) or
 * for the whole campaign; over all time, the present round or the present day (Asia/Shanghai); of this campaign, or of all tiers of its
 * programme together.
 */
export const ClaimLimit = z.strictObject({
  each: z.enum(['user', 'person', 'campaign']),
  within: z.enum(['ever', 'round', 'day']),
  over: z._default(z.enum(['campaign', 'programme']), 'campaign'),
  most: Count,
});
export type ClaimLimit = z.infer<typeof ClaimLimit>;

/** Everything a campaign is, as its operator writes it down: data alone, so that a city's published rules need no code. */
export const CampaignRules = z.strictObject({
  id: z.optional(id('cmp')),
  title: Words,
  face: FileFace,
  category: Category,
  issuer: z.strictObject({ kind: Issuer.shape.kind, name: Words }),
  /** GB/T 2260 code of the city whose stores take it; null for every city. */
  city: z._default(z.nullable(City.shape.code), null),
  /** Every store, every store of the category, or the stores listed; always of the city. */
  stores: z._default(z.union([z.enum(['any', 'category']), z.array(id('str')).check(z.minLength(1), z.maxLength(100_000))]), 'any'),
  /** `first_come`: claimed; `lottery`: entered and drawn at `drawsAt`; `grant`: only given, by partners, prizes and streaks; nobody sees it listed. */
  mode: z._default(z.enum(['first_come', 'lottery', 'grant']), 'first_come'),
  opensAt: Timestamp,
  endsAt: Timestamp,
  drawsAt: z.optional(Timestamp),
  /** Coupons there are at `opensAt`; each of the `rounds` adds its own. */
  stock: z.int().check(z.minimum(0), z.maximum(1_000_000_000)),
  /** More is released at `at` and, with `everyHours`, again and again after that until the campaign ends. */
  rounds: z._default(z.nullable(z.strictObject({ title: Words, at: Timestamp, everyHours: z.nullable(z.int().check(z.minimum(1), z.maximum(8784))), stock: Count })), null),
  /** The most all coupons may take off together. Each claim sets its best saving aside. */
  budget: z._default(z.nullable(Money), null),
  /** Coupons one user may have of it. */
  allowed: z._default(z.int().check(z.minimum(1), z.maximum(100)), 1),
  limits: z._default(z.array(ClaimLimit).check(z.maxLength(8)), []),
  /** Who may claim: nobody more than these. `segment` is a list of users imported under that name. */
  audience: z._default(z.strictObject({
    step: z.optional(ClaimStep),
    newWithinDays: z.optional(z.int().check(z.minimum(1), z.maximum(3650))),
    segment: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9_]{1,40}$/))),
  }), {}),
  /** The user has to be within so many metres of here when claiming. */
  area: z._default(z.nullable(z.strictObject({ name: Words, latitude: z.number().check(z.minimum(-90), z.maximum(90)), longitude: z.number().check(z.minimum(-180), z.maximum(180)), radiusMeters: z.int().check(z.minimum(50), z.maximum(500_000)) })), null),
  validity: Validity,
  /** ISO weekdays (1 is Monday) and hours of the day it can be used on; null for all. */
  weekdays: z._default(z.nullable(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7))), null),
  hours: z._default(z.nullable(z.array(Hours).check(z.minLength(1), z.maxLength(2))), null),
  payWith: z._default(z.nullable(z.array(FundingKind).check(z.minLength(1))), null),
  /** Presented at the till by the user's pay code, or by scanning the store's code. */
  presentedBy: z._default(z.enum(['any', 'pay_code', 'merchant_code']), 'any'),
  /** What else may come off the same payment: `points`, or `none`. One coupon a payment is a rule of the house. */
  stacksWith: z._default(z.enum(['points', 'none']), 'points'),
  refund: z._default(z.strictObject({ full: RefundPolicy, partial: z.enum(['allowed', 'refused']) }), { full: 'return_once', partial: 'allowed' }),
  /** Who pays for the discount, in percentages that sum to 100; empty means the issuer alone. */
  funders: z._default(z.array(z.strictObject({ kind: Issuer.shape.kind, name: Words, percent: z.int().check(z.minimum(1), z.maximum(100)) })).check(z.maxLength(5)), []),
  /** Trips when more than `factor` times `perMinute` coupons go out within a minute: the campaign pauses and somebody is told. */
  fuse: z._default(z.nullable(z.strictObject({ perMinute: Count, factor: z.int().check(z.minimum(1), z.maximum(100)) })), null),
  /** Coupons carry codes from an imported list instead of ours; the import is what fills the stock. */
  importedCodes: z._default(z.boolean(), false),
  /** Hours before the end of a coupon when its user is reminded. */
  remindHours: z._default(z.int().check(z.minimum(1), z.maximum(720)), 72),
  rules: z._default(z.array(Words).check(z.maxLength(30)), []),
  rank: z._default(z.int().check(z.minimum(0), z.maximum(1_000_000)), 1000),
  /** What one coupon saves at best, for sorting and for the budget; needed for exchange and gift, computed otherwise. */
  worth: z.optional(Money),
});
export type CampaignRules = z.infer<typeof CampaignRules>;

/** What an operator's file holds: campaigns, and the programme they are the tiers of. */
export const CampaignFile = z.strictObject({
  programme: z._default(z.nullable(z.strictObject({ id: z.optional(id('prg')), title: Words, city: z.nullable(City.shape.code) })), null),
  campaigns: z.array(CampaignRules).check(z.minLength(1), z.maxLength(100)),
});
export type CampaignFile = z.infer<typeof CampaignFile>;
