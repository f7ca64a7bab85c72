import { deactivateCoupon as deactivate } from '../coupon/recall.js';
import { withRetry } from '../database.js';
import type { OperatorContext, Told } from './told.js';

/** Takes one coupon back from its user. */
export async function deactivateCoupon(ctx: OperatorContext, { id }: { readonly id: string }): Promise<Told> {
  await withRetry(ctx.db, (db) => deactivate({ ...ctx, db }, id, ctx.actor));
  return { lines: [`${id} is recalled.`], data: { id, state: 'recalled' } };
}
