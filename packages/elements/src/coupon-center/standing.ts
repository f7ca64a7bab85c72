import type { Campaign } from '@tessera/contract';

/** Where a campaign stands at this moment: what was upcoming or sold out opens by itself when its time comes. */
export type Phase = Campaign['standing']['state'];

/**
 * The standing the gateway named, moved on by its clock: a button arms the second its round opens, without asking again.
 * A coupon already claimed stays claimed after its campaign ends.
 */
export function phaseOf({ standing, endsAt }: Campaign, now: number): Phase {
  if (standing.state === 'claimed') return 'claimed';
  if (Date.parse(endsAt) <= now) return 'over';
  const opens = standing.state === 'upcoming' ? standing.opensAt : standing.state === 'sold_out' ? standing.reopensAt : null;
  return opens !== null && Date.parse(opens) <= now ? 'claimable' : standing.state;
}

/** The moment a campaign's button next changes by itself, null when it does not. */
export const opensAt = ({ standing }: Campaign): string | null =>
  standing.state === 'upcoming' ? standing.opensAt : standing.state === 'sold_out' ? standing.reopensAt : null;

/** The campaign whose round comes next. */
export function nextRound(campaigns: readonly Campaign[], now: number): Campaign | undefined {
  const when = ({ round }: Campaign): number => (round ? Date.parse(round.opensAt) : Infinity);
  return campaigns
    .filter((campaign) => campaign.standing.state === 'upcoming' && when(campaign) > now && when(campaign) < Infinity)
    .sort((one, other) => when(one) - when(other))[0];
}

/** The share of stock left that is worth a bar: under half, and only where it can still be had. Null otherwise. */
export function scarcity({ stock }: Campaign, phase: Phase): number | null {
  if ((phase !== 'claimable' && phase !== 'locked') || stock.total <= 0) return null;
  const share = Math.max(0, stock.remaining) / stock.total;
  return share > 0 && share < 0.5 ? share : null;
}

/** A campaign after this user claimed it. */
export const afterClaim = (campaign: Campaign, couponId: string): Campaign => ({
  ...campaign,
  claimed: campaign.claimed + 1,
  stock: { ...campaign.stock, remaining: Math.max(0, campaign.stock.remaining - 1) },
  standing: { state: 'claimed', couponId },
});
