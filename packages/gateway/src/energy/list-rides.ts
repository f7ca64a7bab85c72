import type { Output, Parsed, Ride, Row } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { pageOf, readCursor } from '../cursor.js';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';
import { text } from '../locale.js';
import { cityNames } from '../store/describe.js';
import type { RideTable } from './tables.js';

type Route = Row<'listRides'>;

/** The user's rides, the latest first. */
export async function listRides(ctx: Context, input: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const after = readCursor('rides', input.cursor);
  let query = ctx.db.selectFrom('ride').selectAll().where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId);
  if (after !== null) {
    const at = new Date(after.key);
    query = query.where((eb) => eb.or([eb('ended_at', '<', at), eb.and([eb('ended_at', '=', at), eb('id', '<', after.id)])]));
  }
  const rows = await query.orderBy('ended_at', 'desc').orderBy('id', 'desc').limit(input.limit + 1).execute();
  const page = pageOf(rows, input.limit, (row) => ({ list: 'rides', key: row.ended_at.getTime(), id: row.id }));
  const names = await cityNames(ctx, page.rows.map((row) => row.city));
  return { items: page.rows.map((row) => showRide(ctx, row, names.get(row.city) ?? {})), nextCursor: page.nextCursor };
}

/** A ride as its user and its operator see it. */
export const showRide = (ctx: Pick<Context, 'locale'>, row: Selectable<RideTable>, cityName: LocalizedText): Ride => ({
  id: row.id, mode: row.mode, line: row.line, city: { code: row.city, name: text(ctx, cityName) },
  distanceMeters: row.distance_meters, endedAt: row.ended_at.toISOString(), grams: row.grams, method: row.method,
});
