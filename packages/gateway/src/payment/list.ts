import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asTerminal } from '../context.js';
import { pageOf, readCursor } from '../cursor.js';
import { endOfDay, startOfDay } from '../day.js';
import { shardOf } from '../id.js';
import { showPayments } from './view.js';

type List = Row<'listPayments'>;

/** Newest first: a user's own payments, or those of a terminal's store, all or of one day in Asia/Shanghai. */
export async function listPayments(ctx: Context, { cursor, limit, day }: Parsed<List>): Promise<Output<List>> {
  const list = `payments ${day ?? ''}`;
  const after = readCursor(list, cursor);
  let query = ctx.db.selectFrom('payment').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit + 1);
  query = ctx.actor.kind === 'user'
    ? query.where('shard_key', '=', shardOf(ctx.actor.userId)).where('user_id', '=', ctx.actor.userId)
    : query.where('store_id', '=', asTerminal(ctx).storeId);
  if (day !== undefined) query = query.where('created_at', '>=', startOfDay(day)).where('created_at', '<=', endOfDay(day));
  if (after !== null) {
    const at = new Date(after.key);
    query = query.where((eb) => eb.or([eb('created_at', '<', at), eb.and([eb('created_at', '=', at), eb('id', '<', after.id)])]));
  }
  const { rows, nextCursor } = pageOf(await query.execute(), limit, (row) => ({ list, key: row.created_at.getTime(), id: row.id }));
  return { items: await showPayments(ctx, rows), nextCursor };
}
