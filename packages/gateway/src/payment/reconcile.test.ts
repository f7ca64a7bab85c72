import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Context } from '../context.js';
import { demo } from '../seed/demo.js';
import { findCode } from '../pay-code/resolve.js';
import { openCharge } from './charge.js';
import { collect, look, orderOf } from './collect.js';
import { readPayment } from './read.js';
import { reconcilePayments } from './reconcile.js';
import { demoSources } from './seed.js';
import { settle } from './settle.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk } from './testing.js';

describe('reconcile', () => {
  let desk: PaymentDesk;
  before(async () => { desk = await paymentDesk(); });
  after(() => desk.close());

  /** Runs the sweep as the gateway does, once a second, until the payment is settled; returns the seconds it took. */
  async function settled(id: string): Promise<number> {
    for (let seconds = 0; seconds <= 30; seconds += 1) {
      const { status } = await desk.payment(id);
      if (status === 'paid' || status === 'declined') return seconds;
      desk.clock.advance(1000);
      await reconcilePayments(desk.services);
    }
    return assert.fail('still open after 30 seconds');
  }

  const outcomes = [
    [103, 'paid', null], [113, 'paid', null], [104, 'declined', 'refused'], [109, 'declined', 'channel_unavailable'], [110, 'paid', null],
  ] as const;
  for (const [fen, status, reason] of outcomes) {
    it(`finds ¥${(fen / 100).toFixed(2)}, in doubt at first, ${status} within 30 seconds`, async () => {
      const [coupon, before] = [await desk.giveCoupon({ off: 10, threshold: 100 }), await desk.available(demoSources.wallet)];
      const doubtful = await desk.pay(fen, { coupon });
      assert.deepEqual([doubtful.status, doubtful.settledAt, await desk.couponState(coupon)], ['in_doubt', null, 'locked']);
      await settled(doubtful.id);
      const known = await desk.payment(doubtful.id);
      assert.deepEqual([known.status, known.declineReason], [status, reason]);
      assert.equal(await desk.couponState(coupon), status === 'paid' ? 'used' : 'unused');
      assert.equal(await desk.available(demoSources.wallet), (before ?? 0) - (status === 'paid' ? fen - 10 : 0));
      await desk.audit();
    });
  }

  /** The charge as far as a gateway came before it was killed. */
  async function killedAfter(step: 'open' | 'authorize' | 'capture', body: object = {}, key = 'killed') {
    const code = await desk.issue(body);
    const terminal = { kind: 'terminal' as const, platformId: demo.merchantPlatform.id, terminalId: demo.terminals.quancheng, storeId: demo.stores.yonghuiQuancheng, sessionId: 'ses_0000000000', scopes: [] };
    const ctx: Context = { ...desk.services, actor: terminal, locale: 'zh-CN', requestId: 'test', idempotencyKey: key };
    const row = await openCharge(ctx, terminal, await findCode(ctx, terminal, code.number), { code: code.number, amount: { amount: 5000, currency: 'CNY' } });
    const never = new AbortController().signal;
    if (step === 'authorize') await ctx.channels.e_cny_wallet.authorize(orderOf(row), never);
    if (step === 'capture') await collect(ctx, row);
    return { id: row.id, code: code.number };
  }

  for (const [step, status] of [['open', 'declined'], ['authorize', 'paid'], ['capture', 'paid']] as const) {
    it(`finishes a payment as ${status} when the gateway was killed after ${step}`, async () => {
      await desk.givePoints(1000);
      const [coupon, points, before] = [await desk.giveCoupon({ off: 500, threshold: 1000 }), await desk.points(), await desk.available(demoSources.wallet)];
      const { id } = await killedAfter(step, { coupon, points: true }, `killed after ${step}`);
      assert.equal((await desk.payment(id)).status, 'processing');
      assert.ok(await settled(id) <= 30);
      const known = await desk.payment(id);
      assert.equal(known.status, status);
      assert.equal(await desk.couponState(coupon), status === 'paid' ? 'used' : 'unused');
      assert.equal(await desk.available(demoSources.wallet), (before ?? 0) - (status === 'paid' ? known.paid.amount : 0));
      if (status === 'declined') assert.equal(await desk.points(), points);
      await desk.audit();
    });
  }

  it('lets the till\'s retry with the same key finish what the killed gateway began: one payment', async () => {
    const { id, code } = await killedAfter('authorize', {}, 'killed and retried');
    const retried = await desk.charge(code, 5000, { key: 'killed and retried' });
    assert.deepEqual([retried.status, retried.body.id, retried.body.status], [201, id, 'paid']);
    assert.equal((await desk.charge(code, 5000, { key: 'another' })).body.code, 'code_used');
    await desk.audit();
  });

  it('refuses an order that arrives at the bank after it was voided', async () => {
    const { id } = await killedAfter('open', {}, 'late order');
    await settled(id);
    const late = await desk.services.channels.e_cny_wallet.authorize({ reference: id, sourceId: demoSources.wallet, amount: 5000, price: 5000, months: null }, new AbortController().signal);
    assert.equal(late.state, 'voided');
    await desk.audit();
  });

  it('settles once when ten sweeps and the charge\'s own answer come at the same moment', async () => {
    const { id } = await killedAfter('capture', {}, 'ten sweeps');
    const points = await desk.points();
    desk.clock.advance(25_000);
    await Promise.all(Array.from({ length: 10 }, () => reconcilePayments(desk.services)));
    assert.equal((await desk.payment(id)).status, 'paid');
    assert.equal(await desk.points(), points + 50);
    await desk.audit();
  });

  it('charges once at ¥1.11, where the bank gets every request twice and old ones again after the payment is settled', async () => {
    const [before, points] = [await desk.available(demoSources.wallet), await desk.points()];
    const paid = await desk.pay(111);
    assert.deepEqual([paid.status, await desk.available(demoSources.wallet)], ['paid', (before ?? 0) - 111]);
    const row = await readPayment(desk.services, paid.id);
    const bank = desk.services.channels.e_cny_wallet;
    const never = new AbortController().signal;
    const late = await Promise.all([bank.authorize(orderOf(row), never), bank.capture(orderOf(row), never), bank.void(row.id, never), bank.authorize(orderOf(row), never)]);
    assert.deepEqual(late.map((answer) => answer.state), ['captured', 'captured', 'captured', 'captured']);
    const ctx = { ...desk.services, locale: 'zh-CN' as const };
    await Promise.all([settle(ctx, row.id, { status: 'paid' }), settle(ctx, row.id, { status: 'declined', reason: 'refused' }), settle(ctx, row.id, { status: 'paid' })]);
    assert.deepEqual([await desk.available(demoSources.wallet), await desk.points()], [(before ?? 0) - 111, points + 1]);
    assert.equal((await desk.refund(paid.id, 11)).status, 201);
    await desk.audit();
    assert.equal((await desk.payment(paid.id)).refunded.amount, 11);
    assert.equal(await desk.available(demoSources.wallet), (before ?? 0) - 100);
  });

  it('gives a refund of ¥1.12 once, though the bank says nothing of the first request', async () => {
    const before = await desk.available(demoSources.wallet);
    const { id } = await desk.pay(112);
    assert.deepEqual([(await desk.refund(id, 60)).body.refunded.amount, await desk.available(demoSources.wallet)], [60, (before ?? 0) - 52]);
    const state = async () => (await desk.services.db.selectFrom('payment_refund').select('state').where('payment_id', '=', id).executeTakeFirstOrThrow()).state;
    assert.equal(await state(), 'sending');
    desk.clock.advance(25_000);
    await reconcilePayments(desk.services);
    assert.deepEqual([await state(), await desk.available(demoSources.wallet)], ['sent', (before ?? 0) - 52]);
    await desk.audit();
  });

  /** Every order of five items. */
  const permutations = <T>(items: readonly T[]): T[][] => items.length < 2 ? [[...items]]
    : items.flatMap((item, index) => permutations(items.filter((_other, place) => place !== index)).map((rest) => [item, ...rest]));

  it('comes to the same end in all 120 orders of: in doubt, paid, paid again, a look of the sweep and a refund', async () => {
    const ctx = { ...desk.services, locale: 'zh-CN' as const };
    for (const [index, order] of permutations(['in_doubt', 'paid', 'paid', 'look', 'refund'] as const).entries()) {
      const { id } = await killedAfter('capture', { sourceId: demoSources.debitCard }, `permutation ${index}`);
      let refunded = 0;
      for (const event of order) {
        if (event === 'refund') refunded += (await desk.refund(id, 100)).status === 201 ? 100 : 0;
        else if (event !== 'look') await settle(ctx, id, { status: event });
        else await settle(ctx, id, await look(ctx, await readPayment(ctx, id)));
      }
      const known = await desk.payment(id);
      assert.deepEqual([known.status, known.refunded.amount], ['paid', refunded], order.join());
      desk.clock.advance(10);
      if (index % 40 === 39) await desk.renew();
    }
    await desk.audit();
  });

  it('keeps the first outcome, tells it once and moves nothing for the others', async () => {
    const { id } = await killedAfter('capture', {}, 'many outcomes');
    const ctx = { ...desk.services, locale: 'zh-CN' as const };
    await settle(ctx, id, { status: 'paid' });
    const points = await desk.points();
    await Promise.all([settle(ctx, id, { status: 'declined', reason: 'refused' }), settle(ctx, id, { status: 'in_doubt' }), settle(ctx, id, { status: 'paid' })]);
    assert.deepEqual([(await desk.payment(id)).status, await desk.points()], ['paid', points]);
    const events = await desk.services.db.selectFrom('event').select('type').where('owner', '=', demo.linXiao.id).where('subject_id', '=', id).orderBy('sequence').execute();
    assert.deepEqual(events.map((event) => event.type), ['payment.processing', 'payment.paid']);
    await desk.audit();
  });

  it('leaves a charge alone while its channel may still answer', async () => {
    const { id } = await killedAfter('open', {}, 'still running');
    desk.clock.advance(desk.services.settings.channelDeadlineMs);
    await reconcilePayments(desk.services);
    assert.equal((await desk.payment(id)).status, 'processing');
  });
});
