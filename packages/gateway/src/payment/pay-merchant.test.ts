import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { PAYMENT_MAX } from '@tessera/contract';
import type { MerchantCode, Problem, TesseraEvent } from '@tessera/contract';
import { crc16 } from '../emv/crc16.js';
import { demo } from '../seed/demo.js';
import type { Caller } from '../testing.js';
import { demoSources } from './seed.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk, PaymentReply } from './testing.js';

const CNY = (amount: number) => ({ amount, currency: 'CNY' as const });

describe('pay a store\'s code', () => {
  let desk: PaymentDesk;
  before(async () => { desk = await paymentDesk(); });
  after(() => desk.close());

  const codeOf = async (body: object = {}) => {
    const reply = await desk.till.post<MerchantCode>('/v1/merchant-codes', body);
    assert.equal(reply.status, 201, reply.text);
    return reply.body.payload;
  };
  const pay = (body: object, { by = desk.lin, key = randomUUID() }: { by?: Caller; key?: string } = {}): Promise<PaymentReply> =>
    by.post('/v1/merchant-payments', { coupon: 'none', ...body }, { key });
  const fault = (reply: PaymentReply) => (reply.body as unknown as Problem).errors?.[0];
  const ending = (payload: string) => `${payload}6304${crc16(`${payload}6304`)}`;
  /** The store's fixed code with more objects in it, as a printed one may have. */
  const printed = async (objects: string) => ending(`${(await codeOf()).slice(0, -8)}${objects}`);

  it('pays the amount of a dynamic code, tells the till that showed it, and ends the code', async () => {
    const [before, payload] = [await desk.available(demoSources.wallet), await codeOf({ amount: CNY(2360), orderReference: 'A-7' })];
    const { body: { lastId } } = await desk.till.get<{ lastId: string }>('/v1/events');
    const { status, body, text } = await pay({ payload, pay: CNY(2360) });
    assert.equal(status, 201, text);
    assert.deepEqual([body.status, body.payCodeId, body.amount.amount, body.tip.amount, body.orderReference, body.store.id], ['paid', null, 2360, 0, 'A-7', demo.stores.yonghuiQuancheng]);
    assert.equal(await desk.available(demoSources.wallet), (before ?? 0) - 2360);
    const { body: { items } } = await desk.till.get<{ items: TesseraEvent[] }>(`/v1/events?after=${lastId}`);
    assert.deepEqual(items.map((event) => [event.type, event.subjectId]), [['payment.processing', body.id], ['payment.paid', body.id]]);
    assert.equal((await pay({ payload, pay: CNY(2360) })).body.code, 'merchant_code_ended');
    await desk.audit();
  });

  it('lets one of two customers at one dynamic code pay, in 20 of 20 races', async () => {
    const chen = await desk.user({ reference: demo.chenMo.reference });
    for (let race = 0; race < 20; race += 1) {
      const payload = await codeOf({ amount: CNY(100) });
      const replies = await Promise.all([pay({ payload, pay: CNY(100) }), pay({ payload, pay: CNY(100) }, { by: chen })]);
      assert.deepEqual(replies.map((reply) => reply.body.code ?? reply.body.status).sort(), ['merchant_code_ended', 'paid']);
    }
    await desk.audit();
  });

  it('takes the amount that the customer enters for a fixed code, again and again', async () => {
    const payload = await codeOf();
    for (const amount of [500, 700]) assert.deepEqual([(await pay({ payload, amount: CNY(amount), pay: CNY(amount) })).body.status], ['paid']);
  });

  it('frees the order of a declined payment, for the same customer too', async () => {
    const payload = await codeOf({ amount: CNY(102) });
    assert.equal((await pay({ payload, pay: CNY(102) })).body.declineReason, 'refused');
    assert.equal((await pay({ payload, pay: CNY(102) })).body.declineReason, 'refused');
    await desk.audit();
  });

  it('quotes and pays with coupon and points, and pays nothing when the sum is another than was shown', async () => {
    await desk.givePoints(20_000);
    const [coupon, payload] = [await desk.giveCoupon({ off: 500, threshold: 1000 }), await codeOf({ amount: CNY(10_000) })];
    const { body: quote } = await desk.lin.get<{ pay: { amount: number } }>(`/v1/quote?amount=10000&storeId=${demo.stores.yonghuiQuancheng}&coupon=${coupon}&points=on`);
    assert.equal(quote.pay.amount, 9000);
    const other = await pay({ payload, coupon, points: true, pay: CNY(8999) });
    assert.deepEqual([other.status, other.body.code, /9000 fen/.test(other.body.detail), await desk.couponState(coupon)], [409, 'quote_changed', true, 'unused']);
    const { body } = await pay({ payload, coupon, points: true, pay: quote.pay });
    assert.deepEqual([body.status, body.paid.amount, await desk.couponState(coupon)], ['paid', 9000, 'used']);
    await desk.audit();
  });

  it('refuses a coupon or source of somebody else, and a coupon that is used', async () => {
    const payload = await codeOf();
    const body = { payload, amount: CNY(2000), pay: CNY(2000) };
    assert.equal((await pay({ ...body, sourceId: demoSources.chenDebit })).body.code, 'not_found');
    assert.equal((await pay({ ...body, sourceId: demoSources.otherBank })).body.code, 'funding_source_unusable');
    assert.equal((await pay({ ...body, coupon: 'cpn_1A0000000000000000000000' })).body.code, 'not_found');
    const used = await desk.giveCoupon({ off: 10, threshold: 0 });
    await pay({ ...body, coupon: used, pay: CNY(1990) });
    assert.equal((await pay({ ...body, coupon: used, pay: CNY(1990) })).body.code, 'right_not_usable');
  });

  it('spreads it over months that its source offers for the sum, and refuses others', async () => {
    const payload = await codeOf();
    const body = { payload, sourceId: demoSources.lifeCard };
    const { body: spread } = await pay({ ...body, amount: CNY(60_000), months: 12, pay: CNY(60_000) });
    assert.deepEqual([spread.status, spread.plan?.months], ['paid', 12]);
    assert.equal((await pay({ ...body, amount: CNY(600), months: 12, pay: CNY(600) })).body.code, 'instalments_unavailable');
  });

  it('answers a repeated key with the first result, also at the same moment: paid once', async () => {
    const [before, payload] = [await desk.available(demoSources.wallet), await codeOf()];
    const body = { payload, amount: CNY(300), pay: CNY(300) };
    const replies = await Promise.all([1, 2, 3, 4].map(() => pay(body, { key: 'merchant once' })));
    assert.equal(new Set(replies.map((reply) => `${reply.status} ${reply.text}`)).size, 1);
    assert.equal(await desk.available(demoSources.wallet), (before ?? 0) - 300);
  });

  it('finds what a killed gateway began when the same key comes again', async () => {
    const payload = await codeOf({ amount: CNY(400) });
    const body = { payload, pay: CNY(400) };
    const first = await pay(body, { key: 'killed merchant payment' });
    // As if the gateway had been killed before it kept its answer.
    const forgotten = await desk.services.db.updateTable('idempotency').set({ status: null, lease_until: new Date(0) }).where('body', '=', first.text).executeTakeFirst();
    assert.equal(forgotten.numUpdatedRows, 1n);
    const again = await pay(body, { key: 'killed merchant payment' });
    assert.deepEqual([again.status, again.body.id, again.body.status], [201, first.body.id, 'paid']);
  });

  it('waits for its user over the amount, frees the order when cancelled, and is paid when confirmed', async () => {
    const strict = await paymentDesk({ settings: { withoutPin: { amount: 1000, perDay: 100 } } });
    const { body: { payload } } = await strict.till.post<MerchantCode>('/v1/merchant-codes', { amount: CNY(2000) });
    const ask = () => strict.lin.post<PaymentReply['body']>('/v1/merchant-payments', { payload, coupon: 'none', pay: CNY(2000) });
    const first = await ask();
    assert.equal(first.body.confirmation?.reason, 'amount');
    assert.equal((await ask()).body.code, 'merchant_code_ended');
    await strict.cancel(first.body.id);
    const second = await ask();
    assert.deepEqual([(await strict.confirm(second.body.id)).body.status], ['paid']);
    await strict.audit();
    await strict.close();
  });

  const amounts: readonly (readonly [string, object, object, string, RegExp])[] = [
    ['none where the code names none', {}, {}, '#/amount', /code names none; nothing came/],
    ['another than the code names', { amount: CNY(500) }, { amount: CNY(501) }, '#/amount/amount', /Expected 500.*501 came/],
    ['zero', {}, { amount: CNY(0) }, '#/amount/amount', /at least 1; the number 0 came/],
    ['minus one', {}, { amount: CNY(-1) }, '#/amount/amount', /at least 1; the number -1 came/],
    ['a fraction of a fen', {}, { amount: CNY(10.5) }, '#/amount/amount', /int.*10\.5 came/],
    ['over the limit', {}, { amount: CNY(PAYMENT_MAX + 1) }, '#/amount/amount', /at most 5000000/],
    ['dollars', {}, { amount: { amount: 100, currency: 'USD' } }, '#/amount/currency', /"CNY"/],
    ['a tip where none is asked', {}, { amount: CNY(100), tip: 10 }, '#/tip', /Expected 0, because the code asks for no tip; 10 came/],
  ];
  for (const [name, code, body, pointer, detail] of amounts) {
    it(`refuses ${name} as an amount, and says what was expected`, async () => {
      const reply = await pay({ payload: await codeOf(code), pay: CNY(100), ...body });
      assert.deepEqual([reply.status, reply.body.code, fault(reply)?.pointer], [422, 'invalid_request', pointer], reply.text);
      assert.match(fault(reply)?.detail ?? '', detail);
    });
  }

  it('takes the tip that a code asks for: any, an amount, or a percentage to the fen', async () => {
    const asks = await printed('550201');
    assert.deepEqual([(await pay({ payload: asks, amount: CNY(1000), tip: 77, pay: CNY(1077) })).body.tip?.amount], [77]);
    const fixed = await printed('55020256042.00');
    assert.match(fault(await pay({ payload: fixed, amount: CNY(1000), pay: CNY(1000) }))?.detail ?? '', /Expected 200, the tip that the code names; 0 came/);
    assert.equal((await pay({ payload: fixed, amount: CNY(1000), tip: 200, pay: CNY(1200) })).body.amount.amount, 1200);
    const share = await printed('55020357049.99');
    assert.match(fault(await pay({ payload: share, amount: CNY(1005), tip: 99, pay: CNY(1104) }))?.detail ?? '', /Expected 100, 9\.99 % of the amount/);
    const { body } = await pay({ payload: share, amount: CNY(1005), tip: 100, pay: CNY(1105) });
    assert.deepEqual([body.status, body.amount.amount, body.tip.amount, body.paid.amount], ['paid', 1105, 100, 1105]);
    const over = await pay({ payload: asks, amount: CNY(PAYMENT_MAX), tip: 1, pay: CNY(PAYMENT_MAX) });
    assert.deepEqual([over.status, fault(over)?.pointer], [422, '#/tip']);
    await desk.audit();
  });

  it('refuses a caller without the scope, and a till', async () => {
    const payload = await codeOf();
    const narrow = await desk.user({ scopes: ['payments:read'] });
    const body = { payload, amount: CNY(100), pay: CNY(100) };
    assert.equal((await pay(body, { by: narrow })).body.code, 'scope_missing');
    assert.equal((await pay(body, { by: desk.till })).body.code, 'caller_not_allowed');
  });
});
