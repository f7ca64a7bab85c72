import assert from 'node:assert/strict';
import { pino } from 'pino';
import { createGateway, demo } from '@tessera/gateway';
import { audit } from '../../packages/gateway/src/payment/testing.ts';
import { withPostgres } from '../test/postgres.mjs';
import { startGateway } from './gateway.mjs';
import { send } from './http.mjs';
import { proofSettings } from './settings.mjs';
import { administer, databaseOf, openBooks, openCustomer, openTill, PAGE } from './world.mjs';

/** Customers whose trials run at the same time. */
const SIDE_BY_SIDE = 4;
const TILLS = [demo.terminals.quancheng, demo.terminals.guomao];

/**
 * One code at two tills in the same millisecond, again and again: exactly one is paid, the other is told that the code is
 * used, and the books hold one payment of it. On PGlite in one process, and on PostgreSQL with one and with four.
 */
export async function race({ trials, say }) {
  await onPGlite(trials, say);
  await withPostgres(async (server) => {
    for (const processes of [1, 4]) {
      const name = `race_${processes}`;
      await administer(server, `create database ${name}`);
      await onPostgres(databaseOf(server, name), processes, trials, say);
    }
  });
}

async function onPGlite(trials, say) {
  const gateway = await createGateway({ settings: { ...proofSettings(), exampleOrigins: [PAGE] }, log: pino({ level: 'silent' }), seed: true });
  const door = (token, method, path, body, key = crypto.randomUUID()) => Promise.resolve(gateway.fetch(new Request(`http://localhost:4600${path}`, {
    method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...(method === 'GET' ? {} : { 'Idempotency-Key': key }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }))).then(async (answer) => ({ status: answer.status, body: await answer.json() }));
  const { db } = gateway.services;
  try {
    await run({ title: 'PGlite, one process', trials, say, doors: [door, door], db });
    await audit({ services: { db } });
  } finally {
    await gateway.close();
  }
}

async function onPostgres(url, processes, trials, say) {
  const gateways = [await startGateway({ url, seed: true, origins: [PAGE] })];
  for (let more = 1; more < processes; more += 1) gateways.push(await startGateway({ url }));
  const books = await openBooks(url);
  try {
    const doors = gateways.map(({ origin }) => (...call) => send(origin, ...call));
    await run({ title: `PostgreSQL, ${processes === 1 ? 'one process' : `${processes} processes`}`, trials, say, doors, db: books.db });
    await books.audit();
  } finally {
    await books.close();
    await Promise.all(gateways.map((gateway) => gateway.stop()));
  }
}

async function run({ title, trials, say, doors, db }) {
  const must = async (...call) => {
    const answer = await doors[0](...call);
    assert.ok(answer.status < 400, JSON.stringify(answer.body));
    return answer.body;
  };
  const tills = await Promise.all(TILLS.map((id) => openTill(must, id)));
  const began = Date.now();
  const first = [0, 0];
  let done = 0;
  const customers = await Promise.all(Array.from({ length: SIDE_BY_SIDE }, (_none, index) => openCustomer(must, db, `race-${index}`)));
  await Promise.all(customers.map(async ({ token }, lane) => {
    for (let trial = lane; trial < trials; trial += SIDE_BY_SIDE) {
      const code = await must(token, 'POST', '/v1/pay-codes', { coupon: 'none' });
      const order = { code: code.number, amount: { amount: 1200 + (trial % 100), currency: 'CNY' } };
      // The tills take turns at being the first to be asked.
      const pair = trial % 2 === 0 ? tills : tills.toReversed();
      const answers = await Promise.all(pair.map((till, index) => doors[(trial + index) % doors.length](till.token, 'POST', '/v1/payments', order)));
      const statuses = answers.map(({ status, body }) => (status === 201 ? body.status : body.code)).sort();
      assert.deepEqual(statuses, ['code_used', 'paid'], `${title}, trial ${trial}, code ${code.id}: ${statuses.join(' and ')}`);
      first[answers[0].status === 201 ? 0 : 1] += 1;
      const payments = await db.selectFrom('payment').select('id').where('pay_code_id', '=', code.id).execute();
      const orders = await db.selectFrom('sandbox_order').select('state').where('reference', 'in', payments.map(({ id }) => id)).execute();
      assert.deepEqual([payments.length, orders.map(({ state }) => state)], [1, ['captured']], `${title}, trial ${trial}, code ${code.id}`);
      done += 1;
      if (done % 250 === 0) say(`${title}: ${done} of ${trials}`);
    }
  }));
  say(`${title}: ${trials} trials, one paid in each (the one asked first ${first[0]} times, the other ${first[1]}), ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

