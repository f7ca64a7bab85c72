import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asPlatform } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { findPerson } from '../session/person.js';
import { levelOf, reach } from './reach.js';
import { showBenefitRight } from './show.js';

type Route = Row<'setTier'>;

/** Keeps what a platform tells of its user's tier. Answers where the user stands now, which other sources may have put higher, and what that granted. */
export async function setTier(ctx: Context, { reference, level }: Parsed<Route>): Promise<Output<Route>> {
  const { platformId } = asPlatform(ctx);
  const now = ctx.clock();
  const userId = await findPerson(ctx, platformId, reference);
  if (userId === null) throw problem('not_found', 'The platform has no such user: open a session for the reference first.');
  await ctx.db.insertInto('tier_told').values({ shard_key: shardOf(userId), user_id: userId, platform_id: platformId, level, at: now })
    .onConflict((on) => on.columns(['shard_key', 'user_id', 'platform_id']).doUpdateSet({ level, at: now })).execute();
  const stands = await levelOf(ctx, userId);
  const granted = await reach(ctx, userId, platformId, stands, now);
  return { level: stands, granted: granted.map((row) => showBenefitRight(ctx, row, now)) };
}
