import type { Bubble, Energy, EnergyDay, Ride } from '@tessera/contract';
import { at, DAY, dayOf, fixtureId, HOUR } from './fixture-clock.js';
import { JINAN } from './store-fixtures.js';

const bubble = (now: number, number: number, mode: Bubble['mode'], line: string | null, grams: number, ripeIn: number): Bubble =>
  ({ id: fixtureId('bub', number), mode, line, grams, ripe: ripeIn <= 0, ripeAt: at(now, ripeIn), lapsesAt: at(now, ripeIn + 7 * DAY) });

/** A tree about half grown, four ripe bubbles (one about to lapse), two still ripening, not checked in yet. */
export const energyFixture = (now: number): Energy => ({
  totalGrams: 12_480,
  todayGrams: 0,
  tree: { name: '侧柏', costGrams: 18_000, grams: 9_760, weeksLeft: 5 },
  checkIn: { done: false, streakDays: 6, grams: 10 },
  bubbles: [
    bubble(now, 1, 'metro', '3 号线', 318, -7 * DAY + 5 * HOUR),
    bubble(now, 2, 'bus', 'K51', 176, -2 * DAY),
    bubble(now, 3, 'cycling', null, 92, -6 * HOUR),
    bubble(now, 4, 'walking', null, 41, -HOUR),
    bubble(now, 5, 'metro', '1 号线', 264, 15 * HOUR),
    bubble(now, 6, 'bus', 'BRT-5', 130, 38 * HOUR),
  ],
  consent: true,
  method: { version: 'lowcarbon-2024.1', title: '低碳出行减排量核算', source: 'DB11/T 3043-2024' },
});

/** Energy collected per day, oldest first, today last. */
export const dayFixtures = (now: number): EnergyDay[] =>
  [180, 320, 0, 415, 266, 540, 0].map((grams, index, all) => ({ day: dayOf(now - (all.length - 1 - index) * DAY), grams }));

export const rideFixtures = (now: number): Ride[] => [
  { id: fixtureId('rid', 1), mode: 'metro', line: '1 号线', city: JINAN, distanceMeters: 9_800, endedAt: at(now, -4 * HOUR), grams: 264, method: 'lowcarbon-2024.1' },
  { id: fixtureId('rid', 2), mode: 'bus', line: 'BRT-5', city: JINAN, distanceMeters: 5_200, endedAt: at(now, -DAY), grams: 130, method: 'lowcarbon-2024.1' },
  { id: fixtureId('rid', 3), mode: 'cycling', line: null, city: JINAN, distanceMeters: 3_100, endedAt: at(now, -2 * DAY), grams: 92, method: 'lowcarbon-2024.1' },
  { id: fixtureId('rid', 4), mode: 'metro', line: '3 号线', city: JINAN, distanceMeters: 12_400, endedAt: at(now, -9 * DAY), grams: 318, method: 'lowcarbon-2023.2' },
];
