import * as z from 'zod/mini';
import { FundingKind, InstalmentPlan, SourceUnusable } from './funding.js';
import { id } from './id.js';
import { Money } from './money.js';

/** Why a coupon does not go with a payment. `not_combinable`: with the points or another discount; `not_best`: a better one does. */
export const CouponRefusal = z.enum(['used', 'locked', 'expired', 'not_yet', 'not_money', 'weekday', 'hour', 'store', 'threshold', 'source', 'recalled', 'not_combinable', 'not_best', 'not_wanted']);
export type CouponRefusal = z.infer<typeof CouponRefusal>;

/** Why a source cannot give this amount. */
export const SourceRefusal = z.enum([...SourceUnusable.options, 'insufficient_funds', 'over_limit']);
export type SourceRefusal = z.infer<typeof SourceRefusal>;

/** Why a payment waits for its user: it is over the amount or the daily count that goes without a PIN, over the day's limit for that, or its source always asks. */
export const ConfirmationReason = z.enum(['amount', 'count', 'daily_limit', 'source']);
export type ConfirmationReason = z.infer<typeof ConfirmationReason>;

/** Why no points go with a payment. `not_combinable`: its coupon goes with nothing else. */
export const PointsRefusal = z.enum(['not_wanted', 'not_combinable', 'too_few', 'amount_too_small']);
export type PointsRefusal = z.infer<typeof PointsRefusal>;

/** One discount that came off a payment. */
export const Discount = z.object({ kind: z.enum(['coupon', 'points']), title: z.string(), saved: Money });
export type Discount = z.infer<typeof Discount>;

/**
 * What a payment of `amount` would come to, and why: each coupon and source is there, with the reason when it does not
 * apply. `pay` plus all `discounts` is `amount`. `sourceId` is null when the source
 * asked for cannot give it or, with none asked for, when no source can.
 */
export const Quote = z.object({
  amount: Money,
  pay: Money,
  discounts: z.array(Discount),
  sourceId: z.nullable(id('src')),
  sources: z.array(z.object({ id: id('src'), kind: FundingKind, refusal: z.nullable(SourceRefusal) })),
  coupons: z.array(z.object({ id: id('cpn'), title: z.string(), saves: Money, refusal: z.nullable(CouponRefusal) })),
  points: z.object({
    spent: z.int(),
    saves: Money,
    refusal: z.nullable(PointsRefusal),
  }),
  /** What the chosen source offers for `pay`; `plan` is the one asked for. */
  instalments: z.array(InstalmentPlan),
  plan: z.nullable(InstalmentPlan),
  /** Null when the payment goes through at once. */
  confirmation: z.nullable(ConfirmationReason),
  pointsEarned: z.int(),
});
export type Quote = z.infer<typeof Quote>;
