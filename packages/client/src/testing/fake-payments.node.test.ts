import type { Payment, Settlement } from '@tessera/contract';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hasCode } from '../error.js';
import { createFakeClient, dayOf, FIXTURE_NOW, fixtureId, merchantPayloads, planFixture, receiptFixtures, type FakeClient } from './index.js';

const fen = (amount: number) => ({ amount, currency: 'CNY' as const });
const day = dayOf(FIXTURE_NOW);
const told = (client: FakeClient) => client.world.events.map(({ type }) => type);
const pay = async (client: FakeClient, amount: number, key?: string): Promise<Payment> => {
  const code = await client.payCodes.issue({ coupon: 'none' });
  return client.payments.charge({ code: code.number, amount: fen(amount) }, key === undefined ? {} : { idempotencyKey: key });
};

describe('the fake\'s payments', () => {
  it('waits for the user above the amount that goes without a PIN, then is paid and told', async () => {
    const client = createFakeClient();
    const waiting = await pay(client, 68_000);
    assert.deepEqual([waiting.status, waiting.confirmation?.reason], ['needs_confirmation', 'amount']);
    const paid = await client.payments.confirm({ paymentId: waiting.id, method: 'pin', pin: '271828' });
    assert.deepEqual([paid.status, paid.verifiedBy, paid.confirmation, paid.pointsEarned], ['paid', 'pin', null, 680]);
    assert.deepEqual(told(client), ['payment.needs_confirmation', 'payment.paid']);
    await assert.rejects(client.payments.confirm({ paymentId: waiting.id, method: 'pin', pin: '271828' }), (error) => hasCode(error, 'payment_not_confirmable'));
  });

  it('locks the PIN after five wrong ones, and the phone unlocks it', async () => {
    const client = createFakeClient();
    const { id: paymentId } = await pay(client, 68_000);
    const tried: string[] = [];
    for (let count = 0; count < 6; count += 1) await client.payments.confirm({ paymentId, method: 'pin', pin: '000001' }).catch((error: { code: string }) => tried.push(error.code));
    assert.deepEqual(tried, [...Array<string>(4).fill('pin_wrong'), 'pin_locked', 'pin_locked']);
    assert.equal((await client.verification.get()).pin, 'locked');
    const byPhone = (code: string, pin: string) => client.verification.setPin({ pin, proof: { method: 'phone', code } });
    await assert.rejects(byPhone('123456', '161803'), (error) => hasCode(error, 'phone_code_wrong'));
    await assert.rejects(byPhone('888888', '123456'), (error) => hasCode(error, 'pin_too_simple'));
    await byPhone('888888', '161803');
    assert.equal((await client.payments.confirm({ paymentId, method: 'pin', pin: '161803' })).status, 'paid');
  });

  it('lets a payment go that nobody confirmed, or that its user refused', async () => {
    const client = createFakeClient();
    const late = await pay(client, 68_000);
    client.advance(61_000);
    await assert.rejects(client.payments.confirm({ paymentId: late.id, method: 'pin', pin: '271828' }), (error) => hasCode(error, 'payment_not_confirmable'));
    assert.equal((await client.payments.get({ paymentId: late.id })).declineReason, 'confirmation_expired');
    const refused = await client.payments.cancel({ paymentId: (await pay(client, 68_000)).id });
    assert.deepEqual([refused.status, refused.declineReason], ['declined', 'user_cancelled']);
  });

  it('quotes to the fen: what is paid and what came off make the price, whatever is chosen', () => {
    const client = createFakeClient();
    const choice = fc.record({
      amount: fc.integer({ min: 1, max: 5_000_000 }), sourceId: fc.option(fc.constantFrom(1, 2, 3, 4).map((number) => fixtureId('src', number)), { nil: undefined }),
      coupon: fc.constantFrom('auto' as const, 'none' as const, fixtureId('cpn', 1)), points: fc.constantFrom('on' as const, 'off' as const), months: fc.constantFrom(undefined, '3' as const, '24' as const),
    });
    return fc.assert(fc.asyncProperty(choice, async ({ amount, ...how }) => {
      const quote = await client.payments.quote({ amount, ...how });
      assert.equal(quote.pay.amount + quote.discounts.reduce((sum, { saved }) => sum + saved.amount, 0), amount);
      assert.ok(quote.pay.amount > 0);
      for (const plan of quote.instalments) assert.equal(plan.schedule.reduce((sum, row) => sum + row.amount.amount, 0), plan.total.amount);
    }), { numRuns: 200 });
  });

  it('spreads to the fen over the same day of each month, clamped', () => {
    const plan = planFixture(Date.parse('2026-01-31T04:00:00Z'), 100_000, 3, 195);
    assert.deepEqual(plan.schedule.map(({ dueOn, principal }) => [dueOn, principal.amount]), [['2026-02-28', 33_334], ['2026-03-31', 33_333], ['2026-04-30', 33_333]]);
    assert.equal(plan.fee.amount, 1_950);
  });

  it('opens the quick loan to whoever accepts the terms in force', async () => {
    const client = createFakeClient();
    const sourceId = fixtureId('src', 4);
    await assert.rejects(client.payCodes.issue({ sourceId }), (error) => hasCode(error, 'funding_source_unusable'));
    await assert.rejects(client.payments.acceptTerms({ sourceId, version: '2019-01' }), (error) => hasCode(error, 'terms_changed'));
    const { version, plans } = await client.payments.terms({ sourceId, amount: 100_000 });
    assert.equal(plans.length, 3);
    await client.payments.acceptTerms({ sourceId, version });
    assert.equal((await client.payments.quote({ amount: 20_000, sourceId })).confirmation, 'source');
  });

  it('takes each offline code once, up to its limit', async () => {
    const client = createFakeClient();
    const batch = await client.payCodes.issueOffline({});
    const [first, second] = batch.codes;
    assert.ok(first && second);
    assert.equal((await client.payments.charge({ code: first.number, amount: fen(1_800) })).offline, true);
    await assert.rejects(client.payments.charge({ code: second.number, amount: fen(20_001) }), (error) => hasCode(error, 'offline_limit'));
    await client.payCodes.revokeOffline({ batchId: batch.id });
    assert.equal(client.world.offline, null);
  });

  it('pays a scanned store what was shown, once for a code of one payment', async () => {
    const client = createFakeClient();
    const [payload, price] = [merchantPayloads.order, 3_600];
    const { pay: sum } = await client.payments.quote({ amount: price });
    await assert.rejects(client.payments.payMerchant({ payload, pay: fen(1) }), (error) => hasCode(error, 'quote_changed'));
    const payment = await client.payments.payMerchant({ payload, pay: sum });
    assert.deepEqual([payment.status, payment.payCodeId, payment.store.name], ['paid', null, '瑞幸咖啡（山大路店）']);
    await assert.rejects(client.merchantCodes.read({ payload }), (error) => hasCode(error, 'merchant_code_ended'));
    const refused = await client.payments.payMerchant({ payload: merchantPayloads.unionpay, coupon: 'none', sourceId: fixtureId('src', 2), pay: fen(129_900) });
    await client.payments.cancel({ paymentId: refused.id });
    assert.equal((await client.merchantCodes.read({ payload: merchantPayloads.unionpay })).scheme, 'unionpay');
    const issued = await client.merchantCodes.issue({ amount: fen(990) });
    assert.equal((await client.merchantCodes.read({ payload: issued.payload })).amount?.amount, 990);
  });

  it('answers a repeated charge with the first payment, and refuses one that was reversed before', async () => {
    const client = createFakeClient();
    const first = await pay(client, 900, 'till-1');
    assert.equal((await client.payments.charge({ code: '8700000000000000', amount: fen(900) }, { idempotencyKey: 'till-1' })).id, first.id);
    assert.equal((await client.payments.reverse({ chargeKey: 'till-1' })).payment?.status, 'voided');
    assert.equal((await client.payments.reverse({ chargeKey: 'till-2' })).payment, null);
    await assert.rejects(pay(client, 900, 'till-2'), (error) => hasCode(error, 'charge_reversed'));
  });

  it('settles a day that adds up to its entries', async () => {
    const client = createFakeClient();
    const { id } = await pay(client, 4_000);
    await client.payments.void({ paymentId: id });
    await client.payments.refund({ paymentId: fixtureId('pay', 1), amount: fen(800), reason: '退一件' });
    const sums: Settlement = await client.payments.settlement({ day });
    const { items } = await client.payments.listSettlementEntries({ day });
    const total = items.reduce((sum, { kind, amount }) => sum + (kind === 'payment' ? amount.amount : -amount.amount), 0);
    assert.equal(sums.net, total);
    assert.deepEqual([sums.payments.count, sums.refunds.count, sums.voids.count, sums.open.count], [2, 1, 1, 1]);
    await assert.rejects(client.payments.void({ paymentId: fixtureId('pay', 4) }), (error) => hasCode(error, 'payment_not_voidable'));
  });

  it('has a receipt for every status', () => {
    const receipts = receiptFixtures(FIXTURE_NOW);
    for (const [status, receipt] of Object.entries(receipts)) assert.equal(receipt.status, status);
  });
});
