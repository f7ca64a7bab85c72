import type { RideMode } from '@tessera/contract';
import { addDays, dayOf, startOfDay } from '../day.js';
import { shardOf, shardOfText } from '../id.js';
import { transferAll } from '../ledger/ledger.js';
import type { SeedContext } from '../seed.js';
import { demo } from '../seed/demo.js';
import { creditOf } from './accounts.js';
import { currentMethod, gramsSaved } from './methods.js';
import { gramsForStreak, ripening } from './rules.js';
import { seedRewards } from './seed-rewards.js';
import { rewardFor } from './streak.js';

const { linXiao, partner, cities } = demo;
const shard = shardOf(linXiao.id);

/** Grams Lin Xiao has: 61 % of the tree, about seven weeks from it at this pace. */
export const SEED_GRAMS = 195_200;
const STREAK = 6;

/** Metres a day over a week, the first for the day before yesterday; what has no ride is 0. */
const commutes: readonly { readonly mode: RideMode; readonly line: string; readonly from: number; readonly minutes: number; readonly meters: readonly number[] }[] = [
  { mode: 'metro', line: '地铁 3 号线', from: 490, minutes: 34, meters: [12_400, 11_800, 0, 5200, 12_400, 8600, 12_400] },
  { mode: 'bus', line: 'K52 路', from: 1110, minutes: 28, meters: [4300, 0, 7600, 6200, 0, 4300, 0] },
];
/** The oldest day with rides of its own; what was collected before is one opening credit. */
const DAYS = 30;

interface SeedRide {
  readonly mode: RideMode;
  readonly line: string;
  readonly daysAgo: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly meters: number;
  readonly grams: number;
  readonly collectedAt: Date | null;
}

/** Lin Xiao's card: consent, a streak, rides with what they gave, two ripe bubbles and one that ripens. */
export async function seedEnergy(ctx: SeedContext): Promise<void> {
  await seedRewards(ctx);
  const now = ctx.clock();
  const today = dayOf(now);
  const fresh = await ctx.db.insertInto('ride_consent')
    .values({ shard_key: shard, user_id: linXiao.id, consent: true, changed_at: new Date(now.getTime() - 90 * 86_400_000) })
    .onConflict((on) => on.columns(['shard_key', 'user_id']).doNothing()).returning('user_id').executeTakeFirst();
  if (fresh === undefined) return;
  const rides = pastRides(today);
  await writeRides(ctx, rides);
  const checkIns = Array.from({ length: STREAK }, (_, place) => ({ day: addDays(today, place - STREAK), streak: place + 1, grams: gramsForStreak(place + 1) }));
  // The points of the third day are among those that the wallet's seed opens with.
  await ctx.db.insertInto('check_in').values(checkIns.map((row) => (
    { shard_key: shard, user_id: linXiao.id, ...row, reward: row.streak === 3 ? JSON.stringify(rewardFor(3)) : null, at: new Date(startOfDay(row.day).getTime() + 8 * 3_600_000) }))).execute();
  const collected = rides.filter((ride) => ride.collectedAt !== null);
  const known = [...collected, ...checkIns].reduce((sum, { grams }) => sum + grams, 0);
  const credits = [
    { at: new Date(startOfDay(addDays(today, -DAYS)).getTime()), amount: SEED_GRAMS - known, reason: 'opening', reference: `${linXiao.id}/energy-opening` },
    ...checkIns.map((row) => ({ at: startOfDay(row.day), amount: row.grams, reason: 'check-in', reference: `${linXiao.id}/check-in/${row.day}` })),
    ...collected.map((ride) => ({ at: ride.collectedAt ?? now, amount: ride.grams, reason: 'collect', reference: `${idOf('bub', ride)}/collect` })),
  ];
  for (const { at, ...credit } of credits) await transferAll({ ...ctx, clock: () => at }, [creditOf(linXiao.id, credit)]);
}

/** Yesterday's metro ride ripens tomorrow; those of the day before are ripe; older ones were collected the morning they ripened. */
function pastRides(today: string): SeedRide[] {
  const minute = (day: string, minutes: number) => new Date(startOfDay(day).getTime() + minutes * 60_000);
  return Array.from({ length: DAYS }, (_, place) => place + 1).flatMap((daysAgo) => commutes.flatMap(({ mode, line, from, minutes, meters }): SeedRide[] => {
    const day = addDays(today, -daysAgo);
    const distance = daysAgo === 1 ? (mode === 'metro' ? 9700 : 0) : meters[(daysAgo - 2) % meters.length] ?? 0;
    if (distance === 0) return [];
    const collectedAt = daysAgo <= 2 ? null : minute(addDays(day, 2), 500 + daysAgo);
    return [{
      mode, line, daysAgo, meters: distance, startedAt: minute(day, from), endedAt: minute(day, from + minutes),
      grams: gramsSaved(currentMethod(), mode, distance), collectedAt,
    }];
  }));
}

const idOf = (prefix: string, ride: SeedRide): string =>
  `${prefix}_1A000000000000000${ride.mode === 'metro' ? 'M' : 'B'}0000000${String(ride.daysAgo).padStart(3, '0')}`;

async function writeRides({ db }: SeedContext, rides: readonly SeedRide[]): Promise<void> {
  const own = { shard_key: shard, user_id: linXiao.id };
  const reference = (ride: SeedRide) => `commute-${dayOf(ride.endedAt)}-${ride.mode}`;
  await db.insertInto('ride').values(rides.map((ride) => ({
    ...own, id: idOf('rid', ride), mode: ride.mode, line: ride.line, city: cities.jinan, distance_meters: ride.meters,
    started_at: ride.startedAt, ended_at: ride.endedAt, grams: ride.grams, method: currentMethod().version, recorded_at: ride.endedAt,
  }))).execute();
  await db.insertInto('ride_reference').values(rides.map((ride) => ({
    shard_key: shardOfText(`${partner.id}/${reference(ride)}`), platform_id: partner.id, reference: reference(ride),
    ride_id: idOf('rid', ride), user_id: linXiao.id, told: 'seed',
  }))).execute();
  await db.insertInto('bubble').values(rides.map((ride) => {
    const { ripeAt, lapsesAt } = ripening(ride.mode, ride.endedAt, ride.endedAt);
    return {
      ...own, id: idOf('bub', ride), ride_id: idOf('rid', ride), mode: ride.mode, line: ride.line, grams: ride.grams,
      ripe_at: ripeAt, lapses_at: lapsesAt, collected_at: ride.collectedAt,
    };
  })).execute();
}

/** The bubbles that Lin Xiao finds: two to collect and one that ripens tomorrow. */
export const demoBubbles = {
  metro: 'bub_1A000000000000000M0000000002', bus: 'bub_1A000000000000000B0000000002', ripening: 'bub_1A000000000000000M0000000001',
} as const;
