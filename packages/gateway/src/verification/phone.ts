import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';

/** The last four digits of the user's phone, or null when none is known. */
export async function phoneOf(ctx: Pick<Context, 'db'>, userId: string): Promise<string | null> {
  const person = await ctx.db.selectFrom('person').select('phone_last4')
    .where('shard_key', '=', shardOf(userId)).where('id', '=', userId).executeTakeFirst();
  return person?.phone_last4 ?? null;
}

/** A phone number as its user may see it: no more than the last four digits is kept. */
export const masked = (last4: string): string => `*******${last4}`;

/** Like `phoneOf`, for what needs a phone; throws `phone_unknown`. */
export async function needPhone(ctx: Pick<Context, 'db'>, userId: string): Promise<string> {
  const last4 = await phoneOf(ctx, userId);
  if (last4 === null) throw problem('phone_unknown', 'No phone number is known for the user: sign in with a phone number first, and its code can set the PIN.');
  return last4;
}

/** Passes when `code` is the one-time code sent to the user's phone. Throws `phone_unknown`, `phone_code_wrong` or `rate_limited`. */
export async function provePhone(ctx: Pick<Context, 'db' | 'identity' | 'signInGuard'>, userId: string, code: string): Promise<void> {
  await needPhone(ctx, userId);
  if (await ctx.signInGuard.verify(userId, () => ctx.identity.verifyFor(userId, code))) return;
  throw problem('phone_code_wrong', 'The one-time code is wrong or has ended: check the newest message, or ask for another code.');
}
