const DAY_MS = 86_400_000;
/** Asia/Shanghai is eight hours ahead of UTC the whole year. */
const OFFSET_MS = 8 * 3_600_000;

/** The calendar day in Asia/Shanghai, `2026-03-01`: days and daily limits are counted there. */
export const dayOf = (at: Date): string => new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** The first millisecond of a day in Asia/Shanghai. */
export const startOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS);

/** The last millisecond of a day in Asia/Shanghai. */
export const endOfDay = (day: string): Date => new Date(startOfDay(day).getTime() + DAY_MS - 1);

/** The day `days` after (or before) a day. */
export const addDays = (day: string, days: number): string => dayOf(new Date(startOfDay(day).getTime() + days * DAY_MS));

/** The ISO weekday in Asia/Shanghai: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (at: Date): number => new Date(at.getTime() + OFFSET_MS).getUTCDay() || 7;

/** The same day of the month `months` later, or that month's last day: a month after 31 January is 28 (29) February. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return `${last.toISOString().slice(0, 8)}${String(Math.min(date, last.getUTCDate())).padStart(2, '0')}`;
}
