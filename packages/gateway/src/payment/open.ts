import type { FundingKind, Months } from '@tessera/contract';
import { lockCoupon, sharesOf } from '../coupon/coupon.js';
import type { Context } from '../context.js';
import { withRetry } from '../database.js';
import { dayOf } from '../day.js';
import { newId, shardOf } from '../id.js';
import { hold, lockAccount } from '../ledger/ledger.js';
import { problem } from '../problem.js';
import { pointsOf } from '../right/right.js';
import { admit } from './admit.js';
import { again } from './again.js';
import { release } from './end.js';
import { pointsSpent } from './entries.js';
import { planFor } from './instalments.js';
import { decideDiscounts } from './decide-discounts.js';
import type { Discounts } from './decide-discounts.js';
import { tell } from './read.js';
import type { PaymentRow } from './view.js';

/** A payment about to be opened: who pays which store, from what, and how it came. Amounts in fen. */
export interface Opening {
  readonly userId: string;
  readonly sourceId: string;
  /** `auto`, `none` or a coupon's id. One that does not fit is left out. */
  readonly coupon: string;
  readonly points: boolean;
  readonly months: Months | null;
  readonly storeId: string;
  readonly terminalId: string | null;
  readonly orderReference: string | null;
  /** The price, with the tip. */
  readonly amount: number;
  readonly tip: number;
  /** The customer's code, or null when the customer scanned the store's; then `merchantOrderId`, or null for a fixed code. */
  readonly payCodeId: string | null;
  readonly merchantOrderId: string | null;
  readonly offline: boolean;
  /** What the user agreed to pay, where the user saw a quote. */
  readonly agreed: { readonly pay: number } | null;
}

/**
 * The first transaction of a payment: `take` uses up what it is for (a code, an order), discounts are decided and held,
 * limits are judged, and the row is written as `processing`, waiting for its user, or declined. Both sides are told.
 */
export function openPayment(ctx: Context, opening: Opening, take: (tx: Context, paymentId: string, now: Date) => Promise<void>): Promise<PaymentRow> {
  const now = ctx.clock();
  return again(() => withRetry(ctx.db, async (db) => {
    const tx: Context = { ...ctx, db };
    const id = newId('pay', shardOf(opening.userId), ctx.random, now);
    await take(tx, id, now);
    const source = await db.selectFrom('funding_source').select(['kind', 'name', 'last4'])
      .where('shard_key', '=', shardOf(opening.sourceId)).where('id', '=', opening.sourceId).executeTakeFirstOrThrow();
    const store = await db.selectFrom('store').select('name')
      .where('shard_key', '=', shardOf(opening.storeId)).where('id', '=', opening.storeId).executeTakeFirstOrThrow();
    // Payments of one user that spend points wait here for each other, or each would quote what another is about to hold.
    if (opening.points) await lockAccount(tx, pointsOf(opening.userId));
    const { coupon, points, pay } = await holdDiscounts(tx, { ...opening, kind: source.kind }, id, now);
    const spent = { id, user_id: opening.userId, points_spent: points.points };
    if (points.points > 0) await hold(tx, pointsSpent(spent));
    const fixedCode = opening.payCodeId === null && opening.merchantOrderId === null;
    const beginning = await admit(tx, { userId: opening.userId, paid: pay, kind: source.kind, fixedCode, offline: opening.offline, now });
    const plan = planOf(opening, source.kind, pay, now);
    const row = await db.insertInto('payment').values({
      ...spent, ...beginning, shard_key: shardOf(id), pay_code_id: opening.payCodeId, terminal_id: opening.terminalId, merchant_order_id: opening.merchantOrderId,
      idempotency_key: ctx.idempotencyKey ?? '', store_id: opening.storeId, store_name: JSON.stringify(store.name), order_reference: opening.orderReference,
      amount: opening.amount, tip: opening.tip, paid: pay, offline: opening.offline, plan: plan === null ? null : JSON.stringify(plan),
      source_id: opening.sourceId, source_kind: source.kind, source_name: JSON.stringify(source.name), source_last4: source.last4,
      coupon_id: coupon?.id ?? null, coupon_title: coupon ? JSON.stringify(coupon.title) : null,
      coupon_campaign_id: coupon?.campaignId ?? null, coupon_saved: coupon?.saving ?? 0, coupon_funders: coupon === null || coupon.funders.length < 2 ? null : JSON.stringify(sharesOf(coupon.saving, coupon.funders)),
      points_saved: points.saved, points_earned: 0, points_taken_back: 0, refunded: 0, created_at: now, looks: 0,
    }).returningAll().executeTakeFirstOrThrow();
    if (row.status === 'declined') await release(tx, row, now);
    await tell(tx, `payment.${row.status}`, row);
    return row;
  }));
}

/** The discounts of a quote, its coupon held. One that another payment took first is left out, and the rest decided again. */
async function holdDiscounts(tx: Context, opening: Opening & { readonly kind: FundingKind }, paymentId: string, now: Date): Promise<Discounts> {
  const { userId, storeId, amount, agreed } = opening;
  const how = { payWith: [opening.kind], presentedBy: opening.payCodeId === null ? 'merchant_code' : 'pay_code' } as const;
  const without: string[] = [];
  for (;;) {
    const discounts = await decideDiscounts(tx, { userId, storeId, amount, coupon: opening.coupon, points: opening.points, ...how, now, without });
    if (agreed !== null && discounts.pay !== agreed.pay) throw problem('quote_changed', `The payment would now come to ${discounts.pay} fen, not to the ${agreed.pay} fen that were shown: show the user the new quote and ask again.`);
    if (discounts.coupon === null) return discounts;
    const couponId = discounts.coupon.id;
    if (await lockCoupon(tx, { userId, storeId, amount, ...how, now, couponId, paymentId }) !== null) return discounts;
    without.push(couponId);
  }
}

/** How the source spreads it. At a till a plan that does not fit the price is left out; a user who saw the quote is told. */
function planOf({ months, agreed }: Opening, kind: PaymentRow['source_kind'], pay: number, now: Date): PaymentRow['plan'] {
  if (months === null) return null;
  const plan = planFor(kind, pay, months, dayOf(now));
  if (plan === null && agreed !== null) throw problem('instalments_unavailable', `This source does not spread ${pay} fen over ${months} months: choose one of the quote's plans, or none.`);
  return plan;
}
