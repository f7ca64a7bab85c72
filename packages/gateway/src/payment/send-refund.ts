import { withDeadline } from '../channels/channel.js';
import { withRetry } from '../database.js';
import { transfer } from '../ledger/ledger.js';
import { sentEntry } from './entries.js';
import { readPayment } from './read.js';
import type { PaymentContext, RefundRow } from './view.js';

/** Has the channel give the money, and books it as sent. A channel that does not answer is asked again by the sweep. */
export async function sendRefund(ctx: PaymentContext, refund: RefundRow): Promise<void> {
  const row = await readPayment(ctx, refund.payment_id);
  const channel = ctx.channels[row.source_kind];
  try {
    await withDeadline(ctx.settings.channelDeadlineMs, (signal) =>
      channel.refund({ reference: refund.id, order: row.id, amount: refund.amount, price: row.amount }, signal));
  } catch (error) {
    ctx.log.warn({ err: error, paymentId: row.id, refundId: refund.id }, 'a channel has not confirmed a refund');
    return;
  }
  await withRetry(ctx.db, async (db) => {
    const sent = await db.updateTable('payment_refund').set({ state: 'sent', look_at: null })
      .where('shard_key', '=', refund.shard_key).where('id', '=', refund.id).where('state', '=', 'sending')
      .returning('id').executeTakeFirst();
    // The verb and the sweep may both have sent it; the channel gave it once, and it is booked once.
    if (sent !== undefined) await transfer({ ...ctx, db }, sentEntry(row, refund));
  });
}
