import type { Discount, FundingSource, Quote } from '@tessera/contract';
import { plansOf } from './plan.js';
import type { World } from './world.js';

/** What is asked of a quote, after defaults. */
export interface Asking {
  readonly amount: number;
  readonly sourceId?: string | undefined;
  readonly coupon?: string | undefined;
  readonly points?: boolean | undefined;
  readonly months?: number | null | undefined;
}

const fen = (amount: number) => ({ amount, currency: 'CNY' as const });

const judgeSource = (source: FundingSource, pay: number): Quote['sources'][number]['refusal'] => {
  if (source.unusable) return source.unusable;
  if (source.perPayment && pay > source.perPayment.amount) return 'over_limit';
  if (source.available && pay > source.available.amount) return source.kind === 'life_card' || source.kind === 'quick_loan' ? 'over_limit' : 'insufficient_funds';
  return null;
};

const confirmationOf = ({ verification: { withoutPin, limits } }: World, pay: number, source: FundingSource | undefined): Quote['confirmation'] => {
  if (source?.kind === 'quick_loan') return 'source';
  if (pay > withoutPin.amount.amount) return 'amount';
  if (withoutPin.left <= 0) return 'count';
  return limits.C.spent.amount + pay > limits.C.limit.amount ? 'daily_limit' : null;
};

/** The best coupon that fits, then points, then the first source that can give the rest; every other one with its reason. */
export const quoteOf = (world: World, now: number, { amount, sourceId, coupon = 'auto', points = false, months }: Asking): Quote => {
  const { options } = world;
  const fits = options.coupons.filter(({ threshold }) => amount >= threshold.amount).toSorted((a, b) => b.saves.amount - a.saves.amount);
  const chosen = coupon === 'none' ? undefined : coupon === 'auto' ? fits[0] : fits.find(({ id }) => id === coupon);
  const saved = Math.min(chosen?.saves.amount ?? 0, amount - 1);
  const enoughForPoints = amount - saved > options.points.saves.amount;
  const pointsRefusal = !points ? 'not_wanted' as const : options.points.usable === 0 ? 'too_few' as const : enoughForPoints ? null : 'amount_too_small' as const;
  const byPoints = pointsRefusal ? 0 : options.points.saves.amount;
  const pay = amount - saved - byPoints;

  const sources = options.sources.map((source) => ({ id: source.id, kind: source.kind, refusal: judgeSource(source, pay) }));
  const able = sources.find(({ id, refusal }) => !refusal && (!sourceId || id === sourceId));
  const source = options.sources.find(({ id }) => id === able?.id);
  const instalments = plansOf(now, pay, source);
  const discounts: Discount[] = [
    ...(chosen && saved > 0 ? [{ kind: 'coupon' as const, title: chosen.title, saved: fen(saved) }] : []),
    ...(byPoints > 0 ? [{ kind: 'points' as const, title: `${options.points.usable.toLocaleString('en')} 积分抵现`, saved: fen(byPoints) }] : []),
  ];
  return {
    amount: fen(amount), pay: fen(pay), discounts, sourceId: able?.id ?? null, sources,
    coupons: options.coupons.map(({ id, title, saves, threshold }) => ({
      id, title, saves,
      refusal: id === chosen?.id ? null : amount < threshold.amount ? 'threshold' as const : coupon === 'auto' ? 'not_best' as const : 'not_wanted' as const,
    })),
    points: { spent: byPoints > 0 ? options.points.usable : 0, saves: fen(byPoints), refusal: pointsRefusal },
    instalments, plan: instalments.find((plan) => plan.months === Number(months)) ?? null,
    confirmation: confirmationOf(world, pay, source), pointsEarned: Math.floor(pay / 100),
  };
};
