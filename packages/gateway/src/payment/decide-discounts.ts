import type { FundingKind } from '@tessera/contract';
import type { Context } from '../context.js';
import { usableCoupons } from '../coupon/coupon.js';
import { balance } from '../ledger/ledger.js';
import { pointsOf } from '../right/right.js';
import { combine } from './quote-combine.js';
import type { Discounts } from './quote-combine.js';

export type { Discounts } from './quote-combine.js';

/** A payment to be discounted: `coupon` is `auto`, `none` or an id; `without` are coupons that other payments took meanwhile. */
export interface Purchase {
  readonly userId: string;
  readonly storeId?: string | undefined;
  /** In fen. */
  readonly amount: number;
  readonly coupon: string;
  readonly points: boolean;
  readonly payWith?: readonly FundingKind[] | undefined;
  readonly presentedBy?: 'pay_code' | 'merchant_code' | undefined;
  readonly now: Date;
  readonly without?: readonly string[];
}

/**
 * The one rule for what comes off a payment, for quotes and charges alike. Reads the database alone, so that a charge
 * decides in its own transaction.
 */
export async function decideDiscounts(ctx: Pick<Context, 'db'>, { userId, storeId, amount, coupon, points, payWith, presentedBy, now, without = [] }: Purchase): Promise<Discounts> {
  const named = coupon === 'auto' || coupon === 'none' ? undefined : coupon;
  const judged = await usableCoupons(ctx, { userId, storeId, amount, payWith, presentedBy, now }, named);
  const coupons = judged.map((each) => (without.includes(each.id) ? { ...each, refusal: 'locked' as const } : each));
  const available = points ? (await balance(ctx, pointsOf(userId))).available : 0;
  return combine({ amount, coupons, coupon, points, available });
}
