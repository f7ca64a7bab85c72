import type { ClaimStep, Standing } from '@tessera/contract';
import type { Checked } from './conditions.js';
import { isOver } from './conditions.js';
import type { Offer } from './offer.js';

/** What a user has of a campaign already. */
export interface Holding {
  /** The coupon to go and use: an unused one before a used one, the newest first. */
  readonly couponId: string | null;
  readonly unused: boolean;
  /** Where the user is in its draw, null for nowhere. */
  readonly entry: 'entered' | 'won' | 'lost' | null;
}

const steps: readonly string[] = ['open_wallet', 'add_card', 'verify_identity'] satisfies ClaimStep[];

/**
 * Where a user stands with a campaign, from the conditions that a claim (or an entry) of it is judged by: claimable or enterable exactly
 * when all of them are met. Of several that are not, the one is shown that helps: nobody is sent to open a wallet for what is gone.
 */
export function standingOf(offer: Offer, checked: readonly Checked[], { couponId, unused, entry }: Holding, now: Date): Standing {
  const unmet = new Map(checked.filter(({ met }) => met === false).map((condition) => [condition.kind, condition]));
  const has = (kind: Checked['kind']) => unmet.get(kind);
  if (entry === 'won' || entry === 'lost') return { state: 'drawn', won: entry === 'won' };
  if (entry === 'entered' && offer.draws_at !== null && !isOver(offer, now)) return { state: 'entered', drawsAt: offer.draws_at.toISOString() };
  if (couponId !== null && (has('running') ?? has('user_limit') ?? has('stock')) !== undefined) return { state: 'claimed', couponId };
  if (couponId !== null && unused && has('period_limit') !== undefined) return { state: 'claimed', couponId };
  const running = has('running');
  if (running !== undefined) return { state: running.code === 'campaign_paused' ? 'paused' : 'over' };
  const stock = has('stock');
  if (stock !== undefined) return { state: 'sold_out', reopensAt: stock.again?.toISOString() ?? null };
  if (has('new_users_only')) return { state: 'not_eligible', reason: 'new_users_only' };
  if (has('invited_only')) return { state: 'not_eligible', reason: 'invited_only' };
  const step = checked.find(({ kind, met }) => met === false && steps.includes(kind));
  if (step !== undefined) return { state: 'locked', step: step.kind as ClaimStep };
  if (has('user_limit') ?? has('person_limit')) return { state: 'not_eligible', reason: 'person_limit' };
  const period = has('period_limit');
  if (period !== undefined) return { state: 'period_limit', opensAt: period.again?.toISOString() ?? null };
  if (has('open')) return { state: 'upcoming', opensAt: offer.opens_at.toISOString() };
  if (offer.mode === 'lottery' && offer.draws_at !== null) return { state: 'enterable', drawsAt: offer.draws_at.toISOString() };
  return { state: 'claimable' };
}
