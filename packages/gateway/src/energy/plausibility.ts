import type { RideMode } from '@tessera/contract';

const DAY_MS = 86_400_000;

/** What a ride can be, by mode: the average speed and the distance nobody passes. */
export const bounds: Readonly<Record<RideMode, { readonly kilometersPerHour: number; readonly meters: number }>> = {
  metro: { kilometersPerHour: 120, meters: 200_000 },
  bus: { kilometersPerHour: 90, meters: 150_000 },
  cycling: { kilometersPerHour: 40, meters: 100_000 },
  walking: { kilometersPerHour: 12, meters: 50_000 },
};

/** A ride is told within this many days, and lasts no longer than this many milliseconds. */
export const TOLD_WITHIN_DAYS = 7;
export const LONGEST_MS = 8 * 3_600_000;

export interface ToldRide {
  readonly mode: RideMode;
  readonly distanceMeters: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

export interface Implausible {
  readonly rule: 'order' | 'future' | 'old' | 'long' | 'distance' | 'speed';
  /** The member of the request that breaks it. */
  readonly pointer: string;
  readonly detail: string;
}

/** The first rule a ride breaks by itself, or null. Overlaps are for whoever knows the user's other rides. */
export function implausible({ mode, distanceMeters, startedAt, endedAt }: ToldRide, now: Date): Implausible | null {
  const lasted = endedAt.getTime() - startedAt.getTime();
  const { kilometersPerHour, meters } = bounds[mode];
  if (lasted <= 0) return { rule: 'order', pointer: '#/endedAt', detail: 'Rule "order": a ride ends after it starts.' };
  if (endedAt > now) return { rule: 'future', pointer: '#/endedAt', detail: 'Rule "future": the ride has not ended yet.' };
  if (now.getTime() - endedAt.getTime() > TOLD_WITHIN_DAYS * DAY_MS) {
    return { rule: 'old', pointer: '#/endedAt', detail: `Rule "old": a ride is told within ${TOLD_WITHIN_DAYS} days.` };
  }
  if (lasted > LONGEST_MS) return { rule: 'long', pointer: '#/startedAt', detail: 'Rule "long": a ride lasts at most 8 hours.' };
  if (distanceMeters > meters) {
    return { rule: 'distance', pointer: '#/distanceMeters', detail: `Rule "distance": ${mode} goes at most ${meters} m.` };
  }
  // metres per millisecond against kilometres per hour, without a division.
  if (distanceMeters * 3600 > kilometersPerHour * lasted) {
    return { rule: 'speed', pointer: '#/distanceMeters', detail: `Rule "speed": ${mode} averages at most ${kilometersPerHour} km/h.` };
  }
  return null;
}
