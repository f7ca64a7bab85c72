import type { Output, Parsed, Right, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { readCoupons } from '../coupon/coupon.js';
import { pageOf, readCursor } from '../cursor.js';
import { shardOf } from '../id.js';
import { rightsInView } from './view.js';
import { showBenefitRight, showCouponRight } from './show.js';

type Route = Row<'listRights'>;

/** Coupons and benefits in one list: unused ones by what expires first, used and expired ones by what happened last. */
export async function list(ctx: Context, input: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const name = `rights/${input.view}`;
  const after = readCursor(name, input.cursor);
  const ascending = input.view === 'unused';
  let query = ctx.db.selectFrom(rightsInView(ctx.db, userId, input.view, now, input.category).as('right_row')).selectAll();
  if (after !== null) {
    const at = new Date(after.key);
    query = query.where((eb) => eb.or([
      eb('sort_at', ascending ? '>' : '<', at),
      eb.and([eb('sort_at', '=', at), eb('id', '>', after.id)]),
    ]));
  }
  const rows = await query.orderBy('sort_at', ascending ? 'asc' : 'desc').orderBy('id').limit(input.limit + 1).execute();
  const page = pageOf(rows, input.limit, (row) => ({ list: name, key: row.sort_at?.getTime() ?? 0, id: row.id }));
  const rights = await readRights(ctx, userId, page.rows.map((row) => row.id), now);
  return { items: page.rows.flatMap((row) => rights.get(row.id) ?? []), nextCursor: page.nextCursor };
}

async function readRights(ctx: Context, userId: string, ids: readonly string[], now: Date): Promise<ReadonlyMap<string, Right>> {
  const coupons = await readCoupons(ctx, userId, ids.filter((id) => id.startsWith('cpn_')));
  const benefitIds = ids.filter((id) => id.startsWith('bnf_'));
  const benefits = benefitIds.length === 0 ? [] : await ctx.db.selectFrom('benefit').selectAll()
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('id', 'in', benefitIds).execute();
  return new Map([
    ...coupons.map((row) => [row.id, showCouponRight(ctx, row, now)] as const),
    ...benefits.map((row) => [row.id, showBenefitRight(ctx, row, now)] as const),
  ]);
}
