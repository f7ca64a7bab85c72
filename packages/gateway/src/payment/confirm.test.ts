import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PasskeyCreation, PasskeyRequest, PayCode, Problem, TesseraEvent } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import { PAGE } from '../testing.js';
import { DEMO_PIN } from '../verification/seed.js';
import { SoftwarePasskey } from '../verification/testing.js';
import { reconcilePayments } from './reconcile.js';
import { demoSources } from './seed.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk, PaymentReply } from './testing.js';

const unlimited = { A: 1e9, B: 1e9, C: 1e9, D: 1e9 };

describe('confirm', () => {
  let desk: PaymentDesk;
  before(async () => { desk = await paymentDesk({ settings: { withoutPin: { amount: 50_000, perDay: 1000 }, dailyLimits: unlimited } }); });
  after(() => desk.close());

  /** A payment over the amount that goes without a PIN. */
  const waiting = (body: object = {}) => desk.pay(60_000, { sourceId: demoSources.lifeCard, ...body });
  const lifeCard = () => desk.available(demoSources.lifeCard);

  it('answers a payment over the amount at once: it waits a minute for its user, and no bank is asked', async () => {
    await desk.givePoints(2000);
    const coupon = await desk.giveCoupon({ off: 1000, threshold: 0 });
    const [before, points] = [await lifeCard(), await desk.points()];
    const payment = await waiting({ coupon, points: true });
    assert.deepEqual([payment.status, payment.confirmation?.reason, payment.verifiedBy, payment.settledAt], ['needs_confirmation', 'amount', 'none', null]);
    assert.equal(Date.parse(payment.confirmation?.by ?? '') - Date.parse(payment.createdAt), 60_000);
    assert.deepEqual([await lifeCard(), await desk.couponState(coupon)], [before, 'locked']);
    assert.equal(await desk.services.db.selectFrom('sandbox_order').select('state').where('reference', '=', payment.id).executeTakeFirst(), undefined);
    await desk.audit();

    const confirmed = await desk.confirm(payment.id);
    assert.equal(confirmed.status, 200, confirmed.text);
    assert.deepEqual([confirmed.body.status, confirmed.body.verifiedBy, confirmed.body.confirmation, confirmed.body.paid.amount], ['paid', 'pin', null, payment.paid.amount]);
    assert.equal(await lifeCard(), (before ?? 0) - payment.paid.amount);
    assert.ok(await desk.points() < points + payment.pointsEarned);
    assert.equal(await desk.couponState(coupon), 'used');
    await desk.audit();
  });

  it('lets ¥500.00 through and asks from ¥500.01 on', async () => {
    assert.equal((await desk.pay(50_000, { sourceId: demoSources.lifeCard })).status, 'paid');
    const asked = await desk.pay(50_001, { sourceId: demoSources.lifeCard });
    assert.equal(asked.status, 'needs_confirmation');
    await desk.cancel(asked.id);
  });

  it('tells both sides: needs confirmation, processing, paid', async () => {
    const cursors = await Promise.all([desk.lin, desk.till].map((caller) => caller.get<{ lastId: string }>('/v1/events')));
    const { id } = await waiting();
    await desk.confirm(id);
    for (const [index, caller] of [desk.lin, desk.till].entries()) {
      const { body } = await caller.get<{ items: TesseraEvent[] }>(`/v1/events?after=${cursors[index]?.body.lastId}`);
      assert.deepEqual(body.items.map((event) => [event.type, event.payment?.status]), [['payment.needs_confirmation', 'needs_confirmation'], ['payment.processing', 'processing'], ['payment.paid', 'paid']]);
    }
  });

  it('goes on waiting after a wrong PIN, and says how many tries are left', async () => {
    const { id } = await waiting();
    const wrong = await desk.confirm(id, { pin: '314159' });
    assert.deepEqual([wrong.status, wrong.body.code], [409, 'pin_wrong']);
    assert.match(wrong.body.detail, /4/);
    assert.equal((await desk.payment(id)).status, 'needs_confirmation');
    assert.equal((await desk.confirm(id)).body.status, 'paid');
  });

  it('refuses letters as a PIN with a pointer, and repeats nothing of them', async () => {
    const { id } = await waiting();
    const reply = await desk.lin.post<Problem>(`/v1/payments/${id}/confirmation`, { method: 'pin', pin: 'secret' });
    assert.deepEqual([reply.status, reply.body.errors?.[0]?.pointer], [422, '#/pin']);
    assert.ok(!reply.text.includes('secret'));
    await desk.cancel(id);
  });

  it('takes a passkey made for this very payment, and no other payment\'s', async () => {
    const passkey = new SoftwarePasskey();
    const { body: options } = await desk.lin.post<PasskeyCreation>('/v1/verification/passkey-request', { pin: DEMO_PIN });
    const added = await desk.lin.post('/v1/verification/passkeys', { name: '手机', response: passkey.create(options, PAGE) });
    assert.equal(added.status, 201, added.text);
    const [first, second] = [await waiting(), await waiting()];
    const ask = async (id: string) => (await desk.lin.post<{ passkey: PasskeyRequest }>(`/v1/payments/${id}/confirmation-request`)).body.passkey;
    const [one, two] = [await ask(first.id), await ask(second.id)];
    const prove = (id: string, request: PasskeyRequest) => desk.lin.post<PaymentReply['body']>(`/v1/payments/${id}/confirmation`, { method: 'passkey', response: passkey.get(request, PAGE) });
    assert.equal((await prove(second.id, one)).body.code, 'passkey_refused');
    const proved = await prove(first.id, one);
    assert.deepEqual([proved.body.status, proved.body.verifiedBy], ['paid', 'passkey'], proved.text);
    assert.notEqual(two, null);
    await desk.cancel(second.id);
    await desk.audit();
  });

  it('is cancelled by its user: declined, and all it held is free again, once', async () => {
    await desk.givePoints(3000);
    const [coupon, points] = [await desk.giveCoupon({ off: 500, threshold: 0 }), await desk.points()];
    const { id } = await waiting({ coupon, points: true });
    const replies = await Promise.all([desk.cancel(id), desk.cancel(id), desk.cancel(id)]);
    assert.deepEqual(replies.map((reply) => reply.body.code ?? reply.body.declineReason).sort(), ['payment_not_confirmable', 'payment_not_confirmable', 'user_cancelled']);
    assert.deepEqual([await desk.couponState(coupon), await desk.points()], ['unused', points]);
    const late = await desk.confirm(id);
    assert.deepEqual([late.status, late.body.code], [409, 'payment_not_confirmable']);
    assert.match(late.body.detail, /user_cancelled/);
    await desk.audit();
  });

  it('ends after its minute: the sweep declines it, and a late confirmation is told so', async () => {
    const coupon = await desk.giveCoupon({ off: 500, threshold: 0 });
    const { id } = await waiting({ coupon });
    desk.clock.advance(59_000);
    await reconcilePayments(desk.services);
    assert.equal((await desk.payment(id)).status, 'needs_confirmation');
    desk.clock.advance(1000);
    assert.equal((await desk.confirm(id)).body.code, 'payment_not_confirmable');
    await reconcilePayments(desk.services);
    const { status, declineReason } = await desk.payment(id);
    assert.deepEqual([status, declineReason, await desk.couponState(coupon)], ['declined', 'confirmation_expired', 'unused']);
    await desk.audit();
    await desk.renew();
  });

  it('answers a repeated key with the first result, also at the same moment: one payment, taken once', async () => {
    const before = await lifeCard();
    const { id } = await waiting();
    const replies = await Promise.all([1, 2, 3, 4].map(() => desk.confirm(id, { key: 'confirm once' })));
    assert.equal(new Set(replies.map((reply) => `${reply.status} ${reply.text}`)).size, 1);
    assert.equal(replies[0]?.body.status, 'paid');
    assert.equal(await lifeCard(), (before ?? 0) - 60_000);
  });

  it('confirms once when 20 confirmations with keys of their own come at the same moment', async () => {
    const [before, points] = [await lifeCard(), await desk.points()];
    const { id } = await waiting();
    const replies = await Promise.all(Array.from({ length: 20 }, () => desk.confirm(id)));
    assert.ok(replies.every((reply) => reply.status === 200 || reply.body.code === 'payment_not_confirmable'), replies.map((reply) => reply.text).join('\n'));
    assert.deepEqual([(await desk.payment(id)).status, await lifeCard(), await desk.points()], ['paid', (before ?? 0) - 60_000, points + 600]);
    await desk.audit();
  });

  it('lets one of confirm, cancel, void and expiry win, in all orders and doubled, and frees what was held once', async () => {
    const ends = new Map<string, number>();
    for (let race = 0; race < 30; race += 1) {
      const coupon = await desk.giveCoupon({ off: 100, threshold: 0 });
      const [points, before] = [await desk.points(), await lifeCard()];
      const { id } = await waiting({ coupon, points: true });
      desk.clock.advance(race % 3 === 0 ? 60_000 : 1000);
      // A proof takes a while, so the others come before, during and after it by turns.
      const later = async (act: () => Promise<unknown>, factor: number) => { await sleep((race * factor) % 90); await act(); };
      const acts = () => [desk.confirm(id), later(() => desk.cancel(id), 7), later(() => desk.void(id), 13), later(() => reconcilePayments(desk.services), 17)];
      await Promise.all([...acts(), ...acts()]);
      await desk.sweep();
      await desk.renew();
      const { status, declineReason, refunded, paid } = await desk.payment(id);
      const end = declineReason ?? status;
      ends.set(end, (ends.get(end) ?? 0) + 1);
      const kept = status === 'paid';
      assert.deepEqual([await desk.couponState(coupon), await lifeCard()], [kept ? 'used' : 'unused', (before ?? 0) - (kept ? paid.amount : 0)], `${end}, ${refunded.amount} given back`);
      if (!kept) assert.equal(await desk.points(), points, end);
    }
    assert.ok(ends.size >= 2, JSON.stringify([...ends]));
    await desk.audit();
  });

  it('lets a retry with the same key finish what a killed gateway began', async () => {
    const { id } = await waiting();
    const key = 'killed while confirming';
    const { db, clock } = desk.services;
    // As far as a gateway came before it was killed: confirmed, its channel not yet asked.
    const { shard_key } = await db.updateTable('payment').set({ status: 'processing', verified_by: 'pin', look_at: new Date(clock().getTime() + 20_000) })
      .where('id', '=', id).returning('shard_key').executeTakeFirstOrThrow();
    await db.insertInto('till_charge').values({ shard_key, terminal_id: demo.linXiao.id, charge_key: key, payment_id: id, reversed_at: null, created_at: clock() }).execute();
    const retried = await desk.confirm(id, { key, pin: '000000' });
    assert.deepEqual([retried.status, retried.body.status], [200, 'declined'], retried.text);
    assert.equal(retried.body.declineReason, 'channel_unavailable');
  });

  it('hides the payment from another user', async () => {
    const { id } = await waiting();
    const stranger = await desk.user({ reference: demo.chenMo.reference });
    for (const reply of [await desk.confirm(id, { by: stranger }), await desk.cancel(id, { by: stranger })]) assert.equal(reply.body.code, 'not_found');
    await desk.cancel(id);
  });

  it('always asks for a quick loan', async () => {
    const { body: terms } = await desk.lin.get<{ version: string }>(`/v1/funding-sources/${demoSources.quickLoan}/terms`);
    await desk.lin.post(`/v1/funding-sources/${demoSources.quickLoan}/terms`, { version: terms.version });
    const payment = await desk.pay(500, { sourceId: demoSources.quickLoan });
    assert.deepEqual([payment.status, payment.confirmation?.reason], ['needs_confirmation', 'source']);
    await desk.cancel(payment.id);
  });

  it('spreads a payment as its code says, and leaves a plan out that the price is too low for', async () => {
    const issue = async () => (await desk.lin.post<PayCode>('/v1/pay-codes', { sourceId: demoSources.lifeCard, coupon: 'none', months: 3 }, { key: randomUUID() })).body;
    const { body: spread } = await desk.charge((await issue()).number, 45_000);
    assert.deepEqual([spread.status, spread.plan?.months, spread.plan?.schedule.reduce((sum, part) => sum + part.principal.amount, 0)], ['paid', 3, 45_000]);
    const order = await desk.services.db.selectFrom('sandbox_order').select('months').where('reference', '=', spread.id).executeTakeFirstOrThrow();
    assert.equal(order.months, 3);
    assert.equal((await desk.charge((await issue()).number, 500)).body.plan, null);
  });
});
