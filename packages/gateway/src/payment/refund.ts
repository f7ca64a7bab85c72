import type { Output, Parsed, Row } from '@tessera/contract';
import { returnCoupon } from '../coupon/coupon.js';
import type { Context } from '../context.js';
import { asTerminal } from '../context.js';
import { withRetry } from '../database.js';
import { newId } from '../id.js';
import { balance, InsufficientBalance, transferAll } from '../ledger/ledger.js';
import { problem } from '../problem.js';
import { refundEntries } from './entries.js';
import { earnedFor, pointsOf } from './points.js';
import { ownPayment, payment, readPayment, tell } from './read.js';
import { firstLookAt } from './reconcile-rule.js';
import { sendRefund } from './send-refund.js';
import type { PaymentRow, RefundRow } from './view.js';

type Refund = Row<'refundPayment'>;

/**
 * Gives back part or all of what the source paid, in steps: the refund is decided and booked; the channel is asked. When
 * all of it is back, spent points return and the coupon follows its campaign's policy. Points earned on what is no longer
 * paid are taken back as far as the balance goes; the house bears the rest.
 */
export async function refundPayment(ctx: Context, input: Parsed<Refund>): Promise<Output<Refund>> {
  const terminal = asTerminal(ctx);
  const row = await ownPayment(ctx, input.paymentId);
  const refund = await decideAgain(ctx, row, terminal.terminalId, input);
  if (refund.state === 'sending') await sendRefund(ctx, refund);
  return payment(ctx, row.id);
}

/** The user may spend points while they are being taken back; then the sum is made again. */
async function decideAgain(ctx: Context, row: PaymentRow, terminalId: string, input: Parsed<Refund>): Promise<RefundRow> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withRetry(ctx.db, (db) => decide({ ...ctx, db }, row, terminalId, input));
    } catch (error) {
      if (!(error instanceof InsufficientBalance) || attempt === 3) throw error;
    }
  }
}

async function decide(ctx: Context, before: PaymentRow, terminalId: string, input: Parsed<Refund>): Promise<RefundRow> {
  const now = ctx.clock();
  const key = { shard_key: before.shard_key, payment_id: before.id, terminal_id: terminalId, idempotency_key: ctx.idempotencyKey ?? '' };
  const refund = await ctx.db.insertInto('payment_refund').values({
    ...key, id: newId('rfd', before.shard_key, ctx.random, now), amount: input.amount.amount, reason: input.reason,
    state: 'sending', created_at: now, looks: 0, look_at: firstLookAt(now, ctx.settings.channelDeadlineMs),
  }).onConflict((on) => on.columns(['shard_key', 'payment_id', 'terminal_id', 'idempotency_key']).doNothing()).returningAll().executeTakeFirst();
  if (refund === undefined) {
    // A retry after a crash: it was decided then, and only has to be sent.
    return ctx.db.selectFrom('payment_refund').selectAll().where((eb) => eb.and(key)).executeTakeFirstOrThrow();
  }
  const row = await ctx.db.updateTable('payment').set((eb) => ({ refunded: eb('refunded', '+', refund.amount) }))
    .where('shard_key', '=', before.shard_key).where('id', '=', before.id).where('status', '=', 'paid')
    .where((eb) => eb(eb('paid', '-', eb.ref('refunded')), '>=', refund.amount))
    .returningAll().executeTakeFirst();
  // Other refunds of the same payment wait for this row, so their sum can't pass what was paid.
  if (row === undefined) throw await refusal(ctx, before.id, refund.amount);
  const full = row.refunded === row.paid;
  const takenBack = await takeBack(ctx, row, full);
  await transferAll(ctx, refundEntries(row, refund, full, takenBack));
  if (full && row.coupon_id !== null) await returnCoupon(ctx, { couponId: row.coupon_id, paymentId: row.id, now });
  await tell(ctx, 'payment.refunded', row.id);
  return refund;
}

/** Points to take back now: those earned beyond what is still paid for, as far as the balance goes. */
async function takeBack(ctx: Context, row: PaymentRow, full: boolean): Promise<number> {
  const due = row.points_earned - row.points_taken_back - earnedFor(row.paid - row.refunded);
  if (due <= 0) return 0;
  const { available } = await balance(ctx, pointsOf(row.user_id));
  const taken = Math.min(due, available + (full ? row.points_spent : 0));
  await ctx.db.updateTable('payment').set({ points_taken_back: row.points_taken_back + taken })
    .where('shard_key', '=', row.shard_key).where('id', '=', row.id).execute();
  return taken;
}

async function refusal(ctx: Context, paymentId: string, asked: number) {
  const row = await readPayment(ctx, paymentId);
  if (row.status !== 'paid') return problem('payment_not_refundable', `The payment is ${row.status}: only a paid one can be refunded.`);
  if (row.paid === 0) return problem('payment_not_refundable', 'Discounts paid for all of it: there is no money to give back.');
  return problem('refund_exceeds_payment', `${asked} fen were asked, ${row.paid - row.refunded} of ${row.paid} fen are left to refund.`);
}
