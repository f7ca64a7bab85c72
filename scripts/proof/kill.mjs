import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { demo } from '@tessera/gateway';
import { withPostgres } from '../test/postgres.mjs';
import { startGateway } from './gateway.mjs';
import { must, send } from './http.mjs';
import { administer, databaseOf, OPENING, openBooks, openCustomer, openTill, over, PAGE } from './world.mjs';

/** Customers paying when the gateway dies. */
const CUSTOMERS = 6;
/** Prices with which the bank takes the order, or even the money, and never answers: the payment stays between authorize and record. */
const SILENT = [103, 113];
/** Every open payment is known this long after the restart, in milliseconds. */
const KNOWN_WITHIN_MS = 30_000;
/** How long a request in steps stays its process's own; after it, the same key goes on with what was begun. */
const LEASE_MS = 20_000;
const settings = { channelDeadlineMs: 1500 };

/**
 * A gateway process on PostgreSQL dies by kill -9 while payments stand between the bank and the book. After its restart
 * each is found out within 30 seconds, the ledger equals the bank's books, and the till's retry finds its one payment.
 */
export async function kill({ trials, say }) {
  await withPostgres(async (server) => {
    await administer(server, 'create database kill');
    const url = databaseOf(server, 'kill');
    let gateway = await startGateway({ url, seed: true, origins: [PAGE], settings });
    const books = await openBooks(url);
    const charges = [];
    const known = [];
    let died = 0;
    try {
      for (let trial = 1; trial <= trials; trial += 1) {
        const customers = [];
        for (let index = 0; index < CUSTOMERS; index += 1) customers.push(await openCustomer(over(gateway.origin), books.db, `kill-${trial}-${index}`));
        const till = await openTill(over(gateway.origin), demo.terminals.quancheng);
        const { origin } = gateway;
        const begun = await Promise.all(customers.map(async (customer, index) => {
          const code = await must(origin, customer.token, 'POST', '/v1/pay-codes', { coupon: 'none' });
          return { customer, key: randomUUID(), order: { code: code.number, amount: { amount: index < 4 ? SILENT[index % SILENT.length] : 1000 + index, currency: 'CNY' } } };
        }));
        const cut = Promise.allSettled(begun.map(({ key, order }) => send(origin, till.token, 'POST', '/v1/payments', order, key)));
        await betweenAuthorizeAndRecord(books.db, customers);
        // Anywhere in the window, which the silent bank holds open for one and a half seconds.
        await sleep(Math.random() * 300);
        await gateway.kill();
        died = performance.now();
        await cut;
        charges.push(...begun);

        gateway = await startGateway({ url, settings });
        const seconds = await untilKnown(books.db, trial);
        known.push(seconds);
        await check(books, begun, trial);
        say(`kill ${trial} of ${trials}: known after ${seconds.toFixed(1)} s`);
      }
      await sleep(died + LEASE_MS - performance.now());
      await retryAll(gateway.origin, books, charges);
      await books.audit();
    } finally {
      await books.close();
      await gateway.stop();
    }
    say(`${trials} kills, ${charges.length} charges: none lost, none doubled; in doubt for ${Math.max(...known).toFixed(1)} s at most after the restart`);
  });
}

/** Waits until the bank has taken an order that the book still has as open. */
async function betweenAuthorizeAndRecord(db, customers) {
  for (let tries = 0; tries < 200; tries += 1) {
    const window = await db.selectFrom('sandbox_order').innerJoin('payment', 'payment.id', 'sandbox_order.reference').select('payment.id')
      .where('payment.user_id', 'in', customers.map(({ userId }) => userId)).where('payment.status', '=', 'processing').where('payment.amount', 'in', SILENT).execute();
    if (window.length >= 1) return;
    await sleep(10);
  }
  assert.fail('no payment came between authorize and record');
}

/** Waits until no payment is open; gives back the seconds it took. */
async function untilKnown(db, trial) {
  const restarted = performance.now();
  for (;;) {
    const open = await db.selectFrom('payment').select('id').where('status', 'in', ['processing', 'in_doubt']).execute();
    const waited = performance.now() - restarted;
    if (open.length === 0) return waited / 1000;
    assert.ok(waited < KNOWN_WITHIN_MS, `kill ${trial}: ${open.map(({ id }) => id).join()} still open after 30 s`);
    await sleep(100);
  }
}

/** No charge became two payments, and each customer's bank has taken exactly what the book has as paid. */
async function check({ db, audit }, begun, trial) {
  await audit();
  for (const { customer, order } of begun) {
    const payments = await db.selectFrom('payment').select(['id', 'status', 'paid', 'amount']).where('user_id', '=', customer.userId).execute();
    assert.ok(payments.length <= 1, `kill ${trial}: one charge of ${customer.userId} became ${payments.length} payments`);
    const paid = payments.filter(({ status }) => status === 'paid').reduce((sum, payment) => sum + payment.paid, 0);
    assert.ok(paid === 0 || paid === order.amount.amount, `kill ${trial}: ${customer.userId} paid ${paid} of ${order.amount.amount}`);
    const account = await db.selectFrom('sandbox_account').select(['available', 'reserved', 'taken']).where('id', '=', customer.sourceId).executeTakeFirstOrThrow();
    assert.deepEqual(account, { available: OPENING - paid, reserved: 0, taken: paid }, `kill ${trial}: the bank's book of ${customer.userId}`);
  }
}

/** The till asks again with the keys it used: each finds the one payment there is, and no money moves. A code that was never used may still have ended. */
async function retryAll(origin, { db }, charges) {
  const till = await openTill(over(origin), demo.terminals.quancheng);
  for (const { customer, key, order } of charges) {
    const before = await db.selectFrom('payment').select(['id', 'status']).where('user_id', '=', customer.userId).executeTakeFirst();
    const answer = await send(origin, till.token, 'POST', '/v1/payments', order, key);
    if (before === undefined) assert.equal(answer.body.code, 'code_expired', answer.text);
    else assert.deepEqual([answer.body.id, answer.body.status], [before.id, before.status], answer.text);
  }
}
