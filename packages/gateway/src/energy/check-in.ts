import type { Output, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { addDays, dayOf } from '../day.js';
import { recordEvent } from '../event/record.js';
import { shardOf } from '../id.js';
import { transfer } from '../ledger/ledger.js';
import { problem } from '../problem.js';
import { creditOf } from './accounts.js';
import { readEnergy } from './read.js';
import { gramsForStreak } from './rules.js';

type Route = Row<'checkIn'>;

/** Checks the user in, once on a Shanghai day. A day after a day makes the streak longer; a day left out begins a new one. */
export async function checkIn(ctx: Context): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const today = dayOf(now);
  const shard = shardOf(userId);
  const yesterday = await ctx.db.selectFrom('check_in').select('streak')
    .where('shard_key', '=', shard).where('user_id', '=', userId).where('day', '=', addDays(today, -1)).executeTakeFirst();
  const streak = (yesterday?.streak ?? 0) + 1;
  const grams = gramsForStreak(streak);
  const row = await ctx.db.insertInto('check_in').values({ shard_key: shard, user_id: userId, day: today, streak, grams, at: now })
    .onConflict((on) => on.columns(['shard_key', 'user_id', 'day']).doNothing()).returning('day').executeTakeFirst();
  // No row: another tap or device was first today.
  if (row === undefined) throw problem('already_checked_in', `The user has checked in on ${today}; the next day begins at midnight in Shanghai.`);
  await transfer(ctx, creditOf(userId, { amount: grams, reason: 'check-in', reference: `${userId}/check-in/${today}` }));
  await recordEvent(ctx, { owner: userId, type: 'energy.collected', subjectId: userId });
  return { grams, energy: await readEnergy(ctx, userId, now) };
}
