import type { RideMode } from '@tessera/contract';
import { addDays, dayOf, startOfDay } from '../day.js';
import type { LocalizedText } from '../locale.js';

/** The tree energy goes to: "碳汇能力 320 千克" of one pine (我要碳中和, Beijing). */
export const tree: { readonly name: LocalizedText; readonly costGrams: number } = {
  name: { 'zh-CN': '油松', en: 'Chinese pine' }, costGrams: 320_000,
};

/** Grams for a check-in, by the length of the streak it makes; the last row that is reached counts. */
export const streakGrams = [
  { days: 1, grams: 10 },
  { days: 7, grams: 20 },
  { days: 30, grams: 30 },
] as const;

/** Grams for the check-in that makes a streak of `days`. */
export const gramsForStreak = (days: number): number => streakGrams.findLast((row) => days >= row.days)?.grams ?? 0;

/** Days a bubble can be collected, and the days until a ride by an operator's account is ripe (北京 MaaS). */
const COLLECTABLE_DAYS = 7;
const ripensAfterDays: Readonly<Record<RideMode, number>> = { metro: 2, bus: 2, cycling: 0, walking: 0 };

/** When a ride's energy can be collected: metro and bus from the second day after it, walking and cycling as soon as it is known. */
export function ripening(mode: RideMode, endedAt: Date, recordedAt: Date): { ripeAt: Date; lapsesAt: Date } {
  const days = ripensAfterDays[mode];
  const ripeAt = days === 0 ? recordedAt : startOfDay(addDays(dayOf(endedAt), days));
  return { ripeAt, lapsesAt: new Date(ripeAt.getTime() + COLLECTABLE_DAYS * 86_400_000) };
}

/** Whole weeks until `left` grams are earned at the pace of the last 28 days, rounded up; null without a pace, 0 when nothing is left. */
export function weeksLeft(left: number, lastFourWeeks: number): number | null {
  if (left <= 0) return 0;
  return lastFourWeeks <= 0 ? null : Math.ceil((left * 4) / lastFourWeeks);
}
