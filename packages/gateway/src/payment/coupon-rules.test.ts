import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Coupon, CouponRefusal, PaymentOptions, Quote, Settlement } from '@tessera/contract';
import * as fc from 'fast-check';
import type { CampaignDraft } from '../coupon/create.js';
import { recallCampaign, recallCoupons } from '../coupon/recall.js';
import { fen, openCampaign } from '../coupon/testing.js';
import { demo } from '../seed/demo.js';
import { demoSources } from './seed.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk } from './testing.js';

const STORE = demo.stores.yonghuiQuancheng;
const off = (amount: number, threshold = 0) => ({ kind: 'amount_off', off: fen(amount), threshold: fen(threshold) }) as const;

describe('the rules of a coupon in a payment', () => {
  let desk: PaymentDesk;
  before(async () => {
    desk = await paymentDesk();
    // The seed's own coupons would be best now and then.
    await desk.services.db.deleteFrom('coupon').where('user_id', '=', demo.linXiao.id).execute();
  });
  after(() => desk.close());
  beforeEach(() => goTo('2026-11-23T12:00:00+08:00'));
  const goTo = async (time: string) => { desk.clock.set(time); await desk.renew(); };
  afterEach(async () => { await desk.services.db.updateTable('coupon').set({ valid_to: new Date(0), valid_from: new Date(0) }).where('state', '=', 'unused').execute(); });

  const claim = async (draft: Partial<CampaignDraft>): Promise<Coupon> => {
    const reply = await desk.lin.post<Coupon>(`/v1/campaigns/${await openCampaign(desk, { face: off(1000), ...draft })}/claims`);
    assert.equal(reply.status, 201, reply.text);
    return reply.body;
  };
  const ask = async (query: Record<string, string>): Promise<Quote> => {
    const reply = await desk.lin.get<Quote>(`/v1/quote?${new URLSearchParams({ amount: '5000', ...query }).toString()}`);
    assert.equal(reply.status, 200, reply.text);
    return reply.body;
  };
  const refusal = async (id: string, query: Record<string, string> = {}) => (await ask(query)).coupons.find((coupon) => coupon.id === id)?.refusal;
  const change = (coupon: Coupon, set: object) => desk.services.db.updateTable('campaign').set(set).where('id', '=', coupon.campaignId).execute();

  it('goes with the sources of its campaign alone: the best for one source is not shown for another, and pays nothing there', async () => {
    const [wallet, any] = [await claim({ face: off(1500) }), await claim({})];
    await change(wallet, { pay_with: JSON.stringify(['e_cny_wallet']) });
    assert.deepEqual([(await ask({})).pay.amount, (await ask({ sourceId: demoSources.lifeCard })).pay.amount], [3500, 4000]);
    assert.deepEqual([await refusal(wallet.id, { sourceId: demoSources.lifeCard }), await refusal(any.id, { sourceId: demoSources.lifeCard })], ['source', null]);
    assert.deepEqual([(await desk.pay(5000, { sourceId: demoSources.lifeCard, coupon: wallet.id })).paid.amount, (await desk.pay(5000, { sourceId: demoSources.wallet, coupon: wallet.id })).paid.amount], [5000, 3500]);
  });

  it('goes with the way of presenting it that its campaign wants', async () => {
    const coupon = await claim({});
    await change(coupon, { presented_by: 'merchant_code' });
    assert.deepEqual([await refusal(coupon.id), await refusal(coupon.id, { storeId: STORE }), await refusal(coupon.id, { storeId: STORE, presentedBy: 'pay_code' })], ['source', null, 'source']);
    assert.equal((await desk.pay(5000, { coupon: coupon.id })).paid.amount, 5000);
    const options = (await desk.lin.get<PaymentOptions>('/v1/payment-options')).body;
    assert.ok(!options.coupons.some(({ id }) => id === coupon.id));
  });

  it('goes at its hours and weekdays in Shanghai: the end of an hour is not in it', async () => {
    const coupon = await claim({});
    const tries: [string, CouponRefusal | null][] = [['09:59:59.999', 'hour'], ['10:00:00.000', null], ['13:59:59.999', null], ['14:00:00.000', 'hour']];
    await change(coupon, { hours: JSON.stringify([{ from: '10:00', to: '14:00' }]) });
    for (const [time, expected] of tries) {
      await goTo(`2026-11-24T${time}+08:00`);
      assert.equal(await refusal(coupon.id), expected, time);
    }
    await goTo('2026-11-24T12:00:00+08:00');
    await change(coupon, { weekdays: '67' });
    assert.equal(await refusal(coupon.id), 'weekday');
  });

  it('never comes back usable from a refund once its campaign is recalled', async () => {
    const coupon = await claim({ refundPolicy: 'return_always' });
    const paid = await desk.pay(5000, { coupon: coupon.id });
    await recallCampaign(desk.services, coupon.campaignId, 'mei');
    await desk.refund(paid.id, paid.paid.amount);
    assert.equal(await refusal(coupon.id, { coupon: coupon.id }), 'recalled');
    assert.equal((await desk.pay(5000, { coupon: 'auto' })).paid.amount, 5000);
    await recallCoupons(desk.services);
    assert.equal(await desk.couponState(coupon.id), 'recalled');
  });

  it('returns every time where its campaign says so, with its first validity: over meanwhile, it comes back expired', async () => {
    const coupon = await claim({ refundPolicy: 'return_always' });
    for (const round of [1, 2, 3]) {
      const paid = await desk.pay(5000, { coupon: coupon.id });
      if (round === 3) await goTo('2026-12-01T12:00:00+08:00');
      await desk.refund(paid.id, paid.paid.amount);
      assert.equal(await desk.couponState(coupon.id), 'unused');
    }
    assert.equal((await desk.lin.get<Coupon>(`/v1/coupons/${coupon.id}`)).body.state, 'expired');
    assert.equal((await desk.lin.get<Coupon>(`/v1/coupons/${coupon.id}`)).body.validTo, coupon.validTo);
  });

  it('lets no part of its payment be refunded where its campaign says so (Beijing), and all of it', async () => {
    const coupon = await claim({ refundPolicy: 'return', partialRefund: 'refused' });
    const paid = await desk.pay(5000, { coupon: coupon.id });
    const part = await desk.refund(paid.id, 100);
    assert.deepEqual([part.status, part.body.code, (await desk.payment(paid.id)).refunded.amount], [409, 'partial_refund_refused', 0]);
    assert.match(part.body.detail, /4000/);
    assert.equal((await desk.refund(paid.id, 4000)).status, 201);
    assert.equal(await desk.couponState(coupon.id), 'unused');
    await desk.audit();
  });

  it('costs each funder its share to the fen, and a void or full refund gives exactly that back', async () => {
    const funders = [{ kind: 'government', name: { 'zh-CN': '济南市' }, percent: 70 }, { kind: 'bank', name: { 'zh-CN': '银行' }, percent: 19 }, { kind: 'merchant', name: { 'zh-CN': '永辉' }, percent: 11 }] as const;
    const balances = async (campaignId: string) => (await desk.services.db.selectFrom('ledger_account').select(['name', 'balance']).where('owner', '=', campaignId).where('name', 'like', 'funding%').orderBy('name').execute()).map(({ name, balance }) => [name, balance]);
    const settled = async () => (await desk.till.get<Settlement>(`/v1/settlements/${desk.clock.read().toISOString().slice(0, 10)}`)).body.payments.coupons.amount;
    for (const end of ['void', 'refund'] as const) {
      const coupon = await claim({ face: off(1001), refundPolicy: 'return_always', funders: [...funders] });
      const before = await settled();
      const paid = await desk.pay(5000, { coupon: coupon.id });
      // 70 %, 19 % and 11 % of 1,001 fen are 700.7, 190.19 and 110.11: the fen left over goes to the first.
      assert.deepEqual(await balances(coupon.campaignId), [['funding_1_government', -701], ['funding_2_bank', -190], ['funding_3_merchant', -110]]);
      assert.equal(await settled() - before, 1001);
      assert.equal((end === 'void' ? await desk.void(paid.id) : await desk.refund(paid.id, paid.paid.amount)).status, end === 'void' ? 200 : 201);
      assert.deepEqual((await balances(coupon.campaignId)).map(([, balance]) => balance), [0, 0, 0]);
    }
    await desk.audit();
  });

  it('takes the best of a wallet of Jinan\'s and Beijing\'s tiers, as their published rules compute it', async () => {
    const sets: [readonly [threshold: number, off: number][], readonly [order: number, best: number][]][] = [
      [[[20_000, 6000], [10_000, 3000], [5000, 1000]], [[10_000, 3000], [9999, 1000], [20_000, 6000], [4999, 0]]],
      [[[4000, 1000], [8000, 2000], [16_000, 4000]], [[21_000, 4000]]],
    ];
    for (const [tiers, computed] of sets) {
      const ids = await Promise.all(tiers.map(async ([threshold, saved]) => (await claim({ face: off(saved, threshold) })).id));
      for (const [order, best] of computed) assert.equal(order - (await ask({ amount: String(order) })).pay.amount, best, `${order} fen`);
      await desk.services.db.deleteFrom('coupon').where('id', 'in', ids).execute();
    }
  });

  it('shows as usable exactly what a charge then takes, over random wallets and purchases', async () => {
    const draft = fc.record({
      face: fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 9000 })).map(([amount, threshold]) => off(amount, threshold)),
      scope: fc.constantFrom('any' as const, 'any' as const, 'category' as const, 'listed' as const), weekdays: fc.constantFrom(null, null, '12345', '67'),
      hours: fc.constantFrom(null, null, [{ from: '06:00', to: '09:00' }], [{ from: '11:00', to: '14:00' }, { from: '17:00', to: '24:00' }]),
      pay_with: fc.constantFrom(null, null, ['life_card'], ['debit_card', 'e_cny_wallet']), presented_by: fc.constantFrom('any', 'any', 'pay_code', 'merchant_code'),
      alone: fc.boolean(), recalled: fc.nat(9).map((n) => n === 0),
    });
    const purchase = fc.record({ amount: fc.integer({ min: 1000, max: 10_000 }), points: fc.boolean(), source: fc.constantFrom(demoSources.lifeCard, demoSources.debitCard), at: fc.constantFrom('2026-12-05T08:00:00+08:00', '2026-12-07T12:00:00+08:00', '2026-12-08T20:00:00+08:00') });
    let used = 0;
    await fc.assert(fc.asyncProperty(fc.array(draft, { minLength: 3, maxLength: 5 }), purchase, async (wallet, { amount, points, source, at }) => {
      await goTo(at);
      const coupons: Coupon[] = [];
      for (const { hours, pay_with, presented_by, alone, recalled, ...each } of wallet) {
        const coupon = await claim(each);
        await change(coupon, {
          hours: hours === null ? null : JSON.stringify(hours), pay_with: pay_with === null ? null : JSON.stringify(pay_with), presented_by, alone, recalled_at: recalled ? desk.clock.read() : null,
        });
        coupons.push(coupon);
      }
      for (const { id } of coupons) {
        const named = await ask({ amount: String(amount), storeId: STORE, sourceId: source, coupon: id, points: points ? 'on' : 'off', presentedBy: 'pay_code' });
        const shown = named.coupons.find((coupon) => coupon.id === id);
        const payment = await desk.pay(amount, { sourceId: source, coupon: id, points });
        assert.deepEqual([payment.status, payment.paid, payment.discounts], ['paid', named.pay, named.discounts]);
        assert.equal(await desk.couponState(id) === 'used', shown?.refusal === null, `${id}: shown as ${shown?.refusal ?? 'usable'}`);
        if (shown?.refusal === null) used += 1;
      }
      await desk.services.db.updateTable('coupon').set({ valid_to: new Date(0), valid_from: new Date(0) }).where('state', '=', 'unused').execute();
    }), { numRuns: 25 });
    assert.ok(used > 3, `${used} coupons were used`);
    await desk.audit();
  });
});
