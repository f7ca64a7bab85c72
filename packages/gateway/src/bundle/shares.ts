import { findBenefit } from '../right/right.js';
import type { BenefitCode } from '../right/right.js';
import type { BundleEntry } from './catalogue.js';

/** One benefit of a month with its part of the money, in fen. */
export interface MonthItem { readonly benefit: BenefitCode; readonly fen: number }

type Split = { readonly paid: number; readonly months: number };

/** What a month that has not come is worth: an equal share. What does not divide stays with the first month, which comes at once, so with the house. */
export const monthShare = ({ paid, months }: Split): number => Math.floor(paid / months);

/** What cancelling gives back after so many months. */
export const refundableAfter = (of: Split, received: number): number => monthShare(of) * (of.months - received);

/** The benefits of a month (from 1), each with its part of that month's money in proportion to its worth. They sum to the month, to the fen. */
export function itemsOf(bundle: BundleEntry, of: Split, month: number): MonthItem[] {
  const total = month === 1 ? of.paid - refundableAfter(of, 1) : monthShare(of);
  const items = bundle.items.flatMap(({ benefit, count }) => Array.from({ length: count }, () => ({ benefit, worth: findBenefit(benefit)?.worth ?? 0 })));
  const worth = items.reduce((sum, item) => sum + item.worth, 0);
  const parts = items.map((item) => Math.floor((total * item.worth) / worth));
  const rest = total - parts.reduce((sum, part) => sum + part, 0);
  return items.map(({ benefit }, place) => ({ benefit, fen: (parts[place] ?? 0) + (place < rest ? 1 : 0) }));
}

/** What everything in a bundle costs bought singly, over all months. */
export const worthOf = (bundle: BundleEntry): number =>
  bundle.months * bundle.items.reduce((sum, { benefit, count }) => sum + count * (findBenefit(benefit)?.worth ?? 0), 0);
