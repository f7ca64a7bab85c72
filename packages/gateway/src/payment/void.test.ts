import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Problem, TesseraEvent } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import { demoSources } from './seed.js';
import { sweepChargeKeys } from './charge-key.js';
import { MoodyBank, paymentDesk } from './testing.js';
import type { PaymentDesk } from './testing.js';

describe('void', () => {
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

  const wallet = async () => await desk.available(demoSources.wallet) ?? 0;
  const eventsOf = async (id: string) => (await desk.services.db.selectFrom('event').select('type').where('owner', '=', demo.linXiao.id).where('subject_id', '=', id).orderBy('sequence').execute()).map((event) => event.type);

  it('gives all of a payment of today back: money, coupon whatever its policy, points spent; and takes earned ones', async () => {
    await desk.givePoints(5000);
    const [coupon, points, money] = [await desk.giveCoupon({ off: 500, threshold: 1000, policy: 'forfeit' }), await desk.points(), await wallet()];
    const paid = await desk.pay(10_000, { coupon, points: true });
    assert.deepEqual([paid.status, await desk.couponState(coupon)], ['paid', 'used']);
    const { status, body } = await desk.void(paid.id);
    assert.deepEqual([status, body.status, body.voiding, body.refunded], [200, 'voided', false, paid.paid]);
    assert.deepEqual([await desk.couponState(coupon), await desk.points(), await wallet()], ['unused', points, money]);
    assert.deepEqual(await eventsOf(paid.id), ['payment.processing', 'payment.paid', 'payment.voided']);
    assert.equal((await desk.refund(paid.id, 1)).body.code, 'payment_not_refundable');
    await desk.audit();
  });

  it('tells the till too', async () => {
    const { body: { lastId } } = await desk.till.get<{ lastId: string }>('/v1/events');
    const { id } = await desk.pay(1000);
    await desk.void(id);
    const { body } = await desk.till.get<{ items: TesseraEvent[] }>(`/v1/events?after=${lastId}`);
    assert.deepEqual(body.items.map((event) => event.type), ['payment.processing', 'payment.paid', 'payment.voided']);
  });

  it('answers another void with the payment as it is, and moves nothing twice', async () => {
    const money = await wallet();
    const { id } = await desk.pay(1000);
    const replies = await Promise.all(Array.from({ length: 8 }, () => desk.void(id)));
    assert.ok(replies.every((reply) => reply.body.status === 'voided'), replies.map((reply) => reply.text).join('\n'));
    assert.deepEqual([await wallet(), (await eventsOf(id)).filter((type) => type === 'payment.voided').length], [money, 1]);
    await desk.audit();
  });

  it('voids what discounts paid for whole', async () => {
    const coupon = await desk.giveCoupon({ off: 900, threshold: 0 });
    const { id } = await desk.pay(900, { coupon });
    assert.deepEqual([(await desk.void(id)).body.status, await desk.couponState(coupon)], ['voided', 'unused']);
    await desk.audit();
  });

  it('refuses a payment of another day, of which a part is refunded, or that was declined, and says what to do', async () => {
    const { id } = await desk.pay(1000);
    await desk.refund(id, 300);
    const part = await desk.void(id);
    assert.deepEqual([part.status, part.body.code], [409, 'payment_not_voidable']);
    assert.match(part.body.detail, /refund the other 700/);
    const declined = await desk.void((await desk.pay(102)).id);
    assert.deepEqual([declined.body.code, /declined/.test(declined.body.detail)], ['payment_not_voidable', true]);
    const old = await desk.pay(1000);
    desk.clock.advance(12 * 3_600_000);
    await desk.renew();
    const late = await desk.void(old.id);
    assert.deepEqual([late.body.code, /2026-11-23.*refund it/.test(late.body.detail)], ['payment_not_voidable', true], late.text);
    assert.equal((await desk.refund(old.id, 1000)).status, 201);
  });

  it('lets one of a void and a refund of all win, in 20 of 20 races', async () => {
    for (let race = 0; race < 20; race += 1) {
      const money = await wallet();
      const { id } = await desk.pay(1000);
      const [voided, refunded] = await Promise.all(race % 2 === 0 ? [desk.void(id), desk.refund(id, 1000)] : [desk.refund(id, 1000), desk.void(id)].reverse());
      assert.deepEqual([voided, refunded].map((reply) => reply?.body.code ?? 'done').filter((code) => code === 'done').length, 1);
      assert.equal(await wallet(), money);
    }
    await desk.audit();
  });

  const doubts = [[103, 'paid at the bank'], [109, 'never at the bank'], [110, 'pending at the bank'], [104, 'declined at the bank'], [113, 'captured at the bank']] as const;
  for (const [fen, name] of doubts) {
    it(`voids a payment in doubt that is ${name}, and frees all of it`, async () => {
      const [coupon, money] = [await desk.giveCoupon({ off: 10, threshold: 100 }), await wallet()];
      const doubtful = await desk.pay(fen, { coupon });
      assert.equal(doubtful.status, 'in_doubt');
      assert.equal((await desk.void(doubtful.id)).body.status, 'voided');
      await desk.sweep();
      await desk.renew();
      assert.deepEqual([(await desk.payment(doubtful.id)).status, await desk.couponState(coupon), await wallet()], ['voided', 'unused', money]);
      await desk.audit();
    });
  }

  it('goes on voiding while the bank is away: open and asked for at first, voided by the sweep, told in order', async () => {
    const money = await wallet();
    const { id } = await desk.pay(103);
    bank.away = true;
    const asked = await desk.void(id);
    assert.deepEqual([asked.status, asked.body.status, asked.body.voiding], [200, 'in_doubt', true]);
    await desk.sweep();
    await desk.renew();
    assert.equal((await desk.payment(id)).voiding, true);
    bank.away = false;
    await desk.sweep();
    await desk.renew();
    assert.deepEqual([(await desk.payment(id)).status, await wallet()], ['voided', money]);
    assert.deepEqual(await eventsOf(id), ['payment.processing', 'payment.in_doubt', 'payment.voided']);
    await desk.audit();
  });

  it('is void when the charge is still running, whichever comes first, in 30 of 30 races', async () => {
    const money = await wallet();
    const ends = new Set<string>();
    for (let race = 0; race < 30; race += 1) {
      const [key, code] = [randomUUID(), await desk.issue()];
      const charging = desk.charge(code.number, 1000, { key });
      for (let turn = 0; turn < race; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const { body } = await desk.reverse(key);
      const charged = await charging;
      ends.add(charged.body.code ?? charged.body.status);
      assert.ok(body.payment === null ? charged.body.code === 'charge_reversed' : body.payment.status === 'voided', `${charged.text} ${JSON.stringify(body)}`);
    }
    await desk.sweep();
    await desk.renew();
    assert.equal(await wallet(), money, [...ends].join());
    await desk.audit();
  });

  it('names a refund that is given as a payment\'s id', async () => {
    const { body } = await desk.refund((await desk.pay(1000)).id, 100);
    const refund = body.refunds[0]?.id ?? '';
    for (const reply of [await desk.refund(refund, 1), await desk.void(refund)]) {
      assert.deepEqual([reply.status, reply.body.code], [422, 'invalid_request']);
      assert.match(reply.body.detail, /id of a payment .* id of a refund/);
    }
  });

  it('hides the payment from another store\'s till, and refuses a user', async () => {
    const { id } = await desk.pay(1000);
    assert.equal((await desk.void(id, { till: await desk.terminal({ id: demo.terminals.guomao }) })).body.code, 'not_found');
    assert.equal((await desk.void(id, { till: desk.lin })).body.code, 'caller_not_allowed');
  });
});

describe('reverse', () => {
  let desk: PaymentDesk;
  before(async () => { desk = await paymentDesk(); });
  after(() => desk.close());

  it('voids what the charge became', async () => {
    const money = await desk.available(demoSources.wallet);
    const key = randomUUID();
    const { body } = await desk.charge((await desk.issue()).number, 1000, { key });
    const reversal = await desk.reverse(key);
    assert.deepEqual([reversal.status, reversal.body.payment?.id, reversal.body.payment?.status], [200, body.id, 'voided']);
    assert.equal(await desk.available(demoSources.wallet), money);
    await desk.audit();
  });

  it('refuses a charge that arrives later, and leaves its code to be charged with another key', async () => {
    const [key, code] = [randomUUID(), await desk.issue()];
    assert.deepEqual((await desk.reverse(key)).body, { payment: null });
    const late = await desk.charge(code.number, 1000, { key });
    assert.deepEqual([late.status, late.body.code], [409, 'charge_reversed']);
    assert.equal((await desk.charge(code.number, 1000)).body.status, 'paid');
  });

  it('leaves a declined payment as it is, and says the same a second time', async () => {
    const key = randomUUID();
    await desk.charge((await desk.issue()).number, 102, { key });
    assert.equal((await desk.reverse(key)).body.payment?.status, 'declined');
    assert.equal((await desk.reverse(key)).body.payment?.status, 'declined');
  });

  it('knows the keys of this till alone', async () => {
    const key = randomUUID();
    const { body } = await desk.charge((await desk.issue()).number, 1000, { key });
    assert.deepEqual((await desk.reverse(key, await desk.terminal({ id: demo.terminals.guomao }))).body, { payment: null });
    assert.equal((await desk.payment(body.id)).status, 'paid');
  });

  it('refuses a payment that has been refunded in part', async () => {
    const key = randomUUID();
    const { body } = await desk.charge((await desk.issue()).number, 1000, { key });
    await desk.refund(body.id, 1);
    assert.equal((await desk.reverse(key)).body.code, 'payment_not_voidable');
  });

  it('takes a key of 255 characters and refuses one of 256, with a pointer', async () => {
    assert.equal((await desk.reverse('k'.repeat(255))).status, 200);
    const { status, body } = await desk.till.post<Problem>('/v1/reversals', { chargeKey: 'k'.repeat(256) });
    assert.deepEqual([status, body.errors?.[0]?.pointer], [422, '#/chargeKey']);
  });

  it('is forgotten after a week, when nothing can come back any more', async () => {
    const key = randomUUID();
    await desk.reverse(key);
    const known = async () => (await desk.services.db.selectFrom('till_charge').select('charge_key').where('charge_key', '=', key).execute()).length;
    desk.clock.advance(6.9 * 24 * 3_600_000);
    await sweepChargeKeys(desk.services);
    assert.equal(await known(), 1);
    desk.clock.advance(0.2 * 24 * 3_600_000);
    while (await sweepChargeKeys(desk.services) > 0);
    assert.equal(await known(), 0);
  });
});
