import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { MerchantCode, MerchantOrder, Payment, Problem } from '@tessera/contract';
import fc from 'fast-check';
import { withRetry } from '../database.js';
import { crc16 } from '../emv/crc16.js';
import { parseMpm, writeMpm, type MpmWritten } from '../emv/mpm.js';
import vectors from '../emv/mpm.vectors.json' with { type: 'json' };
import { ProblemError } from '../problem.js';
import { demo } from '../seed/demo.js';
import { testGateway, unlimited } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { readOrder, releaseOrder, takeOrder } from './order.js';
import { demoUnionpayAccount } from './seed.js';
import { sweepMerchantOrders } from './sweep.js';

type Read = MerchantOrder & Pick<Problem, 'code' | 'detail' | 'errors'>;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

describe('merchant codes', () => {
  let gateway: TestGateway;
  let lin: Caller;
  let till: Caller;
  before(async () => {
    gateway = await testGateway({ settings: unlimited });
    [lin, till] = [await gateway.user(), await gateway.terminal()];
  });
  after(() => gateway.close());

  const issue = async (body: object = {}) => {
    const reply = await till.post<MerchantCode>('/v1/merchant-codes', body);
    assert.equal(reply.status, 201, reply.text);
    return reply.body;
  };
  const read = (payload: string, caller = lin) => caller.get<Read>(`/v1/merchant-codes/reading?${new URLSearchParams({ payload }).toString()}`);
  /** A fixed code of the demonstration supermarket, with objects changed or added. */
  const codeOf = (changes: Readonly<Record<string, MpmWritten[1] | null>>) => {
    const objects = new Map<string, MpmWritten[1]>([
      ['00', '01'], ['26', [['00', 'cn.tessera'], ['01', demo.stores.yonghuiQuancheng]]], ['52', '5411'], ['53', '156'], ['58', 'CN'], ['59', 'YONGHUI'], ['60', 'JINAN'],
    ]);
    for (const [id, value] of Object.entries(changes)) if (value === null) objects.delete(id); else objects.set(id, value);
    return writeMpm([...objects].sort(([a], [b]) => a.localeCompare(b)));
  };
  const orderId = (payload: string) => parseMpm(payload).objects.get('26')?.children?.get('02') ?? assert.fail('no order');
  const take = (payload: string, paymentId: string) => withRetry(gateway.services.db, (db) => takeOrder({ db }, orderId(payload), paymentId, gateway.clock.read()))
    .then(() => 'taken', (error: unknown) => { assert.ok(error instanceof ProblemError, String(error)); return error.code; });

  it('a fixed code names the store, never ends, and asks for the amount', async () => {
    const code = await issue();
    assert.deepEqual([code.amount, code.orderReference, code.expiresAt, code.store.name], [null, null, null, '永辉超市（泉城路店）']);
    const { body } = await read(code.payload);
    assert.deepEqual(body, { scheme: 'tessera', store: code.store, fixed: true, amount: null, tip: null, orderReference: null, purpose: null });
    assert.equal((await issue()).payload, code.payload);
  });

  it('a code with an amount is an order of five minutes; the payload is plain ASCII and short enough', async () => {
    const code = await issue({ amount: yuan(23605), orderReference: 'A-1024' });
    assert.equal(code.expiresAt, new Date(gateway.clock.read().getTime() + 300_000).toISOString());
    assert.match(code.payload, /^[\x20-\x7e]{1,512}$/);
    const { objects } = parseMpm(code.payload);
    assert.deepEqual(['01', '52', '53', '54', '58', '59', '60'].map((id) => objects.get(id)?.value), ['12', '5411', '156', '236.05', 'CN', 'Yonghui, Quancheng Road', 'Jinan']);
    const { body } = await read(code.payload);
    assert.deepEqual([body.fixed, body.amount, body.orderReference], [false, yuan(23605), 'A-1024']);
  });

  it('every amount is written and read back to the fen', async () => {
    const ctx = { ...gateway.services, locale: 'zh-CN' as const };
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 5_000_000 }), async (amount) => {
      const order = await readOrder(ctx, codeOf({ 54: `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}` }));
      assert.equal(order.amount?.amount, amount);
    }), { numRuns: 200 });
  });

  const amounts: readonly (readonly [string, number | string])[] = [
    ['1', 100], ['1.', 100], ['1.5', 150], ['.5', 50], ['0.01', 1], ['50000.00', 5_000_000], ['0001.10', 110], ['1.005', 'two decimals'], ['1.100', 'two decimals'], ['50000.01', 'at most 50000.00'], ['9999999999999', 'at most 50000.00'],
  ];
  for (const [text, expected] of amounts) {
    it(`the amount ${text} is ${typeof expected === 'number' ? `${expected} fen` : `refused: ${expected}`}`, async () => {
      const { status, body } = await read(codeOf({ 54: text }));
      if (typeof expected === 'number') assert.deepEqual([status, body.amount], [200, yuan(expected)]);
      else assert.ok(status === 422 && body.code === 'merchant_code_malformed' && body.errors?.[0]?.pointer === '#/query/payload' && body.errors[0].detail.includes(expected), JSON.stringify(body));
    });
  }

  it('reads the tip a code asks for, its reference and its purpose', async () => {
    const tips = [
      [{ 55: '01' }, { kind: 'ask' }], [{ 55: '02', 56: '5.5' }, { kind: 'amount', amount: yuan(550) }], [{ 55: '03', 57: '12.50' }, { kind: 'percent', basisPoints: 1250 }],
    ] as const;
    for (const [objects, tip] of tips) assert.deepEqual((await read(codeOf(objects))).body.tip, tip);
    const more = (await read(codeOf({ 62: [['01', 'BILL-7'], ['08', '早餐']] }))).body;
    assert.deepEqual([more.orderReference, more.purpose], ['BILL-7', '早餐']);
    assert.equal((await read(codeOf({ 62: [['05', '***']] }))).body.orderReference, null);
  });

  it('reads a UnionPay code of a store with an account here, as a fixed one whatever it says of itself', async () => {
    for (const id of ['15', '16']) {
      const { status, body } = await read(codeOf({ 26: null, [id]: demoUnionpayAccount, '01': '12', 54: '8.80' }));
      assert.deepEqual([status, body.scheme, body.store.id, body.fixed, body.amount], [200, 'unionpay', demo.stores.yonghuiQuancheng, true, yuan(880)]);
    }
  });

  it('names the accounts of a code that nobody here can be paid by, and the currency of a foreign one', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      [codeOf({ 26: null, '04': 'MASTER1234567890', 15: '4802000048020000999999999999999' }), /04 \(Mastercard\), 15 \(UnionPay\)/],
      [codeOf({ 26: [['00', 'br.gov.bcb.pix'], ['01', 'someone']] }), /26 \(br\.gov\.bcb\.pix\)/],
      [codeOf({ 26: [['00', 'cn.tessera'], ['01', 'str_5A00000000000000NOSTORE']] }), /26 \(cn\.tessera\)/],
      [codeOf({ 53: '840' }), /currency 840/],
    ];
    for (const [payload, words] of cases) {
      const { status, body } = await read(payload);
      assert.deepEqual([status, body.code], [422, 'merchant_code_unsupported']);
      assert.match(body.detail, words);
    }
  });

  it('says of a malformed code which object is wrong, what was expected and what came', async () => {
    for (const { name, payload } of vectors.negative) {
      const { status, body } = await read(payload);
      assert.deepEqual([status, body.code], [422, 'merchant_code_malformed'], name);
      for (const { pointer, detail } of body.errors ?? assert.fail(name)) {
        assert.equal(pointer, '#/query/payload');
        assert.match(detail, /^(Object \d\d(-51)?(\/\d\d)?|The payload): expected .+; .+ came\.$/);
      }
    }
    const comma = (await read(vectors.negative.find(({ name }) => name === 'amount-comma')?.payload ?? '')).body.errors;
    assert.deepEqual(comma, [{ pointer: '#/query/payload', detail: 'Object 54: expected a transaction amount: digits with at most one ".", not zero; "23,72" came.' }]);
    const several = (await read('000201')).body.errors ?? [];
    assert.deepEqual(several.map(({ detail }) => /Object ([\d-]+)/.exec(detail)?.[1]), ['63', '52', '53', '58', '59', '60', '02-51']);
  });

  it('refuses an order whose amount was changed on the way, its CRC made right again', async () => {
    const { payload } = await issue({ amount: yuan(100) });
    const body = payload.replace('54041.00', '54040.01').slice(0, -4);
    const answer = await read(body + crc16(body));
    assert.equal(answer.body.code, 'merchant_code_malformed');
    assert.match(answer.body.detail, /the order's amount 1\.00; 0\.01 came/);
  });

  it('an order is taken by one payment of many; freed, it can be taken again; after five minutes never', async () => {
    const { payload } = await issue({ amount: yuan(100) });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => take(payload, `pay_1A000000000000000000000${String(n).padStart(3, '0')}`)));
    assert.equal(answers.filter((answer) => answer === 'taken').length, 1);
    assert.equal(answers.filter((answer) => answer === 'merchant_code_ended').length, 19);
    assert.equal((await read(payload)).body.code, 'merchant_code_ended');
    const winner = `pay_1A000000000000000000000${String(answers.indexOf('taken')).padStart(3, '0')}`;
    await releaseOrder(gateway.services, orderId(payload), 'pay_1A0000000000000000000STRANGER');
    assert.equal((await read(payload)).status, 409, 'only the payment that took it frees it');
    await releaseOrder(gateway.services, orderId(payload), winner);
    assert.equal((await read(payload)).status, 200);
    gateway.clock.advance(300_000);
    assert.deepEqual([(await read(payload)).body.code, await take(payload, winner)], ['merchant_code_ended', 'merchant_code_ended']);
    [lin, till] = [await gateway.user(), await gateway.terminal()];
  });

  it('an order nobody paid is swept a day after its end; a paid one stays', async () => {
    const [left, paid] = [await issue({ amount: yuan(100) }), await issue({ amount: yuan(100) })];
    await take(paid.payload, 'pay_1A0000000000000000000000001');
    gateway.clock.advance(24 * 3_600_000 + 300_001);
    assert.ok(await sweepMerchantOrders(gateway.services) > 0);
    const kept = await gateway.services.db.selectFrom('merchant_order').select('id').where('id', 'in', [orderId(left.payload), orderId(paid.payload)]).execute();
    assert.deepEqual(kept.map(({ id }) => id), [orderId(paid.payload)]);
    [lin, till] = [await gateway.user(), await gateway.terminal()];
    assert.equal((await read(left.payload)).body.code, 'merchant_code_ended');
  });

  it('whoever scans pays the store that shows the code', async () => {
    const { payload } = await issue({ amount: yuan(1200), orderReference: 'A-7' });
    const paid = await lin.post<Payment>('/v1/merchant-payments', { payload, coupon: 'none', pay: yuan(1200) });
    assert.deepEqual([paid.body.status, paid.body.store.id, paid.body.orderReference, paid.body.payCodeId], ['paid', demo.stores.yonghuiQuancheng, 'A-7', null], paid.text);
    assert.equal((await read(payload)).body.code, 'merchant_code_ended');
  });

  it('refuses a terminal that reads and a user who issues', async () => {
    const { payload } = await issue();
    assert.equal((await read(payload, till)).body.code, 'caller_not_allowed');
    assert.equal((await lin.post<Problem>('/v1/merchant-codes', {})).body.code, 'caller_not_allowed');
  });
});
