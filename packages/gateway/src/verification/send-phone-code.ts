import { asUser, type Context } from '../context.js';
import { needPhone } from './phone.js';

/** Sends a one-time code to the user's phone, a few times in ten minutes. */
export async function sendPhoneCode(ctx: Context): Promise<undefined> {
  const { userId } = asUser(ctx);
  await needPhone(ctx, userId);
  await ctx.signInGuard.countSent(userId);
  await ctx.identity.sendTo(userId);
}
