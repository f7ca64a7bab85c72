import type { Context, Services } from '../context.js';
import { addDays, dayOf, endOfDay } from '../day.js';
import { recordEvents } from '../event/record.js';
import { newId, shardOf } from '../id.js';
import { catalogue } from './catalogue.js';
import type { BenefitCode } from './catalogue.js';
import { spendPoints } from './points.js';
import type { BenefitRow } from './show.js';

/** A benefit to be granted. What was `paid` for it goes back when its supplier refuses it: points by this noun, fen by whoever sold it. */
export interface BenefitAsk {
  readonly userId: string;
  readonly platformId: string;
  readonly benefit: BenefitCode;
  readonly paid?: { readonly fen: number } | { readonly points: number };
  /** The month of a subscription it comes with, and its place in it. */
  readonly of?: { readonly subscriptionId: string; readonly month: number; readonly place: number };
}

/**
 * Grants benefits of one user in the caller's transaction, pending until their suppliers have issued them; `fulfilBenefits` asks at
 * once. Points are spent here. Throws `points_too_few`, or a broken unique key for a month's benefit that was granted before.
 */
export async function grantBenefits(ctx: Pick<Services, 'db' | 'clock' | 'events' | 'random'>, asks: readonly BenefitAsk[], now: Date): Promise<BenefitRow[]> {
  if (asks.length === 0) return [];
  const rows = asks.map(({ userId, platformId, benefit: code, paid, of }) => {
    const { category, supplier, days } = catalogue[code];
    return {
      shard_key: shardOf(userId), id: newId('bnf', shardOf(userId), ctx.random, now), user_id: userId, platform_id: platformId,
      benefit: code, category, supplier, state: 'pending' as const, valid_from: now, valid_to: endOfDay(addDays(dayOf(now), days - 1)),
      granted_at: now, settled_at: null, used_at: null, code: null, looks: 0, look_at: now,
      subscription_id: of?.subscriptionId ?? null, month: of?.month ?? null, place: of?.place ?? null,
      paid_fen: paid && 'fen' in paid ? paid.fen : 0, paid_points: paid && 'points' in paid ? paid.points : 0,
    };
  });
  for (const { id, user_id, paid_points } of rows) {
    if (paid_points > 0) await spendPoints(ctx, { userId: user_id, points: paid_points, reason: 'spent', reference: `${id}/points-spent` });
  }
  const granted = await ctx.db.insertInto('benefit').values(rows).returningAll().execute();
  await recordEvents(ctx, rows.map(({ id, user_id }) => ({ owner: user_id, type: 'right.granted', subjectId: id })));
  const order = new Map(rows.map(({ id }, place) => [id, place]));
  return granted.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

/** A user's benefit. */
export const readBenefit = (ctx: Pick<Context, 'db'>, userId: string, id: string): Promise<BenefitRow | undefined> =>
  ctx.db.selectFrom('benefit').selectAll()
    .where('shard_key', '=', shardOf(id)).where('id', '=', id).where('user_id', '=', userId).executeTakeFirst();
