import { dayOf, startOfDay, weekdayOf } from '../day.js';
import type { CampaignTable } from './tables.js';
import type { Selectable } from 'kysely';

type When = Pick<Selectable<CampaignTable>, 'weekdays' | 'hours'>;

/** Whether a campaign's coupons can be used on this weekday and at this hour in Asia/Shanghai: null, or what is against it. */
export function closedAt({ weekdays, hours }: When, now: Date): 'weekday' | 'hour' | null {
  if (weekdays !== null && !weekdays.includes(String(weekdayOf(now)))) return 'weekday';
  if (hours === null) return null;
  const clock = now.getTime() - startOfDay(dayOf(now)).getTime();
  return hours.some(({ from, to }) => clock >= millisecondsOf(from) && clock < millisecondsOf(to)) ? null : 'hour';
}

/** `10:30` as milliseconds since midnight. */
function millisecondsOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}
