/**
 * What points are worth and how they are earned, the one rule of this gateway: 1,000 points are ¥1; they are spent in
 * whole hundreds, at most 5,000 (¥5) and at most a tenth of what is left after the coupon, per payment; each whole yuan
 * that a source pays earns 1 point.
 */
export const pointsRule = { perFen: 10, step: 100, maxPerPayment: 5000, maxPercent: 10, fenPerEarned: 100 } as const;

export interface PointsQuote { readonly points: number; readonly saved: number }

/** The points to spend on `due` fen with `available` points, and the fen they save. Without `due`: the most that any payment could spend. */
export function quotePoints(available: number, due?: number): PointsQuote {
  const { perFen, step, maxPerPayment, maxPercent } = pointsRule;
  const most = due === undefined ? maxPerPayment : Math.min(maxPerPayment, Math.floor((due * maxPercent) / 100) * perFen);
  const points = Math.max(0, Math.floor(Math.min(available, most) / step) * step);
  return { points, saved: points / perFen };
}

/** Points for what a source paid, in fen. */
export const earnedFor = (paid: number): number => Math.floor(paid / pointsRule.fenPerEarned);
