import type { FundingSource, InstalmentPlan, Months } from '@tessera/contract';
import { dayOf } from './fixture-clock.js';

/** What the quick loan asks a year, in basis points; the other sources charge a share of the sum. */
export const LOAN_RATE = 435;

const fen = (amount: number) => ({ amount, currency: 'CNY' as const });

/** The same day `months` later, or the last of that month. */
const monthsAfter = (now: number, months: number): string => {
  const [year = 0, month = 1, day = 1] = dayOf(now).split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
};

/** `sum` in `count` parts that differ by a fen at most, the larger ones first. */
const shares = (sum: number, count: number): number[] => Array.from({ length: count }, (_, index) => Math.floor((sum + count - 1 - index) / count));

/** How a source spreads `amount` fen over months, first due a month from `now`: for a fee of the sum, or as the quick loan does. */
export const planFixture = (now: number, amount: number, months: Months, feeBasisPoints?: number): InstalmentPlan => {
  const principals = shares(amount, months);
  const left = (index: number) => principals.slice(index).reduce((sum, part) => sum + part, 0);
  const fees = feeBasisPoints
    ? shares(Math.round((amount * feeBasisPoints) / 10_000), months)
    : principals.map((_, index) => Math.round((left(index) * LOAN_RATE) / 120_000));
  const fee = fees.reduce((sum, part) => sum + part, 0);
  return {
    months, fee: fen(fee), total: fen(amount + fee),
    annualRateBasisPoints: feeBasisPoints ? Math.round((feeBasisPoints * 24) / (months + 1)) : LOAN_RATE,
    schedule: principals.map((principal, index) => ({ number: index + 1, dueOn: monthsAfter(now, index + 1), principal: fen(principal), fee: fen(fees[index] ?? 0), amount: fen(principal + (fees[index] ?? 0)) })),
  };
};

/** All plans a source offers for `amount` fen. */
export const plansOf = (now: number, amount: number, source: FundingSource | undefined): InstalmentPlan[] =>
  source?.instalments && amount >= source.instalments.from.amount
    ? source.instalments.rates.map(({ months, feeBasisPoints }) => planFixture(now, amount, months, source.kind === 'quick_loan' ? undefined : feeBasisPoints)) : [];
