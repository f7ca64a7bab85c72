import type { Position } from '@tessera/contract';
import type { Services } from '../context.js';
import { problem, type ProblemError } from '../problem.js';
import { claimsOf } from './claims.js';
import { firstUnmet } from './conditions.js';
import { readOffers, type Offered } from './offer.js';

/**
 * Whether a user may enter a campaign's draw: everything that a claim is judged by but the stock. Gives the campaign, or why not; throws
 * Overtaken when another one opened its round.
 */
export async function judgeEntry(ctx: Pick<Services, 'db' | 'clock'>, userId: string, campaignId: string, position: Position | undefined, now: Date): Promise<Offered | ProblemError> {
  const offer = (await readOffers(ctx, [{ campaignId }], now)).get(campaignId);
  if (offer === undefined) return problem('not_found', 'There is no such campaign.');
  if (offer.mode !== 'lottery') return problem('not_drawn', 'The coupons of this campaign are claimed, not drawn.');
  const { conditions } = (await claimsOf(ctx, userId, [offer], now, position))(campaignId);
  const unmet = firstUnmet(conditions, 'unmet');
  return unmet === null ? offer : problem(unmet.code, unmet.detail);
}
