import type { Output, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { readEnergy } from './read.js';

type Route = Row<'getEnergy'>;

/** The user's energy card. */
export const get = (ctx: Context): Promise<Output<Route>> => readEnergy(ctx, asUser(ctx).userId, ctx.clock());
