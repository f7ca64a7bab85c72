import type { Right } from '@tessera/contract';
import { calendarDay, calendarTime } from './format.js';
import { getLocale, msg } from './locale/localize.js';

/** When something can be used: on some weekdays (ISO, 1 is Monday), in some hours; null for always. */
export type Times = Pick<Right, 'weekdays' | 'hours'>;

/** ISO weekdays in words; the five and the two have names of their own. The first of January 2024 was a Monday. */
function weekdayWords(days: readonly number[]): string {
  const set = [...new Set(days)].sort().join('');
  if (set === '12345') return msg('工作日');
  if (set === '67') return msg('周六周日');
  const name = new Intl.DateTimeFormat(getLocale(), { weekday: 'short', timeZone: 'UTC' });
  return new Intl.ListFormat(getLocale(), { style: 'narrow' }).format([...set].map((day) => name.format(Date.UTC(2024, 0, Number(day)))));
}

/** Those times in words, empty for always. */
export const timesWords = ({ weekdays, hours }: Times): string =>
  [...(weekdays ? [weekdayWords(weekdays)] : []), ...(hours ?? []).map(({ from, to }) => `${from}–${to}`)].join(' ');

/** What keeps it from being used at this moment, in Shanghai: not its weekday, or not its hour. */
export function untimely({ weekdays, hours }: Times, now: number): 'day' | 'hour' | undefined {
  if (weekdays && !weekdays.includes(new Date(calendarDay(now)).getUTCDay() || 7)) return 'day';
  const clock = calendarTime(now);
  return hours && !hours.some(({ from, to }) => from <= clock && clock < to) ? 'hour' : undefined;
}
