import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { Overtaken } from '../database.js';
import { newId, shardOf } from '../id.js';
import { openOrder } from '../merchant-code/issue.js';
import { orderStanding } from '../merchant-code/order.js';
import { readPayment } from '../payment/read.js';
import { problem } from '../problem.js';
import { findBundle } from './catalogue.js';
import { house } from './house.js';
import { money, showSubscription } from './show.js';
import type { SubscriptionRow } from './show.js';

type Route = Row<'buyBundle'>;

/** Opens the order of a bundle, or gives the one that can still be paid. Nothing is bought until it is. */
export async function buy(ctx: Context, { bundleId }: Parsed<Route>): Promise<Output<Route>> {
  const { userId, platformId } = asUser(ctx);
  const bundle = findBundle(bundleId);
  if (bundle === null) throw problem('not_found', 'There is no such bundle on sale.');
  const now = ctx.clock();
  const open = await ctx.db.selectFrom('subscription').selectAll().where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId)
    .where('bundle_id', '=', bundleId).where('state', 'in', ['unpaid', 'active']).forUpdate().executeTakeFirst();
  if (open !== undefined && await isPayable(ctx, open, now)) return answer(open);
  const order = await openOrder(ctx, house, bundle.price);
  if (order === null) throw problem('not_found', 'Bundles are not on sale here: the gateway has no store to sell them at.');
  const ordered = { order_id: order.orderId, payload: order.payload, order_ends_at: order.endsAt, price: bundle.price, months: bundle.months, platform_id: platformId, created_at: now };
  const row = open === undefined
    ? await ctx.db.insertInto('subscription').values({
      ...ordered, shard_key: shardOf(userId), id: newId('sub', shardOf(userId), ctx.random, now), user_id: userId, bundle_id: bundleId, state: 'unpaid',
      payment_id: null, paid: 0, given_back: 0, months_received: 0, bought_at: null, next_at: null,
    }).onConflict((on) => on.columns(['shard_key', 'user_id', 'bundle_id']).where('state', 'in', ['unpaid', 'active']).doNothing()).returningAll().executeTakeFirst()
    : await ctx.db.updateTable('subscription').set(ordered).where('shard_key', '=', open.shard_key).where('id', '=', open.id)
      .where('state', '=', 'unpaid').where('order_id', '=', open.order_id).returningAll().executeTakeFirst();
  // Another of the user's taps opened one first, or it has just been found paid.
  if (row === undefined) throw new Overtaken('the user’s subscription of this bundle has changed');
  return answer(row);
}

/** Whether an open subscription's order can still be paid; false for one that came to nothing. Throws `already_subscribed` when it is bought, or about to be. */
async function isPayable(ctx: Context, open: SubscriptionRow, now: Date): Promise<boolean> {
  if (open.state === 'active') throw problem('already_subscribed', 'The user has this bundle. It can be bought again after its last month, or once it is cancelled.');
  const order = await orderStanding(ctx, open.order_id, now);
  if (order === undefined || order.paymentId === null) return order?.payable ?? false;
  const { status, refunded } = await readPayment(ctx, order.paymentId);
  if (status === 'declined' || status === 'voided' || refunded > 0) return false;
  throw problem('already_subscribed', 'The order of this bundle is being paid: read the subscription until that is done.');
}

const answer = (row: SubscriptionRow): Output<Route> => ({
  subscription: showSubscription(row), order: { payload: row.payload, amount: money(row.price), expiresAt: row.order_ends_at.toISOString() },
});
