import type { ClaimStep, Condition, Position, ProblemCode } from '@tessera/contract';
import { ofLimits, ofStock } from './allowance.js';
import { isInside } from './area.js';
import type { Counter } from './limits.js';
import type { Offer } from './offer.js';
import type { Counts } from './tally.js';

/** What the rules ask of one user. */
export interface Claimant {
  /** Coupons of this campaign the user has or had. */
  readonly claimed: number;
  /** The steps the user has taken; a proven identity is one. */
  readonly steps: ReadonlySet<ClaimStep>;
  readonly registeredAt: Date | null;
  /** On the list of users the campaign is for. */
  readonly invited: boolean;
  /** Another account of the same person is in the campaign's draw. */
  readonly entered?: boolean;
  /** What one more coupon would count towards. */
  readonly counters: readonly Counter[];
}

/**
 * Who hands out: the user's own claim, a platform, a prize or streak, a draw, or the entry to one. A prize and a draw ask nobody who they
 * are or where, since that was asked before.
 */
export type Giver = 'claim' | 'platform' | 'reward' | 'draw' | 'entry';

/** One condition, and what is said when it is not met. */
export interface Checked extends Condition {
  readonly code: ProblemCode;
  readonly detail: string;
  /** When it may be met by waiting: the next day, round or opening. */
  readonly again?: Date | null;
}

const DAY_MS = 86_400_000;

/**
 * The one rule: everything a coupon of this campaign depends on for this user, in the order in which it is asked. Lists, details, claims,
 * grants and entries all ask here, so that what is shown as claimable is given.
 */
export function conditionsOf(offer: Offer, user: Claimant, counts: Counts, { now, by, position }: { now: Date; by: Giver; position?: Position | undefined }): Checked[] {
  const checked = [...ofTime(offer, now, by)];
  if (by !== 'reward' && by !== 'draw') checked.push(...ofAudience(offer, user, now, by));
  checked.push(...ofLimits(offer, user, counts));
  if (by !== 'entry') checked.push(ofStock(offer, user, counts, now));
  if (offer.area !== null && by !== 'reward' && by !== 'draw') checked.push(ofArea(offer.area, position));
  return checked;
}

/** The first condition that keeps the user from the coupon, or null. `unknown` says what a condition counts as that cannot be judged yet. */
export const firstUnmet = (checked: readonly Checked[], unknown: 'met' | 'unmet'): Checked | null =>
  checked.find(({ met }) => met === false || (met === null && unknown === 'unmet')) ?? null;

/** Over once it has ended, was disabled, or could only give coupons that nobody could use any more. */
export const isOver = ({ state, ends_at, validity }: Pick<Offer, 'state' | 'ends_at' | 'validity'>, now: Date): boolean =>
  (state !== 'active' && state !== 'paused') || ends_at <= now || (validity.kind === 'fixed' && new Date(validity.to) <= now);

function ofTime(offer: Offer, now: Date, by: Giver): Checked[] {
  const closed = by === 'entry' && offer.draws_at !== null && offer.draws_at <= now;
  const over = isOver(offer, now) || closed;
  const opens = offer.opens_at.toISOString();
  return [
    over || offer.state === 'active'
      ? { kind: 'running', met: !over, code: 'campaign_over', detail: 'The campaign has ended. Reload the list to see what can be claimed now.' }
      : { kind: 'running', met: false, code: 'campaign_paused', detail: 'The campaign is paused: nothing is given until it goes on.' },
    { kind: 'open', met: offer.opens_at <= now, code: 'not_started', detail: `The campaign opens at ${opens}.`, again: offer.opens_at },
  ];
}

function ofAudience(offer: Offer, user: Claimant, now: Date, by: Giver): Checked[] {
  const checked: Checked[] = [];
  const { new_within_days: days, segment, audience, mode, limits } = offer;
  if (days !== null) {
    const met = user.registeredAt !== null && user.registeredAt.getTime() > now.getTime() - days * DAY_MS;
    checked.push({ kind: 'new_users_only', met, code: 'not_eligible', detail: `The campaign is for users who registered within the last ${days} days.` });
  }
  if (segment !== null || (mode === 'grant' && by !== 'platform')) {
    checked.push({ kind: 'invited_only', met: mode === 'grant' && by !== 'platform' ? false : user.invited, code: 'not_eligible', detail: 'The campaign is for users who were chosen for it.' });
  }
  for (const step of ['open_wallet', 'add_card'] as const) {
    if (audience === step) checked.push({ kind: step, met: user.steps.has(step), code: 'not_eligible', detail: `The user must take the step ${step} first.` });
  }
  if (audience === 'verify_identity' || limits?.some((limit) => limit.each === 'person') === true) {
    checked.push({ kind: 'verify_identity', met: user.steps.has('verify_identity'), code: 'identity_needed', detail: 'The bank must have proven who the user is: coupons are counted for each person.' });
  }
  return checked;
}

function ofArea(area: Offer['area'] & {}, position: Position | undefined): Checked {
  if (position === undefined) return { kind: 'area', met: null, code: 'position_needed', detail: 'Say where the user is: send `position` with the claim. It is judged and not kept.' };
  return { kind: 'area', met: isInside(area, position), code: 'outside_area', detail: `The user is more than ${area.radiusMeters} metres from where the campaign is.` };
}
