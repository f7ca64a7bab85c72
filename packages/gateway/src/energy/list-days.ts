import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { addDays, dayOf } from '../day.js';
import { gramsByDay } from './days.js';

type Route = Row<'listEnergyDays'>;

/** The last days in Shanghai up to today, oldest first, also those on which nothing was collected. */
export async function listDays(ctx: Context, { days }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const today = dayOf(ctx.clock());
  const first = addDays(today, 1 - days);
  const grams = await gramsByDay(ctx, userId, first, today);
  return { items: Array.from({ length: days }, (_, place) => addDays(first, place)).map((day) => ({ day, grams: grams.get(day) ?? 0 })) };
}
