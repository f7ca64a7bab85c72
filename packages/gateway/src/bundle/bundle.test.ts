import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Bundle, BundleOrder, Payment, PaymentOptions, Problem, Right, Subscription, TesseraEvent } from '@tessera/contract';
import fc from 'fast-check';
import { demoCoupons } from '../coupon/seed.js';
import { shardOf } from '../id.js';
import { conservation } from '../ledger/ledger.js';
import { reconcilePayments } from '../payment/reconcile.js';
import { fulfilBenefits } from '../right/fulfil.js';
import { demo } from '../seed/demo.js';
import { testGateway, unlimited } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { bundles } from './catalogue.js';
import { house } from './house.js';
import { nextMonthAt } from './months.js';
import { itemsOf, monthShare, refundableAfter, worthOf } from './shares.js';
import { sweepBundleOrders, sweepSubscriptions } from './sweep.js';

const [commuting, coffee, films] = bundles.map(({ id }) => id);
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

describe('the money of a bundle', () => {
  it('is split into months and benefits that sum to what was paid, whatever it was; a month to come never has more than an equal share', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom(...bundles), (paid, bundle) => {
      const of = { paid, months: bundle.months };
      let sum = 0;
      for (let month = 1; month <= bundle.months; month += 1) {
        const parts = itemsOf(bundle, of, month).map(({ fen }) => fen);
        assert.ok(parts.every((fen) => fen >= 0));
        sum += parts.reduce((total, fen) => total + fen, 0);
        assert.ok(refundableAfter(of, month) * bundle.months <= paid * (bundle.months - month));
        assert.equal(sum + refundableAfter(of, month), paid);
      }
    }));
    assert.deepEqual([monthShare({ paid: 5980, months: 3 }), refundableAfter({ paid: 5980, months: 3 }, 1)], [1993, 3986]);
  });

  it('is less than what everything in it costs singly', () => {
    for (const bundle of bundles) assert.ok(bundle.price < worthOf(bundle), bundle.id);
  });

  it('brings months on the day it was bought, or on the last of a month without that day', () => {
    const bought = new Date('2027-01-31T02:30:00.000Z');
    assert.deepEqual([1, 2, 3].map((received) => nextMonthAt(bought, received, 4)?.toISOString()), ['2027-02-28T02:30:00.000Z', '2027-03-31T02:30:00.000Z', '2027-04-30T02:30:00.000Z']);
    assert.equal(nextMonthAt(bought, 4, 4), null);
  });
});

describe('bundles', () => {
  let gateway: TestGateway;
  let lin: Caller;
  before(async () => {
    gateway = await testGateway({ settings: unlimited });
    lin = await gateway.user();
  });
  after(() => gateway.close());
  const buy = (id = commuting, by = lin) => by.post<BundleOrder & Problem>(`/v1/bundles/${id}/subscriptions`);
  const pay = (payload: string, amount: number) => lin.post<Payment>('/v1/merchant-payments', { payload, coupon: 'none', points: false, pay: yuan(amount) });
  const read = async (id: string) => (await lin.get<Subscription>(`/v1/subscriptions/${id}`)).body;
  const cancel = (id: string, by = lin) => by.post<Subscription & Problem>(`/v1/subscriptions/${id}/cancellation`);
  const sweep = () => sweepSubscriptions(gateway.services);
  const till = () => gateway.terminal({ id: house.terminalId });
  const paid = async (id: string) => (await lin.get<Payment>(`/v1/payments/${id}`)).body;
  const benefits = (id: string) => gateway.services.db.selectFrom('benefit').selectAll().where('subscription_id', '=', id).orderBy('month').orderBy('place').execute();
  /** Sessions do not last a month. */
  const pass = async (days: number) => { gateway.clock.advance(days * 86_400_000); lin = await gateway.user(); };
  const bought = async (id = commuting) => {
    const { body } = await buy(id);
    const payment = await pay(body.order.payload, body.order.amount.amount);
    assert.equal(payment.body.status, 'paid', payment.text);
    return read(body.subscription.id);
  };

  it('are on sale with what they bring and what that is worth singly', async () => {
    const { items } = (await lin.get<{ items: Bundle[] }>('/v1/bundles')).body;
    assert.deepEqual(items.map(({ id, price, worth, months, subscription }) => [id, price.amount, worth.amount, months, subscription?.state ?? null]), [
      [commuting, 5980, 14_700, 3, null], [coffee, 19_900, 51_600, 6, 'active'], [films, 9990, 25_500, 3, null],
    ]);
    // Lin Xiao’s own, of the seed: the card paid for it, one month is here, and its money can go back.
    const mine = items[1]?.subscription;
    assert.deepEqual([mine?.monthsReceived, mine?.refundable], [1, yuan(16_580)]);
    const { status, store, amount } = await paid(mine?.paymentId ?? '');
    assert.deepEqual([status, store.id, amount], ['paid', house.storeId, yuan(19_900)]);
    assert.deepEqual((await benefits(mine?.id ?? '')).map(({ benefit, state }) => [benefit, state]), [['coffee_cup', 'used'], ['coffee_cup', 'unused'], ['tea_cup', 'unused'], ['egg_tart', 'used']]);
    assert.deepEqual(items[0]?.items[0], { title: '地铁乘车抵扣', giver: '济南地铁', count: 4 });
  });

  it('an order lives while it can be paid, is the same for every tap, and buys nothing by itself', async () => {
    const taps = await Promise.all(Array.from({ length: 6 }, () => buy()));
    assert.deepEqual(new Set(taps.map((reply) => reply.status)), new Set([201]));
    assert.equal(new Set(taps.map((reply) => `${reply.body.subscription.id} ${reply.body.order.payload}`)).size, 1);
    const [first] = taps;
    assert.deepEqual([first?.body.subscription.state, first?.body.order.amount], ['unpaid', yuan(5980)]);
    await sweep();
    assert.equal((await read(first?.body.subscription.id ?? '')).state, 'unpaid');
    gateway.clock.advance(300_001);
    const later = (await buy()).body;
    assert.notEqual(later.order.payload, first?.body.order.payload);
    assert.equal(later.subscription.id, first?.body.subscription.id);
    assert.notEqual((await pay(first?.body.order.payload ?? '', 5980)).status, 201);
    await pass(2);
    await sweepBundleOrders(gateway.services);
    assert.equal((await lin.get(`/v1/subscriptions/${later.subscription.id}`)).status, 404);
  });

  it('paid, they start once and bring the first month at once, however many look', async () => {
    const { body: { lastId } } = await lin.get<{ lastId: string }>('/v1/events');
    const { body } = await buy();
    await pay(body.order.payload, 5980);
    const seen = await Promise.all([sweep(), read(body.subscription.id), sweep(), read(body.subscription.id), sweep()]);
    const now = gateway.clock.read();
    const state = seen[1];
    assert.deepEqual([state.state, state.monthsReceived, state.refundable, state.boughtAt, state.nextAt], ['active', 1, yuan(3986), now.toISOString(), nextMonthAt(now, 1, 3)?.toISOString()]);
    const rows = await benefits(body.subscription.id);
    assert.deepEqual(rows.map((row) => row.benefit), ['metro_ride', 'metro_ride', 'metro_ride', 'metro_ride', 'coffee_cup']);
    assert.equal(rows.reduce((sum, row) => sum + row.paid_fen, 0), 5980 - 3986);
    const { items } = (await lin.get<{ items: TesseraEvent[] }>(`/v1/events?after=${lastId}&limit=100`)).body;
    const told = (type: string) => items.filter((event) => event.type === type).length;
    assert.deepEqual([told('subscription.started'), told('subscription.received'), told('right.granted')], [1, 1, 5]);
    assert.deepEqual([(await buy()).body.code, (await pay(body.order.payload, 5980)).status], ['already_subscribed', 409]);
    const listed = (await lin.get<{ items: Bundle[] }>('/v1/bundles')).body.items[0];
    assert.equal(listed?.subscription?.id, body.subscription.id);
  });

  it('bring each month once, and end after the last', async () => {
    const [subscription] = (await lin.get<{ items: Bundle[] }>('/v1/bundles')).body.items.flatMap((bundle) => bundle.subscription ?? []);
    const id = subscription?.id ?? '';
    for (const received of [2, 3]) {
      await pass(31);
      await Promise.all([sweep(), sweep(), sweep()]);
      assert.equal((await read(id)).monthsReceived, received);
      assert.equal((await benefits(id)).length, received * 5);
    }
    assert.deepEqual([(await read(id)).state, (await read(id)).nextAt, (await cancel(id)).body.code], ['ended', null, 'subscription_over']);
    await pass(31);
    await sweep();
    assert.equal((await benefits(id)).length, 15);
    assert.equal((await buy()).status, 201, 'it can be bought again');
  });

  it('fault 3: cancelled by thirty taps at once, they give the months that have not come back once, to the fen, and the money arrives', async () => {
    const wallet = async () => (await lin.get<PaymentOptions>('/v1/payment-options')).body.sources.map((source) => source.available?.amount ?? 0).reduce((sum, amount) => sum + amount, 0);
    const before = await wallet();
    const { id, paymentId } = await bought(films);
    assert.ok(paymentId !== null);
    const taps = await Promise.all(Array.from({ length: 30 }, () => cancel(id)));
    assert.deepEqual([taps.filter(({ status }) => status === 201).length, taps.filter(({ body }) => body.code === 'subscription_over').length], [1, 29]);
    const winner = taps.find(({ status }) => status === 201)?.body;
    assert.deepEqual([winner?.state, winner?.nextAt, winner?.refundable], ['cancelled', null, yuan(0)]);
    assert.deepEqual((await paid(paymentId)).refunds.map(({ amount }) => amount), [yuan(6660)]);
    await reconcilePayments(gateway.services);
    assert.equal(await wallet(), before - 9990 + 6660, 'the next run of the sweep sends it, a second later at most');
    await pass(31);
    await sweep();
    assert.equal((await benefits(id)).length, 3, 'what has come stays, and nothing more comes');
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('never bring a month and give its money back too, when both happen at the same moment', async () => {
    for (let trial = 0; trial < 5; trial += 1) {
      const { id, paymentId } = await bought(films);
      await pass(31);
      await Promise.all(trial % 2 === 0 ? [cancel(id), sweep(), sweep()] : [sweep(), cancel(id), sweep()]);
      await cancel(id);
      const { monthsReceived, state } = await read(id);
      assert.equal(state, 'cancelled');
      assert.equal((await benefits(id)).length, monthsReceived * 3);
      assert.equal((await paid(paymentId ?? '')).refunded.amount, 3330 * (3 - monthsReceived));
    }
  });

  it('end when the till gives the money back: all of it by a void, or the rest beside what it gave', async () => {
    const voided = await bought(films);
    assert.equal((await (await till()).post(`/v1/payments/${voided.paymentId}/void`)).status, 200);
    await Promise.all([sweep(), sweep()]);
    assert.equal((await read(voided.id)).state, 'cancelled');
    assert.deepEqual([(await paid(voided.paymentId ?? '')).status, (await paid(voided.paymentId ?? '')).refunded.amount], ['voided', 9990]);
    const refunded = await bought(films);
    await (await till()).post(`/v1/payments/${refunded.paymentId}/refunds`, { amount: yuan(1000), reason: '商量' });
    await sweep();
    assert.equal((await read(refunded.id)).state, 'cancelled');
    assert.equal((await paid(refunded.paymentId ?? '')).refunded.amount, 6660);
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('give back what a supplier refuses, at its price within the bundle, and go on', async () => {
    const { id, paymentId } = await bought(films);
    const [video] = await benefits(id);
    await gateway.services.db.insertInto('sandbox_supply').values({
      shard_key: shardOf(video?.id ?? ''), reference: video?.id ?? '', supplier: 'yuekan', benefit: 'video_month', state: 'refused', code: null, at: gateway.clock.read(), calls: 0,
    }).execute();
    await fulfilBenefits(gateway.services);
    await Promise.all([sweep(), sweep()]);
    assert.equal((await lin.get<Right>(`/v1/rights/${video?.id}`)).body.state, 'refunded');
    assert.deepEqual((await paid(paymentId ?? '')).refunds.map(({ amount }) => amount.amount), [video?.paid_fen]);
    assert.equal((await read(id)).state, 'active');
    const ended = await cancel(id);
    assert.equal(ended.status, 201);
    assert.equal((await paid(paymentId ?? '')).refunded.amount, 6660 + (video?.paid_fen ?? 0));
  });

  it('paid with a coupon that a till could only refund whole, they still give back the months to come', async () => {
    await gateway.services.db.updateTable('campaign').set({ store_scope: 'any', city: null, partial_refund: 'refused', face: JSON.stringify({ kind: 'amount_off', off: yuan(990), threshold: yuan(0) }) })
      .where('id', '=', (eb) => eb.selectFrom('coupon').select('campaign_id').where('id', '=', demoCoupons.card)).execute();
    await gateway.services.db.updateTable('coupon').set({ valid_to: new Date(gateway.clock.read().getTime() + 86_400_000) }).where('id', '=', demoCoupons.card).execute();
    const { body } = await buy(films);
    const payment = (await lin.post<Payment>('/v1/merchant-payments', { payload: body.order.payload, coupon: demoCoupons.card, points: false, pay: yuan(9000) })).body;
    assert.equal(payment.status, 'paid');
    assert.deepEqual((await read(body.subscription.id)).refundable, yuan(6000));
    assert.equal((await (await till()).post<Problem>(`/v1/payments/${payment.id}/refunds`, { amount: yuan(100), reason: '少一件' })).body.code, 'partial_refund_refused');
    assert.equal((await cancel(body.subscription.id)).status, 201);
    assert.equal((await paid(payment.id)).refunded.amount, 6000);
  });

  it('are nobody else’s', async () => {
    const { body } = await buy(films);
    const chen = await gateway.user({ reference: demo.chenMo.reference });
    assert.deepEqual([(await chen.get(`/v1/subscriptions/${body.subscription.id}`)).status, (await cancel(body.subscription.id, chen)).status], [404, 404]);
    assert.equal((await buy('bdl_6A0000000000NONE0000000009')).body.code, 'not_found');
    assert.equal((await cancel(body.subscription.id)).body.code, 'subscription_over');
  });
});
