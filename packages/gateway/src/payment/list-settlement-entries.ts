import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asTerminal } from '../context.js';
import { pageOf, readCursor } from '../cursor.js';
import { shardOf } from '../id.js';

type List = Row<'listSettlementEntries'>;

/** What makes up a store's day in Asia/Shanghai, oldest first. */
export async function listSettlementEntries(ctx: Context, { day, cursor, limit }: Parsed<List>): Promise<Output<List>> {
  const { storeId } = asTerminal(ctx);
  const list = `settlement ${day}`;
  const after = readCursor(list, cursor);
  let query = ctx.db.selectFrom('settlement_entry').selectAll().where('shard_key', '=', shardOf(storeId)).where('store_id', '=', storeId)
    .where('day', '=', day).orderBy('at').orderBy('id').limit(limit + 1);
  if (after !== null) {
    const at = new Date(after.key);
    query = query.where((eb) => eb.or([eb('at', '>', at), eb.and([eb('at', '=', at), eb('id', '>', after.id)])]));
  }
  const { rows, nextCursor } = pageOf(await query.execute(), limit, (row) => ({ list, key: row.at.getTime(), id: row.id }));
  return {
    items: rows.map((row) => ({
      id: row.id, kind: row.kind, paymentId: row.payment_id, orderReference: row.order_reference,
      amount: money(row.amount), cash: money(row.cash), coupons: money(row.coupons), points: money(row.points), at: row.at.toISOString(),
    })),
    nextCursor,
  };
}

const money = (amount: number) => ({ amount, currency: 'CNY' as const });
