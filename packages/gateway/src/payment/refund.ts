import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asTerminal } from '../context.js';
import { allowsPartialRefund } from '../coupon/coupon.js';
import { withRetry } from '../database.js';
import { newId } from '../id.js';
import { problem } from '../problem.js';
import { again } from './again.js';
import { bookRefund } from './give-back.js';
import { ownPayment, payment, readPayment, tell } from './read.js';
import { firstLookAt } from './reconcile-rule.js';
import { sendRefund } from './send-refund.js';
import type { PaymentContext, PaymentRow, RefundRow } from './view.js';

type Refund = Row<'refundPayment'>;

/**
 * Gives back part or all of what the source paid, in steps: the refund is decided and booked; the channel is asked. When
 * all of it is back, spent points return and the coupon follows its campaign's policy. Points earned on what is no longer
 * paid are taken back as far as the balance goes; the house bears the rest.
 */
export async function refundPayment(ctx: Context, input: Parsed<Refund>): Promise<Output<Refund>> {
  const terminal = asTerminal(ctx);
  const row = await ownPayment(ctx, input.paymentId);
  const refund = await again(() => withRetry(ctx.db, (db) => decideRefund({ ...ctx, db }, row, { terminalId: terminal.terminalId, key: ctx.idempotencyKey ?? '', amount: input.amount.amount, reason: input.reason })));
  if (refund.state === 'sending') await sendRefund(ctx, refund);
  return payment(ctx, row.id);
}

/** A refund as it is asked for: by which till, under which key, once. In fen. One that was promised with the sale is given whatever its coupon's rule for partial refunds. */
export interface AskedRefund { readonly terminalId: string; readonly key: string; readonly amount: number; readonly reason: string; readonly promised?: boolean }

/** Decides and books a refund in the caller's transaction; the same key gives the refund that was decided first. It has to be sent then. */
export async function decideRefund(ctx: PaymentContext, before: PaymentRow, { terminalId, key: idempotencyKey, amount, reason, promised = false }: AskedRefund): Promise<RefundRow> {
  const now = ctx.clock();
  const key = { shard_key: before.shard_key, payment_id: before.id, terminal_id: terminalId, idempotency_key: idempotencyKey };
  const refund = await ctx.db.insertInto('payment_refund').values({
    ...key, id: newId('rfd', before.shard_key, ctx.random, now), amount, reason,
    // A promised one is decided in a transaction that asks no channel: the sweep does, at its next run.
    state: 'sending', created_at: now, looks: 0, look_at: promised ? now : firstLookAt(now, ctx.settings.channelDeadlineMs),
  }).onConflict((on) => on.columns(['shard_key', 'payment_id', 'terminal_id', 'idempotency_key']).doNothing()).returningAll().executeTakeFirst();
  if (refund === undefined) {
    // A retry after a crash: it was decided then, and only has to be sent.
    return ctx.db.selectFrom('payment_refund').selectAll().where((eb) => eb.and(key)).executeTakeFirstOrThrow();
  }
  const row = await ctx.db.updateTable('payment').set((eb) => ({ refunded: eb('refunded', '+', refund.amount) }))
    .where('shard_key', '=', before.shard_key).where('id', '=', before.id).where('status', '=', 'paid')
    .where((eb) => eb(eb('paid', '-', eb.ref('refunded')), '>=', refund.amount))
    .returningAll().executeTakeFirst();
  // Other refunds of the same payment wait for this row, so their sum can't pass what was paid; a void ends it for all of them.
  if (row === undefined) throw await refusal(ctx, before.id, refund.amount);
  if (!promised && row.refunded < row.paid && row.coupon_id !== null && !await allowsPartialRefund(ctx, row.coupon_id)) throw partialRefused(row);
  await bookRefund(ctx, row, refund, now);
  await tell(ctx, 'payment.refunded', row);
  return refund;
}

async function refusal(ctx: PaymentContext, paymentId: string, asked: number) {
  const row = await readPayment(ctx, paymentId);
  if (row.status === 'voided') return problem('payment_not_refundable', 'The payment was voided: all of it has been given back.');
  if (row.status !== 'paid') return problem('payment_not_refundable', `The payment is ${row.status}: only a paid one can be refunded.`);
  if (row.paid === 0) return problem('payment_not_refundable', 'Discounts paid for all of it: there is no money to give back.');
  return problem('refund_exceeds_payment', `${asked} fen were asked, ${row.paid - row.refunded} of ${row.paid} fen are left to refund.`);
}

const partialRefused = ({ paid }: PaymentRow) =>
  problem('partial_refund_refused', `The coupon of this payment goes with all of it: refund all ${paid} fen, and charge anew what the customer keeps.`);
