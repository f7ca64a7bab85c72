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
import { giveReward, showReward } from './reward.js';
import { gramsForStreak } from './rules.js';
import { rewardFor } from './streak.js';

type Route = Row<'checkIn'>;

/** Checks the user in, once on a Shanghai day. A day after a day makes the streak longer and comes to its rewards; a day left out begins a new one. */
export async function checkIn(ctx: Context): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const today = dayOf(now);
  const shard = shardOf(userId);
  const last = await ctx.db.selectFrom('check_in').select(['day', 'streak'])
    .where('shard_key', '=', shard).where('user_id', '=', userId).where('day', '>=', addDays(today, -1)).orderBy('day', 'desc').limit(1).executeTakeFirst();
  // A later day: a process whose clock is ahead has begun it. Going back to yesterday would give that day twice.
  if (last !== undefined && last.day > today) throw done(last.day);
  const streak = (last?.day === addDays(today, -1) ? last.streak : 0) + 1;
  const grams = gramsForStreak(streak);
  const row = await ctx.db.insertInto('check_in').values({ shard_key: shard, user_id: userId, day: today, streak, grams, at: now, reward: null })
    .onConflict((on) => on.columns(['shard_key', 'user_id', 'day']).doNothing()).returning('day').executeTakeFirst();
  // No row: another tap or device was first today.
  if (row === undefined) throw done(today);
  const reference = `${userId}/check-in/${today}`;
  await transfer(ctx, creditOf(userId, { amount: grams, reason: 'check-in', reference }));
  await recordEvent(ctx, { owner: userId, type: 'energy.collected', subjectId: userId });
  const rule = rewardFor(streak);
  const given = rule === null ? null : await giveReward(ctx, { userId, reason: 'check_in', reference: `${reference}/reward` }, rule, now);
  if (given !== null) {
    await ctx.db.updateTable('check_in').set({ reward: JSON.stringify(given) })
      .where('shard_key', '=', shard).where('user_id', '=', userId).where('day', '=', today).execute();
  }
  return { grams, energy: await readEnergy(ctx, userId, now), reward: given === null ? null : await showReward(ctx, given) };
}

const done = (day: string) => problem('already_checked_in', `The user has checked in on ${day}; the next day begins at midnight in Shanghai.`);
