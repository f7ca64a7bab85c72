import type { Validity } from '@tessera/contract';
import { addDays, dayOf, endOfDay } from '../day.js';

/** When a coupon claimed at `claimedAt` is good: from the first until before the second. Days are Shanghai's and the claim day is day one. */
export function validityOf(validity: Validity, claimedAt: Date): { from: Date; to: Date } {
  if (validity.kind === 'fixed') return { from: new Date(validity.from), to: new Date(validity.to) };
  return { from: claimedAt, to: endOfDay(addDays(dayOf(claimedAt), validity.days - 1)) };
}
