import type { FundingKind, FundingSource, Months } from '@tessera/contract';

/** What spreading a payment costs: a rate of the sum for the whole plan, or a yearly rate on what is still owed. In basis points. */
export type Cost = { readonly kind: 'of_sum'; readonly rates: ReadonlyMap<Months, number> } | { readonly kind: 'yearly'; readonly rate: number; readonly months: readonly Months[] };

/** The smallest payment in fen that a source spreads, and for what. */
export interface InstalmentOffer { readonly from: number; readonly cost: Cost }

/** This gateway's own price list, no bank's: the life card takes a fee of the sum, the quick loan interest on the falling principal. */
const offers: Readonly<Partial<Record<FundingKind, InstalmentOffer>>> = {
  life_card: { from: 30_000, cost: { kind: 'of_sum', rates: new Map([[3, 195], [6, 360], [12, 660], [24, 1320]]) } },
  quick_loan: { from: 10_000, cost: { kind: 'yearly', rate: 435, months: [3, 6, 12] } },
};

/** What a kind of source offers, or null when it spreads nothing. */
export const offerOf = (kind: FundingKind): InstalmentOffer | null => offers[kind] ?? null;

/** The months an offer has, fewest first. */
export const monthsOf = ({ cost }: InstalmentOffer): readonly Months[] => (cost.kind === 'of_sum' ? [...cost.rates.keys()] : cost.months);

/**
 * An offer as sources show it. A yearly rate is told as its part of the sum: of equal principals half is owed on average,
 * and one month's more, so it is the rate for (months + 1) / 2 months.
 */
export function showOffer(kind: FundingKind): FundingSource['instalments'] {
  const offer = offerOf(kind);
  if (offer === null) return null;
  const { from, cost } = offer;
  return {
    from: { amount: from, currency: 'CNY' },
    rates: monthsOf(offer).map((months) => ({
      months, feeBasisPoints: cost.kind === 'of_sum' ? cost.rates.get(months) ?? 0 : Math.round((cost.rate * (months + 1)) / 24),
    })),
  };
}
