import type { CouponRefusal, PointsRefusal } from '@tessera/contract';
import type { UsableCoupon } from '../coupon/coupon.js';
import { pointsRule, quotePoints } from './points.js';
import type { PointsQuote } from './points.js';

/** What a combination is chosen from: a payment of `amount` fen, its user's judged coupons, and the points to spend. */
export interface Choice {
  readonly amount: number;
  readonly coupons: readonly UsableCoupon[];
  /** `auto` for the best, `none`, or one coupon's id. */
  readonly coupon: string;
  readonly points: boolean;
  readonly available: number;
}

export interface JudgedCoupon { readonly coupon: UsableCoupon; readonly refusal: CouponRefusal | null }

/** What comes off a payment and why nothing else does. `pay` plus the coupon's saving plus the points' is the amount. */
export interface Discounts {
  readonly coupon: UsableCoupon | null;
  readonly points: PointsQuote;
  readonly pay: number;
  readonly couponsJudged: readonly JudgedCoupon[];
  readonly pointsRefusal: PointsRefusal | null;
}

interface Combination { readonly coupon: UsableCoupon | null; readonly points: PointsQuote; readonly pay: number }

const NO_POINTS: PointsQuote = { points: 0, saved: 0 };

/**
 * The combination that leaves least to pay; of equal ones the one that spends fewer points, then the one whose coupon
 * ends sooner. A coupon asked for by its id is taken when it can be used at all. The order of `coupons` plays no part.
 */
export function combine(choice: Choice): Discounts {
  const usable = choice.coupons.filter((coupon) => coupon.refusal === null && isAsked(choice, coupon));
  const named = choice.coupon !== 'auto' && usable.length > 0;
  const candidates = named ? usable : [...usable, null];
  const best = candidates.map((coupon) => combinationOf(choice, coupon)).reduce((a, b) => (better(b, a) ? b : a));
  return {
    ...best,
    couponsJudged: choice.coupons.map((coupon) => ({ coupon, refusal: refusalOf(choice, best, coupon) })),
    pointsRefusal: pointsRefusalOf(choice, best),
  };
}

const isAsked = ({ coupon: asked }: Choice, coupon: UsableCoupon) => asked === 'auto' || asked === coupon.id;

function combinationOf({ amount, points: wanted, available }: Choice, coupon: UsableCoupon | null): Combination {
  const due = amount - (coupon?.saving ?? 0);
  const points = wanted && coupon?.alone !== true ? quotePoints(available, due) : NO_POINTS;
  return { coupon, points, pay: due - points.saved };
}

function better(a: Combination, b: Combination): boolean {
  if (a.pay !== b.pay) return a.pay < b.pay;
  if (a.points.points !== b.points.points) return a.points.points < b.points.points;
  if (a.coupon === null || b.coupon === null) return a.coupon !== null;
  const sooner = a.coupon.validTo.getTime() - b.coupon.validTo.getTime();
  return sooner === 0 ? a.coupon.id < b.coupon.id : sooner < 0;
}

/** A coupon that would have saved more by itself lost because it goes with nothing else. */
function refusalOf(choice: Choice, best: Combination, coupon: UsableCoupon): CouponRefusal | null {
  if (coupon.id === best.coupon?.id) return null;
  if (coupon.refusal !== null) return coupon.refusal;
  if (!isAsked(choice, coupon)) return 'not_wanted';
  return coupon.alone && coupon.saving > (best.coupon?.saving ?? 0) ? 'not_combinable' : 'not_best';
}

function pointsRefusalOf({ points: wanted, available }: Choice, { coupon, points }: Combination): PointsRefusal | null {
  if (!wanted) return 'not_wanted';
  if (points.points > 0) return null;
  if (coupon?.alone === true) return 'not_combinable';
  return available < pointsRule.step ? 'too_few' : 'amount_too_small';
}
