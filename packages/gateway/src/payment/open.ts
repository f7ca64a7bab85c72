import type { Parsed, Row } from '@tessera/contract';
import { lockCoupon, usableCoupons } from '../coupon/coupon.js';
import type { LockedCoupon } from '../coupon/coupon.js';
import type { Context, TerminalActor } from '../context.js';
import { withRetry } from '../database.js';
import { newId, shardOf } from '../id.js';
import { balance, hold } from '../ledger/ledger.js';
import { useCode } from '../pay-code/resolve.js';
import type { PayCodeRow } from '../pay-code/resolve.js';
import { pointsSpent } from './entries.js';
import { pointsOf, quotePoints } from './points.js';
import { tell } from './read.js';
import { firstLookAt } from './reconcile-rule.js';
import type { PaymentRow } from './view.js';

/**
 * The first transaction of a charge: uses the code, settles the discounts, holds coupon and points, and writes the
 * payment as `processing`. A coupon that does not fit this purchase is left out; the code's user pays without it.
 */
export function openPayment(ctx: Context, terminal: TerminalActor, code: PayCodeRow, input: Parsed<Row<'chargePayment'>>): Promise<PaymentRow> {
  const now = ctx.clock();
  const { amount } = input.amount;
  return withRetry(ctx.db, async (db) => {
    const tx: Context = { ...ctx, db };
    const id = newId('pay', shardOf(code.user_id), ctx.random, now);
    await useCode(tx, code, id, now);
    const source = await db.selectFrom('funding_source').select(['kind', 'name', 'last4'])
      .where('shard_key', '=', shardOf(code.source_id)).where('id', '=', code.source_id).executeTakeFirstOrThrow();
    const store = await db.selectFrom('store').select('name')
      .where('shard_key', '=', shardOf(terminal.storeId)).where('id', '=', terminal.storeId).executeTakeFirstOrThrow();
    const coupon = await chooseCoupon(tx, code, { paymentId: id, storeId: terminal.storeId, amount, now });
    const couponSaved = coupon?.saving ?? 0;
    const points = code.points ? quotePoints((await balance(tx, pointsOf(code.user_id))).available, amount - couponSaved) : { points: 0, saved: 0 };
    const row = await db.insertInto('payment').values({
      shard_key: shardOf(id), id, user_id: code.user_id, pay_code_id: code.id, terminal_id: terminal.terminalId,
      idempotency_key: ctx.idempotencyKey ?? '', store_id: terminal.storeId, store_name: JSON.stringify(store.name),
      order_reference: input.orderReference ?? null, status: 'processing', decline_reason: null,
      amount, paid: amount - couponSaved - points.saved,
      source_id: code.source_id, source_kind: source.kind, source_name: JSON.stringify(source.name), source_last4: source.last4,
      coupon_id: coupon?.id ?? null, coupon_title: coupon ? JSON.stringify(coupon.title) : null,
      coupon_campaign_id: coupon?.campaignId ?? null, coupon_saved: couponSaved,
      points_spent: points.points, points_saved: points.saved, points_earned: 0, points_taken_back: 0, refunded: 0,
      created_at: now, settled_at: null, looks: 0, look_at: firstLookAt(now, ctx.settings.channelDeadlineMs),
    }).returningAll().executeTakeFirstOrThrow();
    if (points.points > 0) await hold(tx, pointsSpent(row));
    await tell(tx, 'payment.processing', id);
    return row;
  });
}

interface Purchase { readonly paymentId: string; readonly storeId: string; readonly amount: number; readonly now: Date }

/** Holds the coupon the code names, or the best one that fits. Null when none fits or another payment took it first. */
async function chooseCoupon(ctx: Context, code: PayCodeRow, purchase: Purchase): Promise<LockedCoupon | null> {
  if (code.coupon === 'none') return null;
  const asked = { ...purchase, userId: code.user_id };
  if (code.coupon !== 'auto') return lockCoupon(ctx, { ...asked, couponId: code.coupon });
  for (const coupon of await usableCoupons(ctx, asked)) {
    if (coupon.refusal !== null) break;
    const locked = await lockCoupon(ctx, { ...asked, couponId: coupon.id });
    if (locked !== null) return locked;
  }
  return null;
}
