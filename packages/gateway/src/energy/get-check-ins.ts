import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { addDays, dayOf } from '../day.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { showRewards } from './reward.js';
import { dayOfCycle, streakRewards } from './streak.js';

type Route = Row<'getCheckIns'>;

/** A month of check-ins, and what the streak of now has given and will give. */
export async function getCheckIns(ctx: Context, input: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const today = dayOf(ctx.clock());
  const month = input.month ?? today.slice(0, 7);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw problem('invalid_request', `${month} is no month of a year.`, { errors: [{ pointer: '#/query/month', detail: 'Expected a month from 01 to 12, like 2026-03.' }] });
  }
  const of = ctx.db.selectFrom('check_in').where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId);
  const days = await of.select('day').where('day', '>=', `${month}-01`).where('day', '<=', `${month}-31`).orderBy('day').execute();
  const last = await of.select(['day', 'streak']).where('day', 'in', [addDays(today, -1), today]).orderBy('day', 'desc').limit(1).executeTakeFirst();
  const streakDays = last?.streak ?? 0;
  const cycleDay = dayOfCycle(streakDays);
  const rewarded = last === undefined ? [] : await of.select('streak').where('reward', 'is not', null)
    .where('day', '>', addDays(last.day, -cycleDay)).where('day', '<=', last.day).execute();
  const given = new Set(rewarded.map(({ streak }) => dayOfCycle(streak)));
  const shown = await showRewards(ctx, streakRewards.map(({ reward }) => reward));
  return {
    month, today, days: days.map(({ day }) => day), streakDays, done: last?.day === today,
    rewards: streakRewards.flatMap(({ days: at }, place) => {
      const reward = shown[place];
      return reward === undefined ? [] : [{ days: at, reward, given: given.has(at) }];
    }),
  };
}
