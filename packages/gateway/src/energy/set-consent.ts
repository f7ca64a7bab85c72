import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { shardOf } from '../id.js';
import { readEnergy } from './read.js';

type Route = Row<'setRideConsent'>;

/**
 * Gives or withdraws the separate consent to ride data being used (PIPL art. 15 and 29). Withdrawn: no ride is taken, no
 * bubble shown or collected; what was collected stays, and the user's own rides can still be read.
 */
export async function setConsent(ctx: Context, { consent }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  await ctx.db.insertInto('ride_consent').values({ shard_key: shardOf(userId), user_id: userId, consent, changed_at: now })
    .onConflict((on) => on.columns(['shard_key', 'user_id']).doUpdateSet({ consent, changed_at: now })).execute();
  return readEnergy(ctx, userId, now);
}
