import type { Output, Row } from '@tessera/contract';
import { readSources } from '../channels/sources.js';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { usableCoupons } from '../coupon/coupon.js';
import { balance } from '../ledger/ledger.js';
import { text } from '../locale.js';
import { pointsOf } from '../right/right.js';
import { quotePoints } from './points.js';

type Options = Row<'getPaymentOptions'>;

/** Most coupons shown with a pay code. */
const COUPONS = 20;

/** All a pay code can be shown with: sources as their banks report them now, coupons best first, points and what they are worth. */
export async function getPaymentOptions(ctx: Context): Promise<Output<Options>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const [sources, points] = await Promise.all([readSources(ctx, userId), balance(ctx, pointsOf(userId))]);
  const payWith = sources.filter(({ unusable }) => unusable === null).map(({ kind }) => kind);
  const coupons = await usableCoupons(ctx, { userId, payWith, presentedBy: 'pay_code', now });
  const quote = quotePoints(points.available);
  return {
    sources,
    coupons: coupons.filter((coupon) => coupon.refusal === null).slice(0, COUPONS).map((coupon) => ({
      id: coupon.id, title: text(ctx, coupon.title), saves: money(coupon.saving), threshold: money(coupon.threshold),
    })),
    points: { balance: points.balance, usable: quote.points, saves: money(quote.saved) },
  };
}

const money = (amount: number) => ({ amount, currency: 'CNY' as const });
