import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { findSubscription } from './find.js';
import { showSubscription } from './show.js';

type Route = Row<'getSubscription'>;

/** The user's subscription. */
export const get = async (ctx: Context, { subscriptionId }: Parsed<Route>): Promise<Output<Route>> =>
  showSubscription(await findSubscription(ctx, asUser(ctx).userId, subscriptionId));
