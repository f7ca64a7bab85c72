import type { Services } from '../context.js';
import { withRetry } from '../database.js';
import { recordEvent } from '../event/record.js';
import { orderStanding } from '../merchant-code/order.js';
import { readPayment } from '../payment/read.js';
import { grantMonth, nextMonthAt } from './months.js';
import type { SubscriptionRow } from './show.js';

/**
 * Starts a subscription whose order is found paid: its first month comes at once. The row that is still `unpaid` is what makes it
 * once, however many readers and sweeps see the payment. Returns the row as it is now.
 */
export async function startIfPaid(services: Services, row: SubscriptionRow): Promise<SubscriptionRow> {
  if (row.state !== 'unpaid') return row;
  const now = services.clock();
  const order = await orderStanding(services, row.order_id, now);
  if (order === undefined || order.paymentId === null) return row;
  const payment = await readPayment(services, order.paymentId);
  if (payment.status !== 'paid' || payment.refunded > 0) return row;
  return withRetry(services.db, async (db) => {
    const ctx = { ...services, db };
    const next_at = nextMonthAt(now, 1, row.months);
    const started = await db.updateTable('subscription')
      .set({ state: next_at === null ? 'ended' : 'active', payment_id: payment.id, paid: payment.paid, months_received: 1, bought_at: now, next_at })
      .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '=', 'unpaid').where('order_id', '=', row.order_id)
      .returningAll().executeTakeFirst();
    if (started === undefined) return db.selectFrom('subscription').selectAll().where('shard_key', '=', row.shard_key).where('id', '=', row.id).executeTakeFirstOrThrow();
    await recordEvent(ctx, { owner: row.user_id, type: 'subscription.started', subjectId: row.id });
    await grantMonth(ctx, started, now);
    return started;
  });
}
