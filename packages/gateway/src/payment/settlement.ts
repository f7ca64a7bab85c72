import type { Output, Parsed, Row } from '@tessera/contract';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import { asTerminal } from '../context.js';
import { endOfDay, startOfDay } from '../day.js';
import { shardOf } from '../id.js';
import { text } from '../locale.js';

type Settlement = Row<'getSettlement'>;
type Sums = Output<Settlement>['payments'];

/** A store's day in Asia/Shanghai, added up: what came in, what went back, and what is not known yet. */
export async function getSettlement(ctx: Context, { day }: Parsed<Settlement>): Promise<Output<Settlement>> {
  const { storeId } = asTerminal(ctx);
  const shard = shardOf(storeId);
  const sum = <C extends string>(column: C) => sql<number>`cast(sum(${sql.ref(column)}) as bigint)`.as(column);
  const [store, rows, open] = await Promise.all([
    ctx.db.selectFrom('store').select('name').where('shard_key', '=', shard).where('id', '=', storeId).executeTakeFirstOrThrow(),
    ctx.db.selectFrom('settlement_entry').select(['kind', sql<number>`cast(count(*) as bigint)`.as('count'), sum('amount'), sum('cash'), sum('coupons'), sum('points')])
      .where('shard_key', '=', shard).where('store_id', '=', storeId).where('day', '=', day).groupBy('kind').execute(),
    ctx.db.selectFrom('payment').select([sql<number>`cast(count(*) as bigint)`.as('count'), sql<number>`cast(coalesce(sum(amount), 0) as bigint)`.as('amount')])
      .where('store_id', '=', storeId).where('created_at', '>=', startOfDay(day)).where('created_at', '<=', endOfDay(day))
      .where('status', 'in', ['needs_confirmation', 'processing', 'in_doubt']).executeTakeFirstOrThrow(),
  ]);
  const of = (kind: string): Sums => {
    const row = rows.find((each) => each.kind === kind);
    return { count: row?.count ?? 0, amount: money(row?.amount), cash: money(row?.cash), coupons: money(row?.coupons), points: money(row?.points) };
  };
  const [payments, refunds, voids] = [of('payment'), of('refund'), of('void')];
  return {
    day, store: { id: storeId, name: text(ctx, store.name) }, payments, refunds, voids,
    net: payments.amount.amount - refunds.amount.amount - voids.amount.amount,
    open: { count: open.count, amount: money(open.amount) },
  };
}

const money = (amount = 0) => ({ amount, currency: 'CNY' as const });
