import type { Validity } from '@tessera/contract';
import { addDays, dayOf, endOfDay, startOfDay } from '../day.js';

/** How a validity is kept: campaigns that were made before days could be counted otherwise say nothing of it, and count the claim day. */
export type StoredValidity =
  | Extract<Validity, { kind: 'fixed' }>
  | { readonly kind: 'relative'; readonly days: number; readonly claimDayCounts?: boolean; readonly waitDays?: number };

/** A validity with all that the contract says of one. */
export const showValidity = (stored: StoredValidity): Validity =>
  stored.kind === 'fixed' ? stored : { claimDayCounts: true, waitDays: 0, ...stored };

/**
 * When a coupon claimed at `claimedAt` is good: from the first until before the second. Days are Shanghai's. The claim day is day one
 * when it counts; else the days begin on the next one, or once `waitDays` more have passed.
 */
export function validityOf(stored: StoredValidity, claimedAt: Date): { from: Date; to: Date } {
  const validity = showValidity(stored);
  if (validity.kind === 'fixed') return { from: new Date(validity.from), to: new Date(validity.to) };
  const { days, claimDayCounts, waitDays } = validity;
  const first = addDays(dayOf(claimedAt), claimDayCounts ? 0 : waitDays + 1);
  return { from: waitDays === 0 ? claimedAt : startOfDay(first), to: endOfDay(addDays(first, days - 1)) };
}
