import type { Services } from '../context.js';
import { addMonths, dayOf, startOfDay } from '../day.js';
import { recordEvent } from '../event/record.js';
import { grantBenefits } from '../right/right.js';
import { findBundle } from './catalogue.js';
import { itemsOf } from './shares.js';
import type { SubscriptionRow } from './show.js';

/** When the next month comes after so many: at the time of day it was bought, on the same day of a later month or that month's last. Null after the last one. */
export function nextMonthAt(boughtAt: Date, received: number, months: number): Date | null {
  if (received >= months) return null;
  const day = dayOf(boughtAt);
  const timeOfDay = boughtAt.getTime() - startOfDay(day).getTime();
  return new Date(startOfDay(addMonths(day, received)).getTime() + timeOfDay);
}

/** Grants the month that `row.months_received` has just counted, in the same transaction, and tells it. */
export async function grantMonth(ctx: Pick<Services, 'db' | 'clock' | 'events' | 'random'>, row: SubscriptionRow, now: Date): Promise<void> {
  const bundle = findBundle(row.bundle_id);
  if (bundle === null) throw new Error(`${row.bundle_id} is bought but no longer in the catalogue: keep it there until its last month has come`);
  await grantBenefits(ctx, itemsOf(bundle, row, row.months_received).map(({ benefit, fen }, place) => ({
    userId: row.user_id, platformId: row.platform_id, benefit, paid: { fen }, of: { subscriptionId: row.id, month: row.months_received, place },
  })), now);
  await recordEvent(ctx, { owner: row.user_id, type: 'subscription.received', subjectId: row.id });
}
