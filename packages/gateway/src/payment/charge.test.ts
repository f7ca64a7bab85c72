import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PaymentOptions, Problem, TesseraEvent } from '@tessera/contract';
import { magicAmounts } from '../channels/magic-amounts.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import { demoSources } from './seed.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk } from './testing.js';

describe('charge', () => {
  let desk: PaymentDesk;
  before(async () => { desk = await paymentDesk(); });
  after(() => desk.close());

  it('takes the price from the source, pays the store and earns a point for each whole yuan', async () => {
    const [before, points] = [await desk.available(demoSources.wallet), await desk.points()];
    const code = await desk.issue();
    const { status, body } = await desk.charge(code.number, 2399, { orderReference: 'A-17' });
    assert.equal(status, 201);
    assert.deepEqual(
      { status: body.status, amount: body.amount.amount, paid: body.paid.amount, discounts: body.discounts, code: body.payCodeId, source: body.source.last4, store: body.store.id, order: body.orderReference, earned: body.pointsEarned },
      { status: 'paid', amount: 2399, paid: 2399, discounts: [], code: code.id, source: '8842', store: demo.stores.yonghuiQuancheng, order: 'A-17', earned: 23 });
    assert.equal(await desk.available(demoSources.wallet), (before ?? 0) - 2399);
    assert.equal(await desk.points(), points + 23);
    await desk.audit();
  });

  it('pays from the source the code was made for', async () => {
    const before = await desk.available(demoSources.debitCard);
    assert.equal((await desk.pay(500, { sourceId: demoSources.debitCard })).source.kind, 'debit_card');
    assert.equal(await desk.available(demoSources.debitCard), (before ?? 0) - 500);
  });

  it('lets one of two tills racing for one code be paid; the other gets code_used, in 50 of 50 races', async () => {
    const other = await desk.terminal({ id: demo.terminals.guomao });
    for (let race = 0; race < 50; race += 1) {
      const code = await desk.issue();
      const replies = await Promise.all([desk.charge(code.number, 300), desk.charge(code.number, 300, { till: other })]);
      assert.deepEqual(replies.map((reply) => reply.status === 201 ? reply.body.status : reply.body.code).sort(), ['code_used', 'paid']);
    }
    await desk.audit();
  });

  it('answers a repeated idempotency key with the first result, byte for byte, also at the same moment', async () => {
    const before = await desk.available(demoSources.wallet);
    const code = await desk.issue();
    const replies = await Promise.all(Array.from({ length: 8 }, () => desk.charge(code.number, 700, { key: 'charge-once' })));
    const later = await desk.charge(code.number, 700, { key: 'charge-once' });
    assert.deepEqual(new Set([...replies, later].map((reply) => `${reply.status} ${reply.text}`)).size, 1);
    assert.equal(later.status, 201);
    assert.equal(await desk.available(demoSources.wallet), (before ?? 0) - 700);
  });

  it('refuses a key that came before with another amount', async () => {
    const code = await desk.issue();
    await desk.charge(code.number, 700, { key: 'charge-other' });
    assert.equal((await desk.charge(code.number, 701, { key: 'charge-other' })).body.code, 'idempotency_key_reused');
  });

  it('uses a code up even when the payment is declined', async () => {
    const code = await desk.issue();
    assert.equal((await desk.charge(code.number, 102)).body.declineReason, 'refused');
    assert.equal((await desk.charge(code.number, 1000)).body.code, 'code_used');
  });

  for (const { fen, behaviour } of magicAmounts.filter((row) => row.behaviour.kind === 'decline')) {
    it(`declines ¥${(fen / 100).toFixed(2)} as ${behaviour.kind === 'decline' ? behaviour.reason : ''} and takes nothing`, async () => {
      const before = await desk.available(demoSources.wallet);
      const { status, declineReason, settledAt } = await desk.pay(fen);
      assert.deepEqual([status, declineReason], ['declined', behaviour.kind === 'decline' ? behaviour.reason : '']);
      assert.notEqual(settledAt, null);
      assert.equal(await desk.available(demoSources.wallet), before);
    });
  }

  it('is declined when the source has too little: a balance is insufficient, a credit line is over its limit', async () => {
    assert.equal((await desk.pay(300_000)).declineReason, 'insufficient_funds');
    assert.equal((await desk.pay(2_500_000, { sourceId: demoSources.lifeCard })).declineReason, 'over_limit');
  });

  it('uses the best coupon that fits, and makes the parts sum to the price', async () => {
    const [small, big, tooBig] = [await desk.giveCoupon({ off: 500, threshold: 2000 }), await desk.giveCoupon({ off: 2950, threshold: 5000 }), await desk.giveCoupon({ off: 9000, threshold: 20_000 })];
    const paid = await desk.pay(10_000, { coupon: 'auto' });
    assert.deepEqual([paid.paid.amount, paid.discounts.map((discount) => [discount.kind, discount.title, discount.saved.amount])], [7050, [['coupon', '测试券', 2950]]]);
    assert.deepEqual([await desk.couponState(small), await desk.couponState(big), await desk.couponState(tooBig)], ['unused', 'used', 'unused']);
    const named = await desk.pay(10_000, { coupon: small });
    assert.equal(named.paid.amount, 9500);
    await desk.audit();
  });

  it('pays without the coupon a code names when the price is below its threshold', async () => {
    const coupon = await desk.giveCoupon({ off: 6000, threshold: 20_000 });
    const paid = await desk.pay(19_999, { coupon, sourceId: demoSources.debitCard });
    assert.deepEqual([paid.status, paid.paid.amount, await desk.couponState(coupon)], ['paid', 19_999, 'unused']);
  });

  it('gives coupon and points back when the payment is declined', async () => {
    await desk.givePoints(2000);
    const [coupon, points] = [await desk.giveCoupon({ off: 10, threshold: 100 }), await desk.points()];
    const declined = await desk.pay(102, { coupon, points: true });
    assert.deepEqual([declined.status, await desk.couponState(coupon), await desk.points()], ['declined', 'unused', points]);
    await desk.audit();
  });

  it('takes points in whole hundreds, at most a tenth of what is left after the coupon and 5,000', async () => {
    await desk.givePoints(20_000);
    const coupon = await desk.giveCoupon({ off: 500, threshold: 1000 });
    const small = await desk.pay(1799, { coupon, points: true });
    // 1,299 fen are left: a tenth is 129 fen, so 1,290 points at most, 1,200 in hundreds.
    assert.deepEqual(small.discounts.map((discount) => discount.saved.amount), [500, 120]);
    assert.equal(small.paid.amount, 1179);
    const big = await desk.pay(90_000, { points: true, sourceId: demoSources.debitCard });
    assert.deepEqual(big.discounts.map((discount) => [discount.title, discount.saved.amount]), [['5,000 积分', 500]]);
    await desk.audit();
  });

  it('never spends the same points twice in payments at the same moment', async () => {
    const codes = await Promise.all(Array.from({ length: 12 }, () => desk.issue({ points: true, sourceId: demoSources.lifeCard })));
    const replies = await Promise.all(codes.map((code) => desk.charge(code.number, 60_000)));
    assert.ok(replies.every((reply) => reply.body.status === 'paid'), replies.map((reply) => reply.text).join('\n'));
    assert.ok(await desk.points() >= 0);
    await desk.audit();
  });

  it('is paid when discounts cover all of it: no channel has a part', async () => {
    const coupon = await desk.giveCoupon({ off: 900, threshold: 0 });
    const paid = await desk.pay(900, { coupon });
    assert.deepEqual([paid.status, paid.paid.amount, paid.discounts[0]?.saved.amount, paid.pointsEarned], ['paid', 0, 900, 0]);
    assert.equal((await desk.refund(paid.id, 1)).body.code, 'payment_not_refundable');
    await desk.audit();
  });

  it('tells user and till in order: processing, then paid, with the payment', async () => {
    const cursors = await Promise.all([desk.lin, desk.till].map((caller) => caller.get<{ lastId: string }>('/v1/events')));
    const paid = await desk.pay(1234);
    for (const [index, caller] of [desk.lin, desk.till].entries()) {
      const { body } = await caller.get<{ items: TesseraEvent[] }>(`/v1/events?after=${cursors[index]?.body.lastId}`);
      assert.deepEqual(body.items.map((event) => [event.type, event.subjectId, event.payment?.status]), [['payment.processing', paid.id, 'processing'], ['payment.paid', paid.id, 'paid']]);
    }
  });

  it('refuses a caller without the scope, and a user', async () => {
    const narrow = await desk.terminal({ scopes: ['payments:read'] });
    const body = { code: (await desk.issue()).number, amount: { amount: 100, currency: 'CNY' } };
    assert.equal((await narrow.post<Problem>('/v1/payments', body)).body.code, 'scope_missing');
    assert.equal((await desk.lin.post<Problem>('/v1/payments', body)).body.code, 'caller_not_allowed');
  });

  const bad: readonly (readonly [string, object, string, RegExp])[] = [
    ['a fraction of a fen', { amount: 10.5 }, '/amount', /Expected an int.*10\.5 came/], ['zero', { amount: 0 }, '/amount', /at least 1; the number 0 came/],
    ['minus one', { amount: -1 }, '/amount', /at least 1; the number -1 came/], ['over the limit', { amount: 5_000_001 }, '/amount', /at most 5000000; the number 5000001 came/],
    ['text', { amount: '10' }, '/amount', /Expected .*number|int.*text of 2 characters came/], ['none', {}, '/amount', /nothing came/],
    ['dollars', { amount: 10, currency: 'USD' }, '/currency', /Expected "CNY"; text of 3 characters came/],
  ];
  for (const [name, amount, pointer, detail] of bad) {
    it(`refuses ${name} as an amount, says what was expected, and leaves the code usable`, async () => {
      const code = await desk.issue();
      const reply = await desk.till.post<Problem>('/v1/payments', { code: code.number, amount: { currency: 'CNY', ...amount } });
      assert.deepEqual([reply.status, reply.body.errors?.[0]?.pointer], [422, `#/amount${pointer}`]);
      assert.match(reply.body.errors?.[0]?.detail ?? '', detail);
      assert.equal((await desk.charge(code.number, 300)).body.status, 'paid');
    });
  }

  it('refuses the same amounts for a refund', async () => {
    const { id } = await desk.pay(1000);
    for (const [name, amount, pointer, detail] of bad) {
      const reply = await desk.till.post<Problem>(`/v1/payments/${id}/refunds`, { amount: { currency: 'CNY', ...amount }, reason: '退货' });
      assert.deepEqual([reply.status, reply.body.errors?.[0]?.pointer], [422, `#/amount${pointer}`], name);
      assert.match(reply.body.errors?.[0]?.detail ?? '', detail);
    }
  });

  it('waits for a slow bank, but not past the deadline', async () => {
    const strict = await testGateway({ settings: { channelDeadlineMs: 150 } });
    const [user, till] = [await strict.user(), await strict.terminal()];
    const { body: code } = await user.post<{ number: string }>('/v1/pay-codes', { coupon: 'none' });
    const begun = performance.now();
    const { body } = await till.post<{ status: string }>('/v1/payments', { code: code.number, amount: { amount: 103, currency: 'CNY' } });
    assert.equal(body.status, 'in_doubt');
    assert.ok(performance.now() - begun < 1500);
    await strict.close();
  });

  it('offers sources in the user\'s order with their banks\' balances, and keeps a new order', async () => {
    const { body } = await desk.lin.get<PaymentOptions>('/v1/payment-options');
    assert.deepEqual(body.sources.map((source) => [source.kind, source.unusable]), [['e_cny_wallet', null], ['life_card', null], ['debit_card', null], ['quick_loan', 'terms_not_accepted'], ['other_bank_card', 'frozen']]);
    assert.equal(body.sources[0]?.available?.amount, await desk.available(demoSources.wallet));
    assert.equal(body.sources[4]?.available, null);
    const reordered = await desk.lin.put<PaymentOptions>('/v1/funding-sources/order', { sourceIds: [demoSources.debitCard, demoSources.wallet] });
    assert.deepEqual(reordered.body.sources.map((source) => source.kind), ['debit_card', 'e_cny_wallet', 'life_card', 'quick_loan', 'other_bank_card']);
    assert.equal((await desk.issue()).sourceId, demoSources.debitCard);
    assert.equal((await desk.lin.put<Problem>('/v1/funding-sources/order', { sourceIds: [demoSources.chenDebit] })).body.code, 'not_found');
  });
});
