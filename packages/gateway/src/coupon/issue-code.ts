import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { readCoupons, stateOf } from './coupon-row.js';
import type { FullCoupon } from './coupon-row.js';
import { isMoneyOff } from './face.js';
import { closedAt } from './opening.js';
import { grouped, hashOfCode, mintRedemptionCode, REDEMPTION_SECONDS } from './redemption-code.js';

type Issue = Row<'issueRedemptionCode'>;

/**
 * Makes the one-time code that a till takes for the user's exchange or gift, and ends the one before. A coupon with a code of an
 * imported list shows that one instead, until it is used. Throws `not_found` or `right_not_usable`.
 */
export async function issueRedemptionCode(ctx: Context, { couponId }: Parsed<Issue>): Promise<Output<Issue>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const shard_key = shardOf(userId);
  // Two screens may ask at once: the coupon's row is the lock that leaves one code alive.
  await ctx.db.selectFrom('coupon').select('id').where('shard_key', '=', shard_key).where('id', '=', couponId).where('user_id', '=', userId).forUpdate().execute();
  const [coupon] = await readCoupons(ctx, userId, [couponId]);
  if (coupon === undefined) throw problem('not_found', 'This user has no such coupon.');
  const against = refusalAtCounter(coupon, now);
  if (against !== null) throw problem('right_not_usable', against);
  if (coupon.campaign.imported_codes && coupon.code !== null) return shown(couponId, coupon.code, now, coupon.valid_to);
  await ctx.db.updateTable('redemption_code').set({ state: 'ended' })
    .where('shard_key', '=', shard_key).where('coupon_id', '=', couponId).where('state', '=', 'live').execute();
  const code = mintRedemptionCode(ctx.random, shard_key);
  const end = new Date(Math.min(now.getTime() + REDEMPTION_SECONDS * 1000, coupon.valid_to.getTime()));
  await ctx.db.insertInto('redemption_code').values({
    shard_key, code_hash: hashOfCode(ctx.settings, code), user_id: userId, coupon_id: couponId, state: 'live', issued_at: now, expires_at: end,
    used_at: null, store_id: null, terminal_id: null, idempotency_key: null,
  }).execute();
  return shown(couponId, grouped(code), now, end);
}

const shown = (couponId: string, code: string, issuedAt: Date, expiresAt: Date) =>
  ({ couponId, code, issuedAt: issuedAt.toISOString(), expiresAt: expiresAt.toISOString() });

/** Why a coupon can't be handed in at a till now, in words; null when it can. The store is judged at the till. */
export function refusalAtCounter(coupon: FullCoupon, now: Date): string | null {
  const { campaign } = coupon;
  if (isMoneyOff(campaign.face)) return 'This coupon is used by paying: show a pay code with it, and the discount comes off at the till.';
  const state = campaign.recalled_at !== null && coupon.state === 'unused' ? 'recalled' : stateOf(coupon, now);
  if (state !== 'unused') return `The coupon is ${state}; only an unused one can be used.`;
  if (coupon.valid_from > now) return `The coupon can be used from ${coupon.valid_from.toISOString()}.`;
  switch (closedAt(campaign, now)) {
    case 'weekday': return `The coupon can be used on the ISO weekdays ${[...campaign.weekdays ?? ''].join(', ')} alone (Asia/Shanghai).`;
    case 'hour': return `The coupon can be used ${(campaign.hours ?? []).map(({ from, to }) => `from ${from} to ${to}`).join(' and ')} alone (Asia/Shanghai).`;
    case null: return null;
  }
}
