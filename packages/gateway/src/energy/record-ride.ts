import { createHash } from 'node:crypto';
import type { Output, Parsed, Ride, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asPlatform } from '../context.js';
import { recordEvent } from '../event/record.js';
import { newId, shardOf, shardOfText } from '../id.js';
import type { LocalizedText } from '../locale.js';
import { problem } from '../problem.js';
import { findPerson } from '../session/person.js';
import { cityNames } from '../store/describe.js';
import { showRide } from './list-rides.js';
import { currentMethod, gramsSaved } from './methods.js';
import { implausible } from './plausibility.js';
import { ripening } from './rules.js';

type Route = Row<'recordRide'>;
type Told = Parsed<Route>;

/**
 * Takes a ride from an operator: counts what it saved and leaves a bubble for the user. The same ride told again answers
 * the first; another ride under its reference is a `conflict`. The consent's row lock puts one user's rides in a line, so
 * that two that overlap can't both be taken.
 */
export async function recordRide(ctx: Context, told: Told): Promise<Output<Route>> {
  const { platformId } = asPlatform(ctx);
  const now = ctx.clock();
  const userId = await findPerson(ctx, platformId, told.reference);
  if (userId === null) throw problem('not_found', 'The platform has no such user: open a session for the reference first.');
  const shard = shardOf(userId);
  const agreed = await ctx.db.selectFrom('ride_consent').select('consent')
    .where('shard_key', '=', shard).where('user_id', '=', userId).forUpdate().executeTakeFirst();
  if (!agreed?.consent) throw problem('consent_required', 'The user has not agreed to ride data being used; the user can agree on the energy card.');
  const city = (await cityNames(ctx, [told.city])).get(told.city);
  const known = await findRide(ctx, platformId, told, city);
  if (known !== null) return known;
  if (city === undefined) throw refuse('#/city', `Rule "city": ${told.city} is not a city with rides.`);
  await refuseImplausible(ctx, userId, told, now);

  const method = currentMethod();
  const startedAt = new Date(told.startedAt);
  const endedAt = new Date(told.endedAt);
  const ride = {
    shard_key: shard, id: newId('rid', shard, ctx.random, now), user_id: userId, mode: told.mode, line: told.line ?? null,
    city: told.city, distance_meters: told.distanceMeters, started_at: startedAt, ended_at: endedAt,
    grams: gramsSaved(method, told.mode, told.distanceMeters), method: method.version, recorded_at: now,
  };
  const first = await ctx.db.insertInto('ride_reference').values({
    shard_key: referenceShard(platformId, told), platform_id: platformId, reference: told.rideReference,
    ride_id: ride.id, user_id: userId, told: digest(told),
  }).onConflict((on) => on.columns(['shard_key', 'platform_id', 'reference']).doNothing()).returning('ride_id').executeTakeFirst();
  // Told at the same moment for another user: that one has the ride.
  if (first === undefined) throw reused(told);
  await ctx.db.insertInto('ride').values(ride).execute();
  if (ride.grams > 0) {
    const { ripeAt, lapsesAt } = ripening(told.mode, endedAt, now);
    await ctx.db.insertInto('bubble').values({
      shard_key: shard, id: newId('bub', shard, ctx.random, now), user_id: userId, ride_id: ride.id, mode: ride.mode, line: ride.line,
      grams: ride.grams, ripe_at: ripeAt, lapses_at: lapsesAt, collected_at: null,
    }).execute();
  }
  await recordEvent(ctx, { owner: userId, type: 'energy.recorded', subjectId: ride.id });
  return showRide(ctx, ride, city);
}

/** The ride a reference names, null for a new one; `conflict` when something else was told under it. */
async function findRide(ctx: Context, platformId: string, told: Told, city: LocalizedText | undefined): Promise<Ride | null> {
  const row = await ctx.db.selectFrom('ride_reference').select(['ride_id', 'told'])
    .where('shard_key', '=', referenceShard(platformId, told)).where('platform_id', '=', platformId)
    .where('reference', '=', told.rideReference).executeTakeFirst();
  if (row === undefined) return null;
  if (row.told !== digest(told)) throw reused(told);
  const ride = await ctx.db.selectFrom('ride').selectAll()
    .where('shard_key', '=', shardOf(row.ride_id)).where('id', '=', row.ride_id).executeTakeFirstOrThrow();
  return showRide(ctx, ride, city ?? {});
}

async function refuseImplausible(ctx: Context, userId: string, told: Told, now: Date): Promise<void> {
  const startedAt = new Date(told.startedAt);
  const endedAt = new Date(told.endedAt);
  const broken = implausible({ mode: told.mode, distanceMeters: told.distanceMeters, startedAt, endedAt }, now);
  if (broken !== null) throw refuse(broken.pointer, broken.detail);
  const other = await ctx.db.selectFrom('ride').select('id')
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId)
    .where('started_at', '<', endedAt).where('ended_at', '>', startedAt).limit(1).executeTakeFirst();
  if (other !== undefined) throw refuse('#/startedAt', `Rule "overlap": the user was on ${other.id} at that time.`);
}

const refuse = (pointer: string, detail: string) => problem('ride_implausible', detail, { errors: [{ pointer, detail }] });

const reused = (told: Told) => problem('conflict', `rideReference ${told.rideReference} names another ride; give each ride its own.`);

const referenceShard = (platformId: string, told: Told): number => shardOfText(`${platformId}/${told.rideReference}`);

const digest = (told: Told): string => createHash('sha256').update(JSON.stringify([
  told.reference, told.mode, told.line ?? null, told.city, told.distanceMeters, Date.parse(told.startedAt), Date.parse(told.endedAt),
])).digest('hex');
