import type { Output, Row, TierLevel } from '@tessera/contract';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { withRetry } from '../database.js';
import { dayOf, startOfDay } from '../day.js';
import { shardOf } from '../id.js';
import { text } from '../locale.js';
import { lapsesAt, readLots } from './lots.js';
import { levelOf, levelsReached, reach } from './reach.js';
import { tiers, tiersUpTo } from './tiers.js';
import { rightsInView } from './view.js';

type Route = Row<'getRightsSummary'>;

const SOON_MS = 7 * 86_400_000;

/** The head of the wallet: points, what can be used, what expires within seven days, what was saved this year, and the ladder. */
export async function summary(ctx: Context): Promise<Output<Route>> {
  const { userId, platformId } = asUser(ctx);
  const now = ctx.clock();
  const level = await standing(ctx, userId, platformId, now);
  const reached = new Set(tiersUpTo(level).map((tier) => tier.level));
  const lots = (await readLots(ctx, userId)).filter(({ left }) => left > 0);
  const unused = await ctx.db.selectFrom(rightsInView(ctx.db, userId, 'unused', now).as('right_row')).selectAll().execute();
  const soon = new Date(now.getTime() + SOON_MS);
  return {
    points: lots.reduce((sum, { left }) => sum + left, 0),
    pointsExpiring: lots[0] === undefined ? null : { points: lots[0].left, at: lapsesAt(lots[0].month).toISOString() },
    coupons: unused.filter(({ id }) => id.startsWith('cpn_')).length,
    unused: unused.length,
    expiringSoon: unused.filter(({ sort_at }) => sort_at !== null && sort_at <= soon).length,
    savedThisYear: { amount: await savedSince(ctx, userId, startOfDay(`${dayOf(now).slice(0, 4)}-01-01`)), currency: 'CNY' },
    tier: {
      level,
      levels: tiers.map(({ perks, benefits: _benefits, ...tier }) => ({ ...tier, perks: perks.map((perk) => text(ctx, perk)), reached: reached.has(tier.level) })),
    },
  };
}

/** Fen that coupons and points took off paid payments. A payment that was refunded in full saved nothing. */
async function savedSince(ctx: Pick<Context, 'db'>, userId: string, since: Date): Promise<number> {
  const { saved } = await ctx.db.selectFrom('payment')
    .select(sql<number>`cast(coalesce(sum(coupon_saved + points_saved), 0) as bigint)`.as('saved'))
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('status', '=', 'paid').where('created_at', '>=', since)
    .where((eb) => eb.or([eb('refunded', '=', 0), eb('refunded', '<', eb.ref('paid'))]))
    .executeTakeFirstOrThrow();
  return saved;
}

/** Where the user stands. A level found for the first time, as after a card was added at the bank, gives what it unlocks now. */
async function standing(ctx: Context, userId: string, platformId: string, now: Date): Promise<TierLevel> {
  const level = await levelOf(ctx, userId);
  const known = await levelsReached(ctx, userId);
  // The first level is reached by no step: it gives nothing, and is not worth a write.
  if (tiersUpTo(level).some((tier) => tier.step !== null && !known.has(tier.level))) await withRetry(ctx.db, (db) => reach({ ...ctx, db }, userId, platformId, level, now));
  return level;
}
