import type { ProblemCode, Standing, Validity } from '@tessera/contract';
import type { CampaignAudience, CampaignState } from './tables.js';

/** What a campaign's standing depends on. */
export interface Offer {
  readonly state: CampaignState;
  readonly opens_at: Date;
  readonly ends_at: Date;
  readonly reopens_at: Date | null;
  readonly validity: Validity;
  readonly allowed: number;
  readonly audience: CampaignAudience;
  readonly remaining: number;
}

/** What one user has claimed of it, and which steps the user has taken. */
export interface Claims {
  readonly claimed: number;
  /** The coupon to go and use: an unused one before a used one, the newest first. */
  readonly couponId: string | null;
  readonly steps: ReadonlySet<CampaignAudience>;
}

/** Where a user stands with a campaign. Showing and claiming both ask here, so what is shown as claimable can be claimed. */
export function standingOf(offer: Offer, user: Claims, now: Date): Standing {
  const { couponId } = user;
  const givenUp = offer.remaining <= 0 || isOver(offer, now);
  if (couponId !== null && (user.claimed >= offer.allowed || givenUp)) return { state: 'claimed', couponId };
  if (isOver(offer, now)) return { state: 'over' };
  if (offer.remaining <= 0) {
    const reopens = offer.reopens_at !== null && offer.reopens_at > now ? offer.reopens_at.toISOString() : null;
    return { state: 'sold_out', reopensAt: reopens };
  }
  if (offer.audience !== 'all' && !user.steps.has(offer.audience)) return { state: 'locked', step: offer.audience };
  if (offer.opens_at > now) return { state: 'upcoming', opensAt: offer.opens_at.toISOString() };
  return { state: 'claimable' };
}

/** Why a claim is refused, or null when it may go on to the stock. */
export function refusalOf(offer: Offer, user: Claims, now: Date): { code: ProblemCode; detail: string } | null {
  if (user.claimed >= offer.allowed) {
    return { code: 'limit_reached', detail: `This user has claimed ${user.claimed} of ${offer.allowed} allowed.` };
  }
  if (isOver(offer, now)) return { code: 'campaign_over', detail: 'The campaign has ended. Reload the list to see what can be claimed now.' };
  const standing = standingOf(offer, user, now);
  switch (standing.state) {
    case 'claimed':
    case 'sold_out': return { code: 'sold_out', detail: 'No coupon of this campaign is left.' };
    case 'locked': return { code: 'not_eligible', detail: `The user must take the step ${standing.step} first.` };
    case 'upcoming': return { code: 'not_started', detail: `The campaign opens at ${standing.opensAt}.` };
    default: return null;
  }
}

/** Over once it has ended, was disabled, or could only give coupons that nobody could use any more. */
const isOver = (offer: Offer, now: Date): boolean =>
  offer.state !== 'active' || offer.ends_at <= now || (offer.validity.kind === 'fixed' && new Date(offer.validity.to) <= now);
