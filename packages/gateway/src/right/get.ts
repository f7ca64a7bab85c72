import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { readRight } from './detail.js';

type Route = Row<'getRight'>;

/** A right with its rules, stores and history; its code only once the user has asked for it. */
export const get = (ctx: Context, { rightId }: Parsed<Route>): Promise<Output<Route>> =>
  readRight(ctx, asUser(ctx).userId, rightId, ctx.clock());
