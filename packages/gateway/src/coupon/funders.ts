import type { CampaignRules } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { CampaignTable } from './tables.js';

/** One who pays for a part of a discount. Percentages sum to 100. */
export type Funder = Pick<CampaignRules['funders'][number], 'kind' | 'percent'>;

/** What one funder pays of a discount, in fen. */
export interface FunderShare {
  readonly kind: Funder['kind'];
  readonly amount: number;
}

/** Who pays for a campaign's discounts: its funders, or its issuer alone. */
export const fundersOf = ({ funder, funders }: Pick<Selectable<CampaignTable>, 'funder' | 'funders'>): readonly Funder[] =>
  funders === null || funders.length === 0 ? [{ kind: funder, percent: 100 }] : funders.map(({ kind, percent }) => ({ kind, percent }));

/** What each funder pays of a discount, in their order. */
export function sharesOf(saving: number, funders: readonly Funder[]): FunderShare[] {
  const parts = splitAmongFunders(saving, funders);
  return funders.map(({ kind }, place) => ({ kind, amount: parts[place] ?? 0 }));
}

/**
 * Whole fen for each funder of a discount, by their percentages (which sum to 100), in their order; they sum to the amount. What is left
 * over when all are rounded down goes a fen at a time to the largest remainders, the first of equals first.
 */
function splitAmongFunders(amount: number, funders: readonly Pick<CampaignRules['funders'][number], 'percent'>[]): number[] {
  const parts = funders.map(({ percent }, place) => ({ place, fen: Math.floor(amount / 100) * percent + Math.floor(((amount % 100) * percent) / 100), remainder: ((amount % 100) * percent) % 100 }));
  const left = amount - parts.reduce((sum, { fen }) => sum + fen, 0);
  const favoured = new Set(parts.toSorted((a, b) => b.remainder - a.remainder || a.place - b.place).slice(0, left).map(({ place }) => place));
  return parts.map(({ place, fen }) => (favoured.has(place) ? fen + 1 : fen));
}
