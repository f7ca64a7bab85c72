import type { CampaignRules } from '@tessera/contract';

/**
 * Whole fen for each funder of a discount, by their percentages (which sum to 100), in their order; they sum to the amount. What is left
 * over when all are rounded down goes a fen at a time to the largest remainders, the first of equals first.
 */
export function splitAmongFunders(amount: number, funders: readonly Pick<CampaignRules['funders'][number], 'percent'>[]): number[] {
  const parts = funders.map(({ percent }, place) => ({ place, fen: Math.floor(amount / 100) * percent + Math.floor(((amount % 100) * percent) / 100), remainder: ((amount % 100) * percent) % 100 }));
  const left = amount - parts.reduce((sum, { fen }) => sum + fen, 0);
  const favoured = new Set(parts.toSorted((a, b) => b.remainder - a.remainder || a.place - b.place).slice(0, left).map(({ place }) => place));
  return parts.map(({ place, fen }) => (favoured.has(place) ? fen + 1 : fen));
}
