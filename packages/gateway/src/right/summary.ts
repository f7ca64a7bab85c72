import type { Output, Row, TierLevel } from '@tessera/contract';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { stepsTaken } from '../coupon/coupon.js';
import { dayOf, startOfDay } from '../day.js';
import { shardOf } from '../id.js';
import { account, balance } from '../ledger/ledger.js';
import { text } from '../locale.js';
import { tiers } from './tiers.js';
import { rightsInView } from './view.js';

type Route = Row<'getRightsSummary'>;

const SOON_MS = 7 * 86_400_000;

/** The head of the wallet: points, what can be used, what expires within seven days, what was saved this year, and the ladder. */
export async function summary(ctx: Context): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const points = await balance(ctx, account(userId, 'points', 'points'));
  const unused = await ctx.db.selectFrom(rightsInView(ctx.db, userId, 'unused', now).as('right_row')).selectAll().execute();
  const soon = new Date(now.getTime() + SOON_MS);
  return {
    points: points.balance,
    coupons: unused.filter(({ id }) => id.startsWith('cpn_')).length,
    unused: unused.length,
    expiringSoon: unused.filter(({ sort_at }) => sort_at !== null && sort_at <= soon).length,
    savedThisYear: { amount: await savedSince(ctx, userId, startOfDay(`${dayOf(now).slice(0, 4)}-01-01`)), currency: 'CNY' },
    tier: {
      level: await levelOf(ctx, userId),
      levels: tiers.map(({ level, rights, perks }) => ({ level, rights, perks: perks.map((perk) => text(ctx, perk)) })),
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

async function levelOf(ctx: Pick<Context, 'db'>, userId: string): Promise<TierLevel> {
  const steps = await stepsTaken(ctx, userId);
  if (steps.has('add_card')) return 'card';
  return steps.has('open_wallet') ? 'wallet' : 'registered';
}
