import type { TierLevel } from '@tessera/contract';
import type { Services } from '../context.js';
import { stepsTaken } from '../coupon/coupon.js';
import { recordEvents } from '../event/record.js';
import { shardOf } from '../id.js';
import { grantBenefits } from './grant-benefits.js';
import type { BenefitRow } from './show.js';
import { higher, tiersUpTo } from './tiers.js';

type Reader = Pick<Services, 'db'>;

/** Where a user stands: the higher of what platforms told and what their funding sources show. It may fall again; what was granted stays. */
export async function levelOf(ctx: Reader, userId: string): Promise<TierLevel> {
  const [steps, told] = await Promise.all([
    stepsTaken(ctx, userId),
    ctx.db.selectFrom('tier_told').select('level').where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).execute(),
  ]);
  const found = steps.has('add_card') ? 'card' : steps.has('open_wallet') ? 'wallet' : 'registered';
  return told.reduce<TierLevel>((level, row) => higher(level, row.level), found);
}

/** The levels a user has ever stood on. */
export async function levelsReached(ctx: Reader, userId: string): Promise<ReadonlySet<TierLevel>> {
  const rows = await ctx.db.selectFrom('tier_reached').select('level').where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).execute();
  return new Set(rows.map(({ level }) => level));
}

/** Writes that a user stands on a level, in the caller's transaction. Each level reached for the first time gives what it unlocks, once, and is told. */
export async function reach(ctx: Pick<Services, 'db' | 'clock' | 'events' | 'random'>, userId: string, platformId: string, level: TierLevel, now: Date): Promise<BenefitRow[]> {
  const steps = tiersUpTo(level);
  // The key is what makes it once: of two that tell the same at the same moment, one writes each row.
  const rows = await ctx.db.insertInto('tier_reached').values(steps.map((tier) => ({ shard_key: shardOf(userId), user_id: userId, level: tier.level, at: now })))
    .onConflict((on) => on.columns(['shard_key', 'user_id', 'level']).doNothing()).returning('level').execute();
  const reached = steps.filter((tier) => rows.some((row) => row.level === tier.level));
  // Everybody is registered: that is no news.
  await recordEvents(ctx, reached.filter(({ step }) => step !== null).map((tier) => ({ owner: userId, type: 'tier.reached', subjectId: tier.level })));
  return grantBenefits(ctx, reached.flatMap(({ benefits }) => benefits.map((benefit) => ({ userId, platformId, benefit }))), now);
}
