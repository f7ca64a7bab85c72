import type { EnergyDay } from '@tessera/contract';
import { calendarDay } from '../format.js';

/** One bar of the chart: `share` is of the largest day, 0 to 1. */
export interface WeekDay { readonly day: string; readonly grams: number; readonly share: number; readonly today: boolean }

const dayMilliseconds = 86_400_000;

/** The seven days up to `now`, oldest first, with zero for a day the gateway did not name. */
export const week = (days: readonly EnergyDay[], now: number): readonly WeekDay[] => {
  const grams = new Map(days.map((entry) => [entry.day, entry.grams]));
  const names = Array.from({ length: 7 }, (_, index) => calendarDay(now - (6 - index) * dayMilliseconds));
  const most = Math.max(1, ...names.map((day) => grams.get(day) ?? 0));
  return names.map((day, index) => ({ day, grams: grams.get(day) ?? 0, share: (grams.get(day) ?? 0) / most, today: index === 6 }));
};

/** The days with what was just collected added to today. */
export const credited = (days: readonly EnergyDay[], grams: number, now: number): readonly EnergyDay[] => {
  const today = calendarDay(now);
  const before = days.find((entry) => entry.day === today)?.grams ?? 0;
  return [...days.filter((entry) => entry.day !== today), { day: today, grams: before + grams }];
};
