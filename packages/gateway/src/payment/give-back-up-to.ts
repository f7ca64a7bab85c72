import { shardOf } from '../id.js';
import { decideRefund } from './refund.js';
import type { AskedRefund } from './refund.js';
import type { PaymentContext } from './view.js';

/**
 * Gives back `amount` fen of a payment, or what is left of it when that is less, in the caller's transaction, once for each
 * terminal and key; the sweep of payments sends it, a promised one within a second. Returns the fen that go back: 0 for a payment that is not paid (any more).
 */
export async function giveBackUpTo(ctx: PaymentContext, paymentId: string, asked: AskedRefund): Promise<number> {
  // Tills that refund the same payment wait here, so that what is left stays so until it is taken.
  const row = await ctx.db.selectFrom('payment').selectAll().where('shard_key', '=', shardOf(paymentId)).where('id', '=', paymentId).forUpdate().executeTakeFirst();
  const known = await ctx.db.selectFrom('payment_refund').select('amount').where('shard_key', '=', shardOf(paymentId)).where('payment_id', '=', paymentId)
    .where('terminal_id', '=', asked.terminalId).where('idempotency_key', '=', asked.key).executeTakeFirst();
  if (known !== undefined) return known.amount;
  const amount = row?.status === 'paid' ? Math.min(asked.amount, row.paid - row.refunded) : 0;
  if (row === undefined || amount <= 0) return 0;
  return (await decideRefund(ctx, row, { ...asked, amount })).amount;
}
