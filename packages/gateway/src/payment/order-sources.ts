import type { Output, Parsed, Row } from '@tessera/contract';
import { listSources } from '../channels/sources.js';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { getPaymentOptions } from './options.js';

type Order = Row<'orderFundingSources'>;

/** Puts the named sources first, in that order; the others keep theirs behind them. In steps, because the answer asks the banks. */
export async function orderFundingSources(ctx: Context, input: Parsed<Order>): Promise<Output<Order>> {
  const { userId } = asUser(ctx);
  await withRetry(ctx.db, async (db) => {
    const known = (await listSources({ db }, userId)).map((row) => row.id);
    const first = [...new Set(input.sourceIds)];
    const foreign = first.find((id) => !known.includes(id));
    if (foreign !== undefined) throw problem('not_found', `The user has no funding source ${foreign}.`);
    const order = [...first, ...known.filter((id) => !first.includes(id))];
    // By id, so that two reorderings lock the rows in one order; the last one to commit is the user's order.
    for (const id of [...order].sort()) {
      await db.updateTable('funding_source').set({ position: order.indexOf(id) })
        .where('shard_key', '=', shardOf(id)).where('id', '=', id).where('user_id', '=', userId).execute();
    }
  });
  return getPaymentOptions(ctx);
}
