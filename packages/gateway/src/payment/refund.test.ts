import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem } from '@tessera/contract';
import { account, houseAccount, transfer } from '../ledger/ledger.js';
import { demo } from '../seed/demo.js';
import { reconcilePayments } from './reconcile.js';
import { demoSources } from './seed.js';
import { MoodyBank, paymentDesk } from './testing.js';
import type { PaymentDesk } from './testing.js';

describe('refund', () => {
  let desk: PaymentDesk;
  let bank: MoodyBank;
  before(async () => {
    desk = await paymentDesk({
      replace: (services) => {
        bank = new MoodyBank(services);
        return { channels: { e_cny_wallet: bank, life_card: bank, quick_loan: bank, debit_card: bank, other_bank_card: bank } };
      },
    });
  });
  after(() => desk.close());

  it('gives part of the money back to the source, again and again until all of it is back', async () => {
    const before = await desk.available(demoSources.wallet);
    const { id } = await desk.pay(1000);
    const first = await desk.refund(id, 300);
    assert.deepEqual([first.status, first.body.refunded.amount, first.body.refunds.map((refund) => [refund.amount.amount, refund.reason])], [201, 300, [[300, '顾客退货']]]);
    assert.equal(await desk.available(demoSources.wallet), (before ?? 0) - 700);
    assert.equal((await desk.refund(id, 700)).body.refunded.amount, 1000);
    assert.equal(await desk.available(demoSources.wallet), before);
    await desk.audit();
  });

  it('refuses more than is left', async () => {
    const { id } = await desk.pay(1000);
    await desk.refund(id, 300);
    const { status, body } = await desk.refund(id, 701);
    assert.deepEqual([status, body.code], [409, 'refund_exceeds_payment']);
    assert.match(body.detail, /700/);
    assert.equal((await desk.payment(id)).refunded.amount, 300);
  });

  it('gives back at most what was paid when three parts of a half are asked at the same moment', async () => {
    for (let trial = 0; trial < 10; trial += 1) {
      const { id } = await desk.pay(1000);
      const replies = await Promise.all([1, 2, 3].map(() => desk.refund(id, 500)));
      assert.deepEqual(replies.map((reply) => reply.body.code ?? 'refunded').sort(), ['refund_exceeds_payment', 'refunded', 'refunded']);
      assert.equal((await desk.payment(id)).refunded.amount, 1000);
    }
    await desk.audit();
  });

  it('answers a repeated idempotency key with the first result: one refund', async () => {
    const { id } = await desk.pay(1000);
    const replies = await Promise.all([1, 2, 3, 4].map(() => desk.refund(id, 200, { key: 'refund-once' })));
    assert.equal(new Set(replies.map((reply) => reply.text)).size, 1);
    assert.equal((await desk.payment(id)).refunds.length, 1);
  });

  it('returns spent points, takes earned points back and returns the coupon when its campaign says so', async () => {
    await desk.givePoints(5000);
    const [coupon, points, money] = [await desk.giveCoupon({ off: 1000, threshold: 5000, policy: 'return' }), await desk.points(), await desk.available(demoSources.wallet)];
    const paid = await desk.pay(10_000, { coupon, points: true });
    assert.deepEqual([await desk.couponState(coupon), paid.paid.amount < 9000], ['used', true]);
    await desk.refund(paid.id, paid.paid.amount - 1);
    assert.equal(await desk.couponState(coupon), 'used');
    await desk.refund(paid.id, 1);
    assert.deepEqual([await desk.couponState(coupon), await desk.points(), await desk.available(demoSources.wallet)], ['unused', points, money]);
    await desk.audit();
  });

  it('gives the coupon up when its campaign says so', async () => {
    const coupon = await desk.giveCoupon({ off: 1000, threshold: 5000, policy: 'forfeit' });
    const paid = await desk.pay(10_000, { coupon });
    await desk.refund(paid.id, paid.paid.amount);
    assert.equal(await desk.couponState(coupon), 'used');
    await desk.audit();
  });

  it('takes back earned points with each part, to the points for what is still paid', async () => {
    const points = await desk.points();
    const { id } = await desk.pay(1050);
    assert.equal(await desk.points(), points + 10);
    await desk.refund(id, 51);
    assert.equal(await desk.points(), points + 9);
    await desk.refund(id, 999);
    assert.equal(await desk.points(), points);
  });

  it('takes back earned points only as far as the balance goes; the house bears the rest', async () => {
    const { id } = await desk.pay(100_000, { sourceId: demoSources.debitCard });
    const own = account(demo.linXiao.id, 'points', 'points');
    const before = await desk.points();
    await transfer(desk.services, { debit: own, credit: houseAccount('points', 'points', own.shard), amount: before - 400, reason: 'spent', reference: `test/${id}` });
    const { status } = await desk.refund(id, 100_000);
    assert.deepEqual([status, await desk.points()], [201, 0]);
    await desk.audit();
  });

  it('is decided while the bank is away, and given by the sweep when it is back', async () => {
    const { id } = await desk.pay(1000);
    const before = await desk.available(demoSources.wallet);
    bank.away = true;
    const { status, body } = await desk.refund(id, 400);
    assert.deepEqual([status, body.refunded.amount, await desk.available(demoSources.wallet)], [201, 400, before]);
    desk.clock.advance(25_000);
    await reconcilePayments(desk.services);
    assert.equal(await desk.available(demoSources.wallet), before);
    bank.away = false;
    desk.clock.advance(25_000);
    await reconcilePayments(desk.services);
    await reconcilePayments(desk.services);
    assert.equal(await desk.available(demoSources.wallet), (before ?? 0) + 400);
    await desk.audit();
  });

  it('refuses to refund a declined payment', async () => {
    const { id } = await desk.pay(102);
    assert.equal((await desk.refund(id, 1)).body.code, 'payment_not_refundable');
  });

  it('refuses a caller without the scope, a user, and hides the payment from another store\'s till', async () => {
    const { id } = await desk.pay(1000);
    const [narrow, other] = [await desk.terminal({ scopes: ['payments:read'] }), await desk.terminal({ id: demo.terminals.guomao })];
    assert.equal((await desk.refund(id, 1, { till: narrow })).body.code, 'scope_missing');
    assert.equal((await desk.refund(id, 1, { till: desk.lin })).body.code, 'caller_not_allowed');
    assert.equal((await desk.refund(id, 1, { till: other })).body.code, 'not_found');
    assert.equal((await desk.lin.post<Problem>(`/v1/payments/pay_1A0000000000000000000000/refunds`, { amount: { amount: 1, currency: 'CNY' }, reason: 'x' })).body.code, 'caller_not_allowed');
  });
});
