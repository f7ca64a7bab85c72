import type { FundingKind, InstalmentPlan, Months } from '@tessera/contract';
import { monthsOf, offerOf } from '../channels/instalment-offers.js';
import type { InstalmentOffer } from '../channels/instalment-offers.js';
import { addMonths } from '../day.js';

const WHOLE = 10_000;

/**
 * `amount` fen spread over months by a kind of source, agreed on a day of Asia/Shanghai; null where it does not spread
 * this amount over these months. The first part is due a month later, on the same day of the month or its last.
 */
export function planFor(kind: FundingKind, amount: number, months: number, day: string): InstalmentPlan | null {
  const offer = offerOf(kind);
  const offered = offer === null || amount < offer.from ? undefined : monthsOf(offer).find((each) => each === months);
  return offer === null || offered === undefined ? null : spread(offer, amount, offered, day);
}

/** Every plan a kind of source offers for an amount, the shortest first. */
export function plansFor(kind: FundingKind, amount: number, day: string): InstalmentPlan[] {
  const offer = offerOf(kind);
  return offer === null || amount < offer.from ? [] : monthsOf(offer).map((months) => spread(offer, amount, months, day));
}

/** The plan of an offer, whatever its least amount. */
export function spread(offer: InstalmentOffer, amount: number, months: Months, day: string): InstalmentPlan {
  const principals = splitEvenly(amount, months);
  const owed = principals.map((_principal, index) => principals.slice(index).reduce((sum, part) => sum + part, 0));
  const fees = feesOf(offer, amount, months, owed);
  const fee = fees.reduce((sum, part) => sum + part, 0);
  return {
    months, fee: money(fee), total: money(amount + fee), annualRateBasisPoints: annualRate(fee, owed),
    schedule: principals.map((principal, index) => ({
      number: index + 1, dueOn: addMonths(day, index + 1), principal: money(principal), fee: money(fees[index] ?? 0), amount: money(principal + (fees[index] ?? 0)),
    })),
  };
}

/** Whole parts that sum to `total` and differ by one at most; the larger ones come first. */
export function splitEvenly(total: number, parts: number): number[] {
  const least = Math.floor(total / parts);
  const larger = total - least * parts;
  return Array.from({ length: parts }, (_part, index) => least + (index < larger ? 1 : 0));
}

/** The fee of each month: a fee of the sum in even parts, or a month's interest on what is owed before the month's part is paid. */
function feesOf({ cost }: InstalmentOffer, amount: number, months: Months, owed: readonly number[]): number[] {
  if (cost.kind === 'of_sum') return splitEvenly(rounded(amount * (cost.rates.get(months) ?? 0), WHOLE), months);
  return owed.map((sum) => rounded(sum * cost.rate, 12 * WHOLE));
}

/**
 * The yearly rate by simple interest on the falling principal (permitted by PBOC notice 2021 No. 3 beside the internal
 * rate of return): all fees over the sum of what is owed in each month, times twelve.
 */
const annualRate = (fee: number, owed: readonly number[]): number => rounded(fee * 12 * WHOLE, owed.reduce((sum, part) => sum + part, 0));

/** The quotient of whole numbers, rounded half up. */
const rounded = (dividend: number, divisor: number): number => Math.floor((2 * dividend + divisor) / (2 * divisor));

const money = (amount: number) => ({ amount, currency: 'CNY' as const });
