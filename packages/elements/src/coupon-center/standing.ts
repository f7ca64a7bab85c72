import type { Campaign } from '@tessera/contract';

/** Where a campaign stands at this moment: what was upcoming or sold out opens by itself when its time comes. */
export type Phase = Campaign['standing']['state'];

/**
 * The standing the gateway named, moved on by its clock: a button arms the second its round opens, without asking again.
 * A coupon already claimed and a place already taken stay what they are after the campaign ends.
 */
export function phaseOf(campaign: Campaign, now: number): Phase {
  const { standing, endsAt, lottery } = campaign;
  const { state } = standing;
  if (state === 'claimed' || state === 'entered' || state === 'drawn') return state;
  if (Date.parse(endsAt) <= now || (state === 'enterable' && Date.parse(standing.drawsAt) <= now)) return 'over';
  const opens = opensAt(campaign);
  return opens !== null && Date.parse(opens) <= now ? (lottery ? 'enterable' : 'claimable') : state;
}

/** The moment a campaign's button next changes by itself, null when it does not. */
export const opensAt = ({ standing }: Campaign): string | null =>
  'opensAt' in standing ? standing.opensAt : 'reopensAt' in standing ? standing.reopensAt : null;

/** Whether one tap can have a coupon, or a place in its draw. */
export const isOpen = (phase: Phase): boolean => phase === 'claimable' || phase === 'enterable';

/** The campaign whose round comes next. */
export function nextRound(campaigns: readonly Campaign[], now: number): Campaign | undefined {
  const when = ({ round }: Campaign): number => (round ? Date.parse(round.opensAt) : Infinity);
  return campaigns
    .filter((campaign) => campaign.standing.state === 'upcoming' && when(campaign) > now && when(campaign) < Infinity)
    .sort((one, other) => when(one) - when(other))[0];
}

/** What one tap on the button for all would claim, as many as one request names: no draws, and nothing that asks where the user is. */
export const plain = (campaigns: readonly Campaign[], now: number): Campaign[] =>
  campaigns.slice(0, 100).filter((one) => !one.area && phaseOf(one, now) === 'claimable').slice(0, 20);

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
