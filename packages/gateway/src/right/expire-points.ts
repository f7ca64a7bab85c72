import type { Services } from '../context.js';
import { withRetry } from '../database.js';
import { addMonths, startOfDay } from '../day.js';
import { recordEvent } from '../event/record.js';
import { shardOf } from '../id.js';
import { balance, lockAccount } from '../ledger/ledger.js';
import { entryId } from './list-points.js';
import { lapsedMonth, readLots } from './lots.js';
import { pointsOf, spendPoints } from './points.js';

type Needs = Pick<Services, 'db' | 'clock' | 'events'>;

/** Users looked at in one statement. */
const BATCH = 200;

/**
 * Takes the points back that have lapsed, once for each user and month, and tells them. Points that a payment holds do not lapse
 * under it: that user waits until it has ended. Any number of processes may run it. Returns how many users lost points.
 */
export async function expirePoints(services: Needs): Promise<number> {
  const month = lapsedMonth(services.clock());
  let lapsed = 0;
  for (let after: string | null = ''; after !== null;) {
    const users: string[] = await due(services, month, after);
    for (const userId of users) lapsed += Number(await withRetry(services.db, (db) => lapse({ ...services, db }, userId, month)));
    after = users.length < BATCH ? null : users.at(-1) ?? null;
  }
  return lapsed;
}

/** Users with points whose older ones have not been looked at for this month, in order of their ids. */
async function due({ db }: Needs, month: string, after: string): Promise<string[]> {
  const monthAfter = startOfDay(addMonths(`${month}-01`, 1));
  const rows = await db.selectFrom('ledger_account').select('owner')
    .leftJoin('points_lapse', (join) => join.onRef('points_lapse.shard_key', '=', 'ledger_account.shard_key').onRef('points_lapse.user_id', '=', 'ledger_account.owner'))
    .where('name', '=', 'points').where('unit', '=', 'points').where('house', '=', false).where('balance', '>', 0).where('owner', '>', after)
    .where((eb) => eb.or([eb('points_lapse.month', 'is', null), eb('points_lapse.month', '<', month)]))
    .where((eb) => eb.exists(eb.selectFrom('ledger_transfer').select('reference')
      .whereRef('credit_shard', '=', 'ledger_account.shard_key').whereRef('credit', '=', 'ledger_account.id').where('at', '<', monthAfter)))
    .orderBy('owner').limit(BATCH).execute();
  return rows.map(({ owner }) => owner);
}

async function lapse(ctx: Needs, userId: string, month: string): Promise<boolean> {
  // Payments and other sweeps wait here, so that what is counted stays so until it is taken.
  await lockAccount(ctx, pointsOf(userId));
  const key = { shard_key: shardOf(userId), user_id: userId };
  const done = await ctx.db.selectFrom('points_lapse').select('month').where((eb) => eb.and(key)).executeTakeFirst();
  if (done !== undefined && done.month >= month) return false;
  const points = (await readLots(ctx, userId)).reduce((sum, lot) => sum + (lot.month <= month ? lot.left : 0), 0);
  if (points > (await balance(ctx, pointsOf(userId))).available) return false;
  await ctx.db.insertInto('points_lapse').values({ ...key, month }).onConflict((on) => on.columns(['shard_key', 'user_id']).doUpdateSet({ month })).execute();
  if (points === 0) return false;
  const reference = `${userId}/points-expired-${month}`;
  await spendPoints(ctx, { userId, points, reason: 'expired', reference });
  await recordEvent(ctx, { owner: userId, type: 'points.expired', subjectId: entryId(shardOf(userId), reference) });
  return true;
}
