import type { Output, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { lapsesAt, readLots } from './lots.js';

type Route = Row<'listPointsLots'>;

/** The points that are left, by the month they were earned in: what lapses first, first. */
export async function listPointsLots(ctx: Context): Promise<Output<Route>> {
  const lots = await readLots(ctx, asUser(ctx).userId);
  return { items: lots.filter(({ left }) => left > 0).map((lot) => ({ ...lot, expiresAt: lapsesAt(lot.month).toISOString() })) };
}
