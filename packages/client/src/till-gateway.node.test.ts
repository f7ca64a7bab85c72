import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PAGE, testGateway, type TestGateway } from '../../gateway/src/testing.js';
import type { TesseraClient } from './client.js';
import { createClient } from './create-client.js';
import { hasCode } from './error.js';

let gateway: TestGateway;
const clients: TesseraClient[] = [];

before(async () => {
  gateway = await testGateway({
    settings: { channelDeadlineMs: 15_000, withoutPin: { amount: 50_000, perDay: 1e6 }, dailyLimits: { A: 1e9, B: 1e9, C: 1e9, D: 1e9 } },
  });
});
after(async () => {
  for (const client of clients) client.close();
  await gateway.close();
});

type Lose = (moment: 'there' | 'back', path: string) => boolean;

const fen = (amount: number) => ({ amount, currency: 'CNY' as const });
const open = (fetchSession: () => Promise<Awaited<ReturnType<TestGateway['user']>>['session']>, lose: Lose = () => false): TesseraClient => {
  const client = createClient({
    gateway: 'http://gateway.test', fetchSession,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      request.headers.set('origin', PAGE);
      const path = new URL(request.url).pathname;
      if (lose('there', path)) throw new TypeError('lost on the way there');
      const answer = await gateway.app.request(request);
      if (lose('back', path)) throw new TypeError('lost on the way back');
      return answer;
    },
  });
  clients.push(client);
  return client;
};
const customer = () => open(async () => (await gateway.user()).session);
const till = (lose?: Lose) => open(async () => (await gateway.terminal()).session, lose);
const codeOf = async (client: TesseraClient) => (await client.payCodes.issue({ coupon: 'none' })).number;
const listed = async (client: TesseraClient) => {
  const all = [];
  for await (const payment of client.payments.list.each({ limit: 100 })) all.push(payment);
  return all;
};

describe('a till against the gateway', () => {
  it('makes exactly one payment of each charge while 30 % of what is sent and answered is lost', async () => {
    const lossy = till(() => Math.random() < 0.164);
    const user = customer();
    const orders = Array.from({ length: 40 }, (_, index) => `lossy-${index}`);
    const results = await Promise.all(orders.map(async (orderReference) => {
      const payment = await lossy.till.charge({ code: await codeOf(user), amount: fen(1_000), orderReference });
      return [orderReference, payment.id, payment.status] as const;
    }));
    const payments = await listed(till());
    for (const [orderReference, id, status] of results) {
      const mine = payments.filter((payment) => payment.orderReference === orderReference);
      assert.deepEqual(mine.map((payment) => [payment.id, payment.status]), [[id, status]]);
      assert.equal(status, 'paid');
    }
  });

  it('tells paid once the user has confirmed, however long they took within their time', async () => {
    const user = customer();
    const charged = till();
    const code = await codeOf(user);
    const payment = await charged.till.charge({ code, amount: fen(50_100) }, {
      patience: 1_200,
      onUpdate: ({ payment: known }) => {
        if (known?.status === 'needs_confirmation') setTimeout(() => void user.payments.confirm({ paymentId: known.id, method: 'pin', pin: '271828' }), 2_000);
      },
    });
    assert.deepEqual([payment.status, payment.verifiedBy], ['paid', 'pin']);
  });

  it('reverses what it never heard of, and the customer pays nothing', async () => {
    const deaf = till((moment, path) => moment === 'back' && path === '/v1/payments');
    const user = customer();
    const result = deaf.till.charge({ code: await codeOf(user), amount: fen(1_700), orderReference: 'deaf-1' }, { patience: 1 });
    assert.equal((await result).status, 'voided');
    assert.equal((await listed(till())).find(({ orderReference }) => orderReference === 'deaf-1')?.status, 'voided');
  });

  it('reverses what never arrived, so that it cannot arrive later', async () => {
    const cut = till((moment, path) => moment === 'there' && path === '/v1/payments');
    const order = { code: await codeOf(customer()), amount: fen(1_900) };
    await assert.rejects(cut.till.charge(order, { patience: 1, idempotencyKey: 'late-arrival' }), (error) => hasCode(error, 'charge_reversed'));
    await assert.rejects(till().payments.charge(order, { idempotencyKey: 'late-arrival' }), (error) => hasCode(error, 'charge_reversed'));
  });

  it('is not told of the past when it goes on with a charge that was reversed meanwhile', async () => {
    const [order, idempotencyKey] = [{ code: await codeOf(customer()), amount: fen(2_100) }, 'gone-on-with'];
    assert.equal((await till().payments.charge(order, { idempotencyKey })).status, 'paid');
    await till().payments.reverse({ chargeKey: idempotencyKey });
    assert.equal((await till().till.charge(order, { idempotencyKey })).status, 'voided');
  });

  it('throws the refusal of a code that was used', async () => {
    const code = await codeOf(customer());
    await till().till.charge({ code, amount: fen(500) });
    await assert.rejects(till().till.charge({ code, amount: fen(500) }), (error) => hasCode(error, 'code_used'));
  });
});
