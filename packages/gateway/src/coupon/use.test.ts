import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Coupon, RightDetail } from '@tessera/contract';
import { withRetry } from '../database.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { CouponNotHeld, lockCoupon, redeemCoupon, releaseCoupon, returnCoupon, usableCoupons } from './coupon.js';
import type { CampaignDraft } from './create.js';
import { fen, openCampaign } from './testing.js';

const { stores, cities } = demo;

describe('a coupon in a payment', () => {
  let gateway: TestGateway;
  let user: Caller & { session: { subject: { id: string } } };
  let userId: string;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());

  /** A new user with one coupon of each campaign. */
  async function holder(reference: string, ...drafts: Partial<CampaignDraft>[]): Promise<string[]> {
    user = await gateway.user({ reference });
    userId = user.session.subject.id;
    const coupons: string[] = [];
    for (const draft of drafts) {
      const { body, status, text } = await user.post<Coupon>(`/v1/campaigns/${await openCampaign(gateway, draft)}/claims`);
      assert.equal(status, 201, text);
      coupons.push(body.id);
    }
    return coupons;
  }
  const now = () => gateway.clock.read();
  const ask = (couponId: string, paymentId: string, amount = 10_000) =>
    withRetry(gateway.services.db, (db) => lockCoupon({ ...gateway.services, db }, { couponId, paymentId, userId, storeId: stores.yonghuiQuancheng, amount, now: now() }));
  const redeem = (couponId: string, paymentId: string) =>
    withRetry(gateway.services.db, (db) => redeemCoupon({ ...gateway.services, db }, { couponId, paymentId, storeId: stores.yonghuiQuancheng, now: now() }));
  const state = async (id: string) => (await user.get<Coupon>(`/v1/coupons/${id}`)).body.state;

  it('is offered by what it saves, the sooner expiry first, with the reason when it cannot be used', async () => {
    const off = (amount: number, threshold: number) => ({ kind: 'amount_off' as const, off: fen(amount), threshold: fen(threshold) });
    const [ten, percent, later, high, weekend, beijing, film, thing] = await holder('offers',
      { face: off(1000, 5000) },
      { face: { kind: 'percent_off', percent: 12, cap: fen(2000), threshold: fen(0) } },
      { face: off(1000, 5000), validity: { kind: 'relative', days: 9 } },
      { face: off(6000, 20_000) },
      { weekdays: '67' },
      { city: cities.beijing },
      { category: 'film', scope: 'category' },
      { face: { kind: 'exchange', item: { 'zh-CN': '咖啡' } }, worth: 100 });
    const found = await usableCoupons(gateway.services, { userId, storeId: stores.yonghuiQuancheng, amount: 10_000, now: now() });
    assert.deepEqual(found.filter((each) => each.refusal === null).map((each) => [each.id, each.saving]), [[percent, 1200], [ten, 1000], [later, 1000]]);
    const reasons = Object.fromEntries(found.map((each) => [each.id, each.refusal]));
    assert.deepEqual([high, weekend, beijing, film, thing].map((id) => reasons[id ?? '']), ['threshold', 'weekday', 'store', 'store', 'not_money']);
    const anywhere = await usableCoupons(gateway.services, { userId, now: now() });
    assert.deepEqual([anywhere[0]?.id, anywhere[0]?.saving], [high, 6000]);
    assert.equal(await ask(beijing ?? '', 'pay_other'), null);
  });

  it('picks the best of the Jinan tiers for each order', async () => {
    const tier = (off: number, threshold: number) => ({ face: { kind: 'amount_off' as const, off: fen(off), threshold: fen(threshold) } });
    await holder('tiers', tier(6000, 20_000), tier(3000, 10_000), tier(1000, 5000));
    for (const [amount, saving] of [[10_000, 3000], [9999, 1000], [20_000, 6000], [4999, 0]] as const) {
      const [best] = await usableCoupons(gateway.services, { userId, storeId: stores.yonghuiQuancheng, amount, now: now() });
      assert.equal(best?.refusal === null ? best.saving : 0, saving);
    }
  });

  it('is held by one of ten payments that want it at once', async () => {
    const [id = ''] = await holder('race', {});
    const locks = await Promise.all(Array.from({ length: 10 }, (_, place) => ask(id, `pay_${place}`)));
    assert.equal(locks.filter((lock) => lock !== null).length, 1);
    assert.equal(await state(id), 'locked');
  });

  it('is used once by the payment that holds it, and by no other', async () => {
    const [id = ''] = await holder('redeem', {});
    assert.equal((await ask(id, 'pay_A'))?.saving, 1000);
    assert.equal((await ask(id, 'pay_A'))?.saving, 1000);
    await assert.rejects(redeem(id, 'pay_B'), CouponNotHeld);
    await Promise.all([redeem(id, 'pay_A'), redeem(id, 'pay_A'), redeem(id, 'pay_A')]);
    assert.equal(await state(id), 'used');
    const { body } = await user.get<RightDetail>(`/v1/rights/${id}`);
    assert.deepEqual(body.history.map((line) => [line.what, line.where]), [['claimed', null], ['locked', '永辉超市（泉城路店）'], ['used', '永辉超市（泉城路店）']]);
  });

  it('comes back unused when the payment came to nothing', async () => {
    const [id = ''] = await holder('release', {});
    await ask(id, 'pay_A');
    await releaseCoupon(gateway.services, { couponId: id, paymentId: 'pay_B', now: now() });
    assert.equal(await state(id), 'locked');
    await releaseCoupon(gateway.services, { couponId: id, paymentId: 'pay_A', now: now() });
    assert.equal(await state(id), 'unused');
  });

  it('is given up on a refund where its campaign says so (Jinan)', async () => {
    const [id = ''] = await holder('forfeit', { refundPolicy: 'forfeit' });
    await ask(id, 'pay_A');
    await redeem(id, 'pay_A');
    assert.equal(await returnCoupon(gateway.services, { couponId: id, paymentId: 'pay_A', now: now() }), 'forfeited');
    assert.equal(await state(id), 'used');
  });

  it('returns once, with its first validity, where its campaign says so (Beijing)', async () => {
    const [id = ''] = await holder('return', { refundPolicy: 'return' });
    const { validTo } = (await user.get<Coupon>(`/v1/coupons/${id}`)).body;
    for (const [payment, outcome, left] of [['pay_A', 'returned', 'unused'], ['pay_B', 'forfeited', 'used']] as const) {
      await ask(id, payment);
      await redeem(id, payment);
      assert.equal(await returnCoupon(gateway.services, { couponId: id, paymentId: payment, now: now() }), outcome);
      assert.equal(await state(id), left);
    }
    assert.equal((await user.get<Coupon>(`/v1/coupons/${id}`)).body.validTo, validTo);
  });

  it('cannot be used from the moment it expires', async () => {
    const [id = ''] = await holder('expiry', { validity: { kind: 'fixed', from: '2026-11-01T00:00:00Z', to: '2026-11-23T04:01:00.000Z' } });
    gateway.clock.set('2026-11-23T04:00:59.999Z');
    assert.equal((await usableCoupons(gateway.services, { userId, now: now() }))[0]?.refusal, null);
    gateway.clock.set('2026-11-23T04:01:00.000Z');
    assert.equal(await ask(id, 'pay_A'), null);
    assert.equal(await state(id), 'expired');
  });
});
