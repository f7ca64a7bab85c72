import type { Services } from '../context.js';
import { withRetry } from '../database.js';
import { addDays, dayOf } from '../day.js';
import { shardOf } from '../id.js';
import { orderStanding } from '../merchant-code/order.js';
import { readPayment } from '../payment/read.js';
import { endActive, giveBack } from './end.js';
import { house } from './house.js';
import { grantMonth, nextMonthAt } from './months.js';
import type { SubscriptionRow } from './show.js';
import { startIfPaid } from './start.js';

/** Most subscriptions of each kind that one run looks at. */
const BATCH = 50;
/** How long an order that nobody paid is kept, in milliseconds: longer than its code can be paid. */
const KEPT_MS = 24 * 3_600_000;
/** How long after its code has ended an order is looked at every second. */
const RECENT_MS = 600_000;

/**
 * Starts what has been paid, gives the months that are due, ends what a till has refunded, and gives back what suppliers refused. Every
 * step is conditional on what it found, so any number of processes may run it. Returns how many subscriptions it changed.
 */
export async function sweepSubscriptions(services: Services): Promise<number> {
  const steps = [await startPaid(services), await followTill(services), await receiveDue(services), await returnRefused(services)];
  return steps.reduce((sum, count) => sum + count, 0);
}

/** Orders that can be paid or were a moment ago; the payment of an older one was in doubt for long, and waits for the slower sweep or for its user. */
async function startPaid(services: Services): Promise<number> {
  const rows = await services.db.selectFrom('subscription').selectAll().where('state', '=', 'unpaid')
    .where('order_ends_at', '>', new Date(services.clock().getTime() - RECENT_MS)).orderBy('order_ends_at').limit(4 * BATCH).execute();
  return startEach(services, rows);
}

async function startEach(services: Services, rows: readonly SubscriptionRow[]): Promise<number> {
  return forEach(services, rows, async (row) => (await startIfPaid(services, row)).state !== 'unpaid');
}

async function receiveDue(services: Services): Promise<number> {
  const now = services.clock();
  const rows = await services.db.selectFrom('subscription').selectAll().where('state', '=', 'active').where('next_at', '<=', now).orderBy('next_at').limit(BATCH).execute();
  return forEach(services, rows, (row) => withRetry(services.db, (db) => receive({ ...services, db }, row, now)));
}

async function receive(services: Services, row: SubscriptionRow, now: Date): Promise<boolean> {
  const months_received = row.months_received + 1;
  const next_at = row.bought_at === null ? null : nextMonthAt(row.bought_at, months_received, row.months);
  // A cancellation takes the same row: a month comes, or its money goes back, never both.
  const counted = await services.db.updateTable('subscription').set({ months_received, next_at, state: next_at === null ? 'ended' : 'active' })
    .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '=', 'active').where('months_received', '=', row.months_received)
    .returningAll().executeTakeFirst();
  if (counted === undefined) return false;
  await grantMonth(services, counted, now);
  return true;
}

/** Whoever gives a bundle's money back at the till ends it: what is left of the months that have not come goes back as well. */
async function followTill(services: Services): Promise<number> {
  const today = dayOf(services.clock());
  const rows = await services.db.selectFrom('settlement_entry').innerJoin('subscription', 'subscription.payment_id', 'settlement_entry.payment_id').selectAll('subscription').distinct()
    .where('settlement_entry.shard_key', '=', shardOf(house.storeId)).where('store_id', '=', house.storeId).where('day', 'in', [today, addDays(today, -1)])
    .where('kind', 'in', ['refund', 'void']).where('subscription.state', '=', 'active').execute();
  return forEach(services, rows, (row) => withRetry(services.db, (db) => endIfGivenBack({ ...services, db }, row)));
}

async function endIfGivenBack(services: Services, { shard_key, id }: SubscriptionRow): Promise<boolean> {
  // Locked, so that what this noun itself gives back meanwhile is not taken for the till's.
  const row = await services.db.selectFrom('subscription').selectAll().where('shard_key', '=', shard_key).where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined || row.payment_id === null) return false;
  const byTill = (await readPayment(services, row.payment_id)).refunded - row.given_back;
  return byTill > 0 && (await endActive(services, row, byTill)) !== null;
}

/** A benefit that its supplier refused goes back at its price within the bundle. */
async function returnRefused(services: Services): Promise<number> {
  const refused = await services.db.selectFrom('benefit').innerJoin('subscription', (join) => join.onRef('subscription.shard_key', '=', 'benefit.shard_key').onRef('subscription.id', '=', 'benefit.subscription_id'))
    .selectAll('subscription').select(['benefit.id as benefit_id', 'benefit.paid_fen'])
    .where('benefit.state', '=', 'refunded').where('benefit.paid_fen', '>', 0).where('benefit.given_back_at', 'is', null).limit(BATCH).execute();
  return forEach(services, refused, ({ benefit_id, paid_fen, ...row }) => withRetry(services.db, async (db) => {
    const won = await db.updateTable('benefit').set({ given_back_at: services.clock() }).where('shard_key', '=', row.shard_key).where('id', '=', benefit_id)
      .where('given_back_at', 'is', null).returning('id').executeTakeFirst();
    if (won !== undefined) await giveBack({ ...services, db }, row, { amount: paid_fen, key: `${benefit_id}/refused`, reason: '权益未能发放' });
    return won !== undefined;
  }));
}

/** Does each by itself, so that one that fails stops no other; it is tried again in the next run. Returns how many were changed. */
async function forEach<T extends SubscriptionRow>(services: Services, rows: readonly T[], work: (row: T) => Promise<boolean>): Promise<number> {
  let changed = 0;
  for (const row of rows) {
    try {
      changed += Number(await work(row));
    } catch (error) {
      services.log.error({ err: error, subscriptionId: row.id }, 'a subscription could not be followed');
    }
  }
  return changed;
}

/** Deletes orders of bundles that nobody paid, and starts those that were paid after all. Returns how many it dealt with. */
export async function sweepBundleOrders(services: Services): Promise<number> {
  const now = services.clock();
  const rows = await services.db.selectFrom('subscription').selectAll().where('state', '=', 'unpaid').where('order_ends_at', '<=', new Date(now.getTime() - RECENT_MS)).limit(1000).execute();
  let dealt = await startEach(services, rows);
  for (const row of rows) {
    const order = await orderStanding(services, row.order_id, now);
    if (order?.paymentId || row.order_ends_at.getTime() > now.getTime() - KEPT_MS) continue;
    const gone = await services.db.deleteFrom('subscription').where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '=', 'unpaid')
      .where('order_id', '=', row.order_id).returning('id').executeTakeFirst();
    dealt += Number(gone !== undefined);
  }
  return dealt;
}
