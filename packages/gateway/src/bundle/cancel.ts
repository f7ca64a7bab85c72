import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { problem } from '../problem.js';
import { endActive } from './end.js';
import { findSubscription } from './find.js';
import { showSubscription } from './show.js';

type Route = Row<'cancelSubscription'>;

/** Cancels: no month comes any more, and what was paid for those that have not come goes back to its source. */
export async function cancel(ctx: Context, { subscriptionId }: Parsed<Route>): Promise<Output<Route>> {
  const row = await findSubscription(ctx, asUser(ctx).userId, subscriptionId);
  const ended = await endActive(ctx, row);
  if (ended === null) throw problem('subscription_over', `The subscription is ${row.state === 'active' ? 'cancelled' : row.state}; only an active one can be cancelled.`);
  return showSubscription(ended);
}
