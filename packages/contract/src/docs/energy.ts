import type { DocsOf } from '../endpoint.js';
import type { energyRoutes } from '../energy.js';
import { energy, ids, jinan } from './samples.js';

const ride = {
  id: ids.ride, mode: 'metro' as const, line: '1 号线', city: jinan, distanceMeters: 8000, endedAt: '2026-02-27T00:10:00.000Z', grams: 1683, method: energy.method.version,
};

export const energyDocs: DocsOf<typeof energyRoutes> = {
  get: { summary: 'Read the energy card', problems: [], input: {}, output: energy },
  checkIn: { summary: 'Check in, once a day in Asia/Shanghai', problems: ['already_checked_in'], input: {}, output: { grams: 10, energy: { ...energy, checkIn: { done: true, streakDays: 7, grams: 10 } }, reward: { kind: 'points', points: 70 } } },
  getCheckIns: {
    summary: 'Read a month of check-ins and what a streak gives', problems: [], input: { month: '2026-03' },
    output: { month: '2026-03', today: '2026-03-01', days: ['2026-03-01'], streakDays: 7, done: true, rewards: [{ days: 7, reward: { kind: 'points', points: 70 }, given: true }] },
  },
  collect: {
    summary: 'Collect ripe energy; all of the bubbles named or none', problems: ['not_found', 'bubble_unripe', 'bubble_gone'],
    input: { bubbleIds: [ids.bubble] }, output: { grams: 1684, energy: { ...energy, bubbles: [] } },
  },
  setConsent: { summary: 'Agree to ride data being used, or withdraw that', problems: [], input: { consent: true }, output: energy },
  listDays: { summary: 'Read the energy collected on each of the last days', problems: [], input: { days: 7 }, output: { items: [{ day: '2026-03-01', grams: 1684 }] } },
  listRides: { summary: 'List credited rides, newest first', problems: [], input: { limit: 20 }, output: { items: [ride], nextCursor: null } },
  recordRide: {
    summary: 'Tell of a ride that one of your users took', problems: ['not_found', 'consent_required', 'ride_implausible', 'conflict'],
    input: {
      reference: 'lin-xiao', rideReference: 'metro-20260227-0001', mode: 'metro', line: '1 号线', city: '370100', distanceMeters: 8000,
      startedAt: '2026-02-26T23:50:00.000Z', endedAt: '2026-02-27T00:10:00.000Z',
    },
    output: ride,
  },
};
