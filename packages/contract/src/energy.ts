import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { page, pageQuery } from './page.js';
import { Reward } from './reward.js';
import { City } from './store.js';
import { Day, Timestamp } from './time.js';

export const RideMode = z.enum(['metro', 'bus', 'cycling', 'walking']);
export type RideMode = z.infer<typeof RideMode>;

/** Grams of CO2e, whole. */
const Grams = z.int().check(z.minimum(0));

/** Energy from one ride, waiting to be collected from `ripeAt` until `lapsesAt`. */
export const Bubble = z.object({
  id: id('bub'),
  mode: RideMode,
  line: z.nullable(z.string()),
  grams: Grams,
  ripe: z.boolean(),
  ripeAt: Timestamp,
  lapsesAt: Timestamp,
});
export type Bubble = z.infer<typeof Bubble>;

/** A method version: which emission factors, from where. Stored with each ride so that a figure can be explained later. */
export const Method = z.object({ version: z.string(), title: z.string(), source: z.string() });

export const Energy = z.object({
  totalGrams: Grams,
  todayGrams: Grams,
  tree: z.object({ name: z.string(), costGrams: Grams, grams: Grams, weeksLeft: z.nullable(z.int()) }),
  checkIn: z.object({ done: z.boolean(), streakDays: z.int(), grams: Grams }),
  bubbles: z.array(Bubble),
  /** Whether the user agreed, separately, to ride data being used (PIPL art. 29). Without it there are no ride bubbles. */
  consent: z.boolean(),
  method: Method,
});
export type Energy = z.infer<typeof Energy>;

export const EnergyGain = z.object({ grams: Grams, energy: Energy });
export type EnergyGain = z.infer<typeof EnergyGain>;

/** What a check-in gives: energy, and a reward when the streak has come to one. */
export const CheckIn = z.extend(EnergyGain, { reward: z.nullable(Reward) });
export type CheckIn = z.infer<typeof CheckIn>;

/** A month of check-ins. A reward is given each time a streak comes to `days`; `given` says so for the streak of now. */
export const CheckInCalendar = z.object({
  month: z.string().check(z.regex(/^\d{4}-\d\d$/)),
  today: Day,
  days: z.array(Day),
  streakDays: z.int(),
  done: z.boolean(),
  rewards: z.array(z.object({ days: z.int(), reward: Reward, given: z.boolean() })),
});
export type CheckInCalendar = z.infer<typeof CheckInCalendar>;

/** A credited ride: distance and mode are kept, not tracks. */
export const Ride = z.object({
  id: id('rid'),
  mode: RideMode,
  line: z.nullable(z.string()),
  city: City,
  distanceMeters: z.int(),
  endedAt: Timestamp,
  grams: Grams,
  method: z.string(),
});
export type Ride = z.infer<typeof Ride>;

/** `rideReference` is the operator's own id; one ride is credited once however often it is told. */
export const RecordRide = z.strictObject({
  reference: z.string().check(z.minLength(1), z.maxLength(128)),
  rideReference: z.string().check(z.minLength(1), z.maxLength(128)),
  mode: RideMode,
  line: z.optional(z.string().check(z.maxLength(40))),
  city: City.shape.code,
  distanceMeters: z.int().check(z.minimum(1), z.maximum(500_000)),
  startedAt: Timestamp,
  endedAt: Timestamp,
});

/** Energy collected on one day. */
export const EnergyDay = z.object({ day: Day, grams: Grams });
export type EnergyDay = z.infer<typeof EnergyDay>;

export const energyRoutes = {
  get: endpoint({
    id: 'getEnergy', method: 'GET', path: '/v1/energy', callers: ['user'], scope: 'energy:read',
    status: 200, response: Energy,
  }),
  checkIn: endpoint({
    id: 'checkIn', method: 'POST', path: '/v1/energy/check-ins', callers: ['user'], scope: 'energy:write',
    status: 201, response: CheckIn,
  }),
  /** The month asked for, or the one of today in Asia/Shanghai. */
  getCheckIns: endpoint({
    id: 'getCheckIns', method: 'GET', path: '/v1/energy/check-ins', callers: ['user'], scope: 'energy:read',
    query: z.object({ month: z.optional(CheckInCalendar.shape.month) }), status: 200, response: CheckInCalendar,
  }),
  collect: endpoint({
    id: 'collectEnergy', method: 'POST', path: '/v1/energy/collections', callers: ['user'], scope: 'energy:write',
    body: z.strictObject({ bubbleIds: z.array(id('bub')).check(z.minLength(1), z.maxLength(50)) }),
    status: 201, response: EnergyGain,
  }),
  setConsent: endpoint({
    id: 'setRideConsent', method: 'PUT', path: '/v1/energy/consent', callers: ['user'], scope: 'energy:write',
    body: z.strictObject({ consent: z.boolean() }), status: 200, response: Energy,
  }),
  listDays: endpoint({
    id: 'listEnergyDays', method: 'GET', path: '/v1/energy/days', callers: ['user'], scope: 'energy:read',
    query: z.object({ days: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(84)), 7) }),
    status: 200, response: z.object({ items: z.array(EnergyDay) }),
  }),
  listRides: endpoint({
    id: 'listRides', method: 'GET', path: '/v1/energy/rides', callers: ['user'], scope: 'energy:read',
    query: z.object(pageQuery), status: 200, response: page(Ride), kind: 'page',
  }),
  recordRide: endpoint({
    id: 'recordRide', method: 'POST', path: '/v1/energy/rides', callers: ['platform'], body: RecordRide,
    status: 201, response: Ride,
  }),
};
