import assert from 'node:assert/strict';
import type { Services } from '../../context.js';
import type { Database } from '../../database.js';
import { dayOf } from '../../day.js';
import { conservation } from '../../ledger/ledger.js';

/** Throws unless the ledger is true and the banks' books, holds, settlements and daily limits all agree with it and with the payments. */
export async function audit({ services: { db } }: { readonly services: Pick<Services, 'db'> }): Promise<void> {
  assert.deepEqual((await conservation(db)).faults, []);
  await auditBanks(db);
  await auditHolds(db);
  await auditOrders(db);
  await auditSettlement(db);
  await auditLimits(db);
}

/** What a channel has taken is what it owes the house; what it has not yet given back of decided refunds waits in `refunds`. */
async function auditBanks(db: Database): Promise<void> {
  const total = async (name: string) => {
    const rows = await db.selectFrom('ledger_account').select(['owner', 'balance']).where('name', '=', name).execute();
    return rows.reduce((sum, row) => sum.set(row.owner, (sum.get(row.owner) ?? 0) + row.balance), new Map<string, number>());
  };
  const [clearing, refunds] = [await total('clearing'), await total('refunds')];
  const banks = await db.selectFrom('sandbox_account').select(['kind', 'opening', 'available', 'reserved', 'taken']).execute();
  const taken = new Map<string, number>();
  for (const row of banks) {
    assert.equal(row.available + row.reserved + row.taken, row.opening);
    taken.set(row.kind, (taken.get(row.kind) ?? 0) + row.taken);
  }
  for (const [kind, sum] of taken) assert.equal((clearing.get(kind) ?? 0) + sum, 0, `${kind}: clearing ${clearing.get(kind)}, bank took ${sum}, on the way back ${refunds.get(kind)}`);
}

const OPEN = ['needs_confirmation', 'processing', 'in_doubt'] as const;

/** Points, coupons and orders are held for open payments alone. */
async function auditHolds(db: Database): Promise<void> {
  const held = (await db.selectFrom('ledger_hold').select('reference').where('state', '=', 'pending').where('reference', 'like', 'pay_%').execute()).map((row) => row.reference);
  const open = await db.selectFrom('payment').select(['id', 'points_spent', 'coupon_id']).where('status', 'in', OPEN).execute();
  assert.deepEqual(held.sort(), open.filter((row) => row.points_spent > 0).map((row) => `${row.id}/points-spent`).sort(), 'points are held for open payments alone');
  const locked = await db.selectFrom('coupon').select(['id', 'payment_id']).where('state', '=', 'locked').where('payment_id', 'is not', null).execute();
  for (const coupon of locked) {
    const holder = await db.selectFrom('payment').select('status').where('id', '=', coupon.payment_id ?? '').executeTakeFirst();
    assert.ok(holder === undefined || OPEN.some((status) => status === holder.status), `${coupon.id} is locked by a ${holder?.status} payment`);
  }
  const taken = await db.selectFrom('merchant_order').innerJoin('payment', 'payment.id', 'merchant_order.payment_id').select(['merchant_order.id', 'payment.status']).execute();
  for (const order of taken) assert.ok(order.status !== 'declined' && order.status !== 'voided', `${order.id} is taken by a ${order.status} payment`);
}

/** A bank has taken an order exactly when its payment is paid; what it took of a voided one is back or on its way. */
async function auditOrders(db: Database): Promise<void> {
  const orders = await db.selectFrom('sandbox_order').innerJoin('payment', 'payment.id', 'sandbox_order.reference')
    .select(['payment.id', 'payment.status', 'payment.paid', 'sandbox_order.amount', 'sandbox_order.state', 'sandbox_order.refunded']).execute();
  const sending = new Set((await db.selectFrom('payment_refund').select('payment_id').where('state', '=', 'sending').execute()).map((row) => row.payment_id));
  for (const order of orders) {
    const untaken = order.state === 'declined' || order.state === 'cancelled';
    switch (order.status) {
      case 'paid': assert.deepEqual([order.state, order.amount], ['captured', order.paid], order.id); break;
      case 'declined': assert.ok(untaken, `${order.id}: declined here, ${order.state} at the bank`); break;
      case 'voided': assert.ok(untaken || sending.has(order.id) || (order.state === 'captured' && order.refunded === order.paid), `${order.id}: voided here, ${order.state} at the bank`); break;
      case 'needs_confirmation': assert.fail(`${order.id} waits for its user, but its bank was asked`);
    }
  }
}

/** Each store's settlement of each day is what its `payable` moved by on that day. */
async function auditSettlement(db: Database): Promise<void> {
  const sums = new Map<string, number>();
  const add = (store: string, day: string, amount: number) => sums.set(`${store} ${day}`, (sums.get(`${store} ${day}`) ?? 0) + amount);
  for (const entry of await db.selectFrom('settlement_entry').selectAll().execute()) add(entry.store_id, entry.day, entry.kind === 'payment' ? entry.amount : -entry.amount);
  const moves = await db.selectFrom('ledger_transfer').select(['debit', 'credit', 'amount', 'at']).where('unit', '=', 'CNY').execute();
  for (const { debit, credit, amount, at } of moves) {
    if (credit.endsWith('/payable')) add(credit.slice(0, -'/payable'.length), dayOf(at), -amount);
    if (debit.endsWith('/payable')) add(debit.slice(0, -'/payable'.length), dayOf(at), amount);
  }
  assert.deepEqual([...sums].filter(([, difference]) => difference !== 0), [], 'settlement and payable differ');
}

/** What counts against each user's day is the sum of the payments that came, or may yet come, to something. */
async function auditLimits(db: Database): Promise<void> {
  const sums = new Map<string, readonly [spent: number, count: number]>();
  for (const row of await db.selectFrom('payment').select(['id', 'user_id', 'limit_day', 'limit_class', 'paid', 'status']).where('limit_class', 'is not', null).execute()) {
    assert.ok(['processing', 'in_doubt', 'paid'].includes(row.status), `${row.id} is ${row.status}, and counted`);
    const key = `${row.user_id} ${row.limit_day} ${row.limit_class}`;
    const [spent, count] = sums.get(key) ?? [0, 0];
    sums.set(key, [spent + row.paid, count + 1]);
  }
  const days = await db.selectFrom('day_spend').selectAll().where('count', '>', 0).execute();
  assert.deepEqual(new Map(days.map((row) => [`${row.user_id} ${row.day} ${row.class}`, [row.spent, row.count]])), sums);
}
