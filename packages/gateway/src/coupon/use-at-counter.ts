import { base32 } from '../id.js';
import type { Context } from '../context.js';
import { recordEvent } from '../event/record.js';
import { readCoupons } from './coupon-row.js';
import { isMoneyOff } from './face.js';
import { writeHistory } from './history.js';

/**
 * Uses a coupon for a thing (exchange, gift): makes the code that the counter takes, 80 random bits, and marks it used,
 * in the caller's transaction. False when the coupon is money off, not this user's, or not unused: nothing has changed then.
 */
export async function useAtCounter(ctx: Pick<Context, 'db' | 'clock' | 'events' | 'random'>, userId: string, couponId: string, now: Date): Promise<boolean> {
  const [coupon] = await readCoupons(ctx, userId, [couponId]);
  if (coupon === undefined || isMoneyOff(coupon.campaign.face)) return false;
  const used = await ctx.db.updateTable('coupon').set({ state: 'used', used_at: now, code: counterCode(ctx.random) })
    .where('shard_key', '=', coupon.shard_key).where('id', '=', couponId).where('user_id', '=', userId)
    .where('state', '=', 'unused').where('valid_from', '<=', now).where('valid_to', '>', now)
    .returning('id').executeTakeFirst();
  if (used === undefined) return false;
  await writeHistory(ctx, couponId, 'used', now, null);
  await recordEvent(ctx, { owner: userId, type: 'coupon.used', subjectId: couponId });
  return true;
}

/** Sixteen digits of Crockford's base 32 in groups of four. */
const counterCode = (random: (bytes: number) => Uint8Array): string =>
  [...random(16)].map((byte) => base32(byte % 32, 1)).join('').replace(/(.{4})(?=.)/g, '$1-');
