import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Coupon, PayCode, PaymentOptions, RightDetail } from '@tessera/contract';
import { withRetry } from '../database.js';
import { demo } from '../seed/demo.js';
import { testGateway, unlimited, type TestGateway } from '../testing.js';
import { deactivateCoupon, recallCampaign, recallCoupons } from './recall.js';
import { fen, newUsers, openCampaign } from './testing.js';
import { lockCoupon, releaseCoupon } from './coupon.js';

describe('a recalled campaign', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway({ settings: unlimited }); });
  after(() => gateway.close());
  const recall = (id: string) => recallCampaign(gateway.services, id, 'mei');
  const states = async (id: string) => {
    const rows = await gateway.services.db.selectFrom('coupon').select('state').where('campaign_id', '=', id).execute();
    return rows.map(({ state }) => state).sort();
  };
  const claim = async (caller: Awaited<ReturnType<TestGateway['user']>> | Awaited<ReturnType<typeof newUsers>>[number], id: string) => {
    const reply = await caller.post<Coupon>(`/v1/campaigns/${id}/claims`);
    assert.equal(reply.status, 201, reply.text);
    return reply.body;
  };

  it('takes every unused coupon back, tells its user once, gives none any more, and is written in the audit', async () => {
    const id = await openCampaign(gateway, { stock: 20 });
    const users = await newUsers(gateway, 8, 'recalled');
    const coupons = await Promise.all(users.map((user) => claim(user, id)));
    await Promise.all([recall(id), recall(id)]);
    assert.deepEqual(await states(id), Array.from({ length: 8 }, () => 'recalled'));
    const events = await gateway.services.db.selectFrom('event').select('subject_id').where('type', '=', 'coupon.recalled').execute();
    assert.deepEqual(events.map(({ subject_id }) => subject_id).sort(), coupons.map((coupon) => coupon.id).sort());
    const detail = await users[0]!.get<RightDetail>(`/v1/rights/${coupons[0]!.id}`);
    assert.deepEqual([detail.body.state, detail.body.history.map(({ what }) => what)], ['recalled', ['claimed', 'recalled']]);
    assert.equal((await (await gateway.user({ reference: 'too-late' })).post(`/v1/campaigns/${id}/claims`)).status, 409);
    const audit = await gateway.services.db.selectFrom('campaign_audit').select(['what', 'actor']).where('campaign_id', '=', id).execute();
    assert.deepEqual(audit, [{ what: 'recalled', actor: 'mei' }]);
  });

  it('takes back more than one batch', async () => {
    const id = await openCampaign(gateway, { stock: 2000 });
    await gateway.services.db.insertInto('coupon').values(Array.from({ length: 1203 }, (_, place) => ({
      shard_key: place % 1024, id: `cpn_00BATCH${place}`, user_id: `usr_00BATCH${place}`, campaign_id: id, ordinal: 1, state: 'unused' as const,
      claimed_at: new Date(), valid_from: new Date(), valid_to: new Date(), payment_id: null, used_at: null, used_store_id: null, returned_at: null, code: null,
    }))).execute();
    await recall(id);
    assert.deepEqual([...new Set(await states(id))], ['recalled']);
  });

  it('leaves a coupon to the payment that holds it, and takes it back when the payment lets it go; until then nobody can use it', async () => {
    const id = await openCampaign(gateway, { face: { kind: 'amount_off', off: fen(500), threshold: fen(1000) } });
    const coupon = await claim(await gateway.user(), id);
    const now = gateway.clock.read();
    const held = { couponId: coupon.id, paymentId: 'pay_1A00000000000000000HOLDS', now };
    assert.ok(await lockCoupon({ ...gateway.services }, { ...held, userId: demo.linXiao.id, storeId: demo.stores.yonghuiQuancheng, amount: 5000 }));
    await recall(id);
    assert.deepEqual(await states(id), ['locked']);
    await releaseCoupon(gateway.services, held);
    assert.equal(await lockCoupon(gateway.services, { ...held, paymentId: 'pay_1A00000000000000000OTHER', userId: demo.linXiao.id, storeId: demo.stores.yonghuiQuancheng, amount: 5000 }), null);
    assert.deepEqual([await recallCoupons(gateway.services), await recallCoupons(gateway.services)], [1, 0]);
    assert.deepEqual(await states(id), ['recalled']);
  });

  it('one coupon is taken back alone; a used, a held and an unknown one are not, and are said so', async () => {
    const id = await openCampaign(gateway, { face: { kind: 'amount_off', off: fen(500), threshold: fen(1000) }, allowed: 3 });
    const lin = await gateway.user();
    const [first, second] = [await claim(lin, id), await claim(lin, id)];
    const deactivate = (coupon: string) => withRetry(gateway.services.db, (db) => deactivateCoupon({ ...gateway.services, db }, coupon, 'mei'));
    await Promise.all([deactivate(first.id), deactivate(first.id)]);
    assert.deepEqual(await states(id), ['recalled', 'unused']);
    const code = await lin.post<PayCode>('/v1/pay-codes', { coupon: second.id });
    const till = await gateway.terminal();
    assert.equal((await till.post('/v1/payments', { code: code.body.number, amount: fen(5000) })).status, 201);
    await assert.rejects(deactivate(second.id), { code: 'conflict' });
    await assert.rejects(deactivate('cpn_00NOBODY000'), { code: 'not_found' });
    await assert.rejects(recall('cmp_00NOBODY000'), { code: 'not_found' });
    assert.equal((await lin.get<PaymentOptions>('/v1/payment-options')).status, 200);
  });
});
