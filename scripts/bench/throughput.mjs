import { demo } from '@tessera/gateway';
import { startGateway } from '../proof/gateway.mjs';
import { must, send } from '../proof/http.mjs';
import { administer, databaseOf, openBooks, openCustomer, openTill, over } from '../proof/world.mjs';
import { median, percentile } from './numbers.mjs';
import { recording, replay } from './statements.mjs';

const CLIENTS = 16;
/** Payments of each client in a round. */
const EACH = 30;
const order = (code) => ({ code: code.number, amount: { amount: 1280, currency: 'CNY' } });
const lanes = (work) => Promise.all(Array.from({ length: CLIENTS }, (_none, lane) => work(lane)));

/**
 * Charges per second by 16 clients, and as a ratio to the very same SQL statements sent by the driver from 16 clients.
 * Rounds of the two take turns on copies of one database, so that both meet the same machine.
 */
export async function throughput({ server, origin, rounds, figure, say }) {
  await administer(server, 'create database base');
  const { customers, tills } = await prepare(databaseOf(server, 'base'), origin);
  await administer(server, 'create database record template base', 'create database http template base');
  const recorded = await recording(databaseOf(server, 'record'), (call) => record(call, customers, tills));

  const gateway = await startGateway({ url: databaseOf(server, 'http') });
  const [issued, paid, bare, latencies] = [[], [], [], []];
  try {
    await chargeRound(gateway.origin, customers, tills);
    for (let round = 1; round <= rounds; round += 1) {
      const here = await chargeRound(gateway.origin, customers, tills);
      issued.push(here.issued);
      paid.push(here.paid);
      latencies.push(...here.latencies);
      await administer(server, 'create database replay template base');
      bare.push((CLIENTS * EACH) / await replay(databaseOf(server, 'replay'), recorded));
      await administer(server, 'drop database replay');
      say(`  round ${round} of ${rounds}: ${here.paid.toFixed(0)} payments/s by HTTP, ${bare.at(-1).toFixed(0)}/s by the driver alone`);
    }
  } finally {
    await gateway.stop();
  }
  figure('payments by HTTP, 16 clients', median(paid), 'payments/s');
  figure('payment latency p50', percentile(latencies, 0.5), 'ms');
  figure('payment latency p99', percentile(latencies, 0.99), 'ms');
  figure('statements of one payment', median(recorded.timed.flat().map((statements) => statements.length)), 'statements');
  figure('the same statements by the driver, 16 clients', median(bare), 'payments/s');
  figure('ratio of HTTP to the driver', median(paid.map((value, index) => value / bare[index])), '', ['>=', 0.3]);
  figure('codes issued by HTTP, 16 clients', median(issued), 'codes/s');
}

async function prepare(url, origin) {
  const gateway = await startGateway({ url, seed: true, origins: [origin] });
  const books = await openBooks(url);
  const call = over(gateway.origin);
  const customers = [];
  for (let lane = 0; lane < CLIENTS; lane += 1) customers.push(await openCustomer(call, books.db, `bench-${lane}`, { origin }));
  const tills = [];
  for (const id of Object.values(demo.terminals)) tills.push(await openTill(call, id, origin));
  await books.close();
  await gateway.stop();
  return { customers, tills };
}

const tillOf = (tills, lane) => tills[lane % tills.length];

/** What each client sends to issue its codes, and then to have them charged. */
async function record(call, customers, tills) {
  const [before, timed] = [[], []];
  for (let lane = 0; lane < CLIENTS; lane += 1) {
    const codes = [];
    before[lane] = [];
    timed[lane] = [];
    for (let index = 0; index < EACH; index += 1) {
      const { body, statements } = await call(customers[lane].token, 'POST', '/v1/pay-codes', { coupon: 'none' });
      codes.push(body);
      before[lane].push(statements);
    }
    for (const code of codes) timed[lane].push((await call(tillOf(tills, lane).token, 'POST', '/v1/payments', order(code))).statements);
  }
  return { before, timed };
}

async function chargeRound(origin, customers, tills) {
  const began = performance.now();
  const codes = await lanes(async (lane) => {
    const own = [];
    for (let index = 0; index < EACH; index += 1) own.push(await must(origin, customers[lane].token, 'POST', '/v1/pay-codes', { coupon: 'none' }));
    return own;
  });
  const issued = performance.now();
  const latencies = (await lanes(async (lane) => {
    const own = [];
    for (const code of codes[lane]) {
      const asked = performance.now();
      const answer = await send(origin, tillOf(tills, lane).token, 'POST', '/v1/payments', order(code));
      own.push(performance.now() - asked);
      if (answer.body.status !== 'paid') throw new Error(answer.text);
    }
    return own;
  })).flat();
  const per = (from, to) => (CLIENTS * EACH * 1000) / (to - from);
  return { issued: per(began, issued), paid: per(issued, performance.now()), latencies };
}
