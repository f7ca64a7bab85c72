import type { EventType, Payment } from '@tessera/contract';
import type { Context } from '../context.js';
import { recordEvent } from '../event/record.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import type { PaymentContext, PaymentRow } from './view.js';
import { showPayments } from './view.js';

/** The row of a payment that exists. */
export const readPayment = (ctx: Pick<Context, 'db'>, paymentId: string): Promise<PaymentRow> =>
  ctx.db.selectFrom('payment').selectAll().where('shard_key', '=', shardOf(paymentId)).where('id', '=', paymentId).executeTakeFirstOrThrow();

/** The payment as it is now, with its refunds. */
export async function payment(ctx: Pick<Context, 'db' | 'locale'>, paymentId: string): Promise<Payment> {
  const [shown] = await showPayments(ctx, [await readPayment(ctx, paymentId)]);
  if (shown === undefined) throw new Error(`${paymentId} has no view`);
  return shown;
}

/** The caller's own payment: a user's, or one of the terminal's store. Anybody else's is `not_found`. */
export async function ownPayment(ctx: Context, paymentId: string): Promise<PaymentRow> {
  const { actor } = ctx;
  const row = await ctx.db.selectFrom('payment').selectAll()
    .where('shard_key', '=', shardOf(paymentId)).where('id', '=', paymentId).executeTakeFirst();
  const own = actor.kind === 'user' ? row?.user_id === actor.userId : actor.kind === 'terminal' && row?.store_id === actor.storeId;
  if (row === undefined || !own) throw problem('not_found', `No payment ${paymentId} is here for this caller.`);
  return row;
}

/** Tells both sides of the payment as `row` has it now, in the caller's transaction: the user first, so that two payments never wait for each other's rows. */
export async function tell(ctx: PaymentContext, type: Extract<EventType, `payment.${string}`>, row: PaymentRow): Promise<void> {
  const [shown] = await showPayments(ctx, [row]);
  if (shown === undefined) return;
  for (const owner of [row.user_id, row.terminal_id]) if (owner !== null) await recordEvent(ctx, { owner, type, subjectId: row.id, payment: shown });
}
