import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MerchantCode, MintedSession, OfflineBatch, PayCode, Payment, Scope } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import type { Settings } from '../settings.js';
import type { Caller } from '../testing.js';
import { demoSources } from './seed.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk, PaymentReply } from './testing.js';

const CNY = (amount: number) => ({ amount, currency: 'CNY' as const });
const scopes: Scope[] = ['pay_codes:write', 'payments:read', 'payments:write'];

/** A desk with the limits a test sets, and Lin Xiao signed in on the merchant's platform too: one person on two platforms. */
async function deskWith(limits: { withoutPin?: Settings['withoutPin']; dailyLimits?: Partial<Settings['dailyLimits']> }): Promise<PaymentDesk & { elsewhere: Caller }> {
  const { withoutPin = { amount: 5_000_000, perDay: 1e6 }, dailyLimits = {} } = limits;
  const desk = await paymentDesk({ settings: { withoutPin, dailyLimits: { A: 1e9, B: 1e9, C: 1e9, D: 1e9, ...dailyLimits } } });
  const { body } = await desk.as().post<MintedSession>('/v1/sign-ins', { publishableKey: demo.merchantPlatform.publishableKey, phone: demo.linXiao.phone, code: '888888', scopes });
  return Object.assign(desk, { elsewhere: desk.as(body.token) });
}

/** Codes of both platforms, by turns. */
const codes = (desk: PaymentDesk & { elsewhere: Caller }, count: number) => Promise.all(Array.from({ length: count }, async (_code, index) => {
  const by = index % 2 === 0 ? desk.lin : desk.elsewhere;
  const { status, body, text } = await by.post<PayCode>('/v1/pay-codes', { sourceId: demoSources.lifeCard, coupon: 'none' });
  assert.equal(status, 201, text);
  return body.number;
}));

const tally = (outcomes: readonly string[]) => Object.fromEntries([...new Set(outcomes)].sort().map((outcome) => [outcome, outcomes.filter((each) => each === outcome).length]));
const fate = ({ body, text }: PaymentReply) => body.code ?? body.declineReason ?? body.confirmation?.reason ?? body.status ?? text;

describe('limits', () => {
  it('lets 100 payments at once on two platforms come to ¥1,000 without a PIN and no more; the others wait', async () => {
    const desk = await deskWith({ dailyLimits: { C: 100_000 } });
    const replies = await Promise.all((await codes(desk, 100)).map((code) => desk.charge(code, 3000)));
    assert.deepEqual(tally(replies.map(fate)), { daily_limit: 67, paid: 33 });
    await desk.audit();
    await desk.close();
  });

  it('lets ten payments of a hundred at once go without a PIN; the others wait', async () => {
    const desk = await deskWith({ withoutPin: { amount: 50_000, perDay: 10 } });
    const replies = await Promise.all((await codes(desk, 100)).map((code) => desk.charge(code, 100)));
    assert.deepEqual(tally(replies.map(fate)), { count: 90, paid: 10 });
    await desk.audit();
    await desk.close();
  });

  it('lets 40 confirmations at once come to the day\'s limit of the PIN and no more; the others go on waiting and are told what helps', async () => {
    const desk = await deskWith({ withoutPin: { amount: 0, perDay: 10 }, dailyLimits: { B: 50_000 } });
    const waiting = await Promise.all((await codes(desk, 40)).map(async (code) => (await desk.charge(code, 3000)).body));
    const replies = await Promise.all(waiting.map(({ id }, index) => desk.confirm(id, { by: index % 2 === 0 ? desk.lin : desk.elsewhere })));
    assert.deepEqual(tally(replies.map(fate)), { daily_limit_reached: 24, paid: 16 });
    assert.match(replies.find((reply) => reply.status === 409)?.body.detail ?? '', /passkey.*tomorrow/);
    assert.equal((await Promise.all(waiting.map(({ id }) => desk.payment(id)))).filter(({ status }) => status === 'needs_confirmation').length, 24);
    await desk.audit();
    await desk.close();
  });

  it('lets 50 payments at once to a fixed code come to ¥500 and no more, whatever the proof; the others are declined', async () => {
    const desk = await deskWith({ withoutPin: { amount: 50_000, perDay: 1000 }, dailyLimits: { D: 50_000 } });
    const { body: { payload } } = await desk.till.post<MerchantCode>('/v1/merchant-codes', {});
    const pay = (by: Caller, amount: number): Promise<PaymentReply> => by.post('/v1/merchant-payments', { payload, amount: CNY(amount), sourceId: demoSources.lifeCard, coupon: 'none', pay: CNY(amount) });
    assert.equal(fate(await pay(desk.lin, 50_001)), 'daily_limit');
    const replies = await Promise.all(Array.from({ length: 50 }, (_payment, index) => pay(index % 2 === 0 ? desk.lin : desk.elsewhere, 3000)));
    assert.deepEqual(tally(replies.map(fate)), { daily_limit: 34, paid: 16 });
    await desk.audit();
    await desk.close();
  });

  it('declines an offline code where its user would have to be asked, uses it up and tells both sides', async () => {
    const desk = await deskWith({ withoutPin: { amount: 1000, perDay: 2 }, dailyLimits: { C: 2500 } });
    const { body: { codes: [over, first, second, third] } } = await desk.lin.post<OfflineBatch>('/v1/offline-batches', { sourceId: demoSources.lifeCard });
    const charge = async (code: { number: string } | undefined, amount: number) => (await desk.charge(code?.number ?? '', amount)).body;
    const declined = await charge(over, 1001);
    assert.deepEqual([declined.status, declined.declineReason, declined.offline, declined.settledAt !== null], ['declined', 'over_limit', true, true]);
    assert.equal((await charge(over, 100)).code, 'code_used');
    assert.equal((await charge(first, 1000)).status, 'paid');
    assert.equal((await charge(second, 1000)).status, 'paid');
    assert.equal((await charge(third, 100)).declineReason, 'over_limit');
    const events = await desk.services.db.selectFrom('event').select(['owner', 'type']).where('subject_id', '=', declined.id).execute();
    assert.deepEqual(events.map(({ owner, type }) => `${owner.slice(0, 3)} ${type}`).sort(), ['ter payment.declined', 'usr payment.declined']);
    await desk.audit();
    await desk.close();
  });

  it('declines an offline code over the day\'s limit as that', async () => {
    const desk = await deskWith({ dailyLimits: { C: 1500 } });
    const { body: { codes: [first, second] } } = await desk.lin.post<OfflineBatch>('/v1/offline-batches', { sourceId: demoSources.lifeCard });
    assert.equal((await desk.charge(first?.number ?? '', 1000)).body.status, 'paid');
    assert.equal((await desk.charge(second?.number ?? '', 1000)).body.declineReason, 'daily_limit');
    await desk.audit();
    await desk.close();
  });

  it('gives the allowance of a declined or voided payment back, keeps that of a refunded one, and starts anew at midnight in Shanghai', async () => {
    const desk = await deskWith({ withoutPin: { amount: 50_000, perDay: 100 }, dailyLimits: { C: 1000 } });
    const pay = async (amount = 1000): Promise<Payment> => desk.pay(amount, { sourceId: demoSources.lifeCard });
    assert.equal((await pay(102)).declineReason, 'refused');
    const voided = await pay();
    assert.equal((await desk.void(voided.id)).body.status, 'voided');
    const refunded = await pay();
    assert.equal((await desk.refund(refunded.id, 1000)).status, 201);
    const asked = await pay();
    assert.equal(asked.confirmation?.reason, 'daily_limit');
    await desk.cancel(asked.id);
    desk.clock.set('2026-11-23T15:59:59.999Z');
    await desk.renew();
    assert.equal((await pay()).confirmation?.reason, 'daily_limit');
    desk.clock.advance(1);
    assert.equal((await pay()).status, 'paid');
    await desk.audit();
    await desk.close();
  });
});
