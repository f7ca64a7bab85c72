import type { Output, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { shardOf } from '../id.js';
import { bundles } from './catalogue.js';
import { showBundle } from './show.js';
import type { SubscriptionRow } from './show.js';
import { startIfPaid } from './start.js';

type Route = Row<'listBundles'>;

/** The bundles on sale, each with the user's newest subscription of it. An order that came to nothing is none. */
export async function list(ctx: Context): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const rows = await ctx.db.selectFrom('subscription').selectAll().where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId)
    .orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
  const mine = await Promise.all(rows.map((row) => startIfPaid(ctx, row)));
  // The one that is open, if any, is the newest, also beside one that ended in the same millisecond.
  const isOpen = (row: SubscriptionRow) => row.state === 'active' || row.state === 'unpaid';
  const shown = mine.filter((row) => row.state !== 'unpaid' || row.order_ends_at > now).sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  return { items: bundles.map((bundle) => showBundle(ctx, bundle, shown.find((row) => row.bundle_id === bundle.id) ?? null)) };
}
