import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Scope } from '@tessera/contract';
import type { PayCode, Payment, Problem } from '@tessera/contract';
import { demoSources } from '../payment/seed.js';
import { demo } from '../seed/demo.js';
import { testGateway, unlimited } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { guessing } from '../guessing.js';
import { sweepPayCodes } from './sweep.js';

describe('pay code', () => {
  let gateway: TestGateway;
  let lin: Caller;
  let chen: Caller;
  let till: Caller;
  before(async () => {
    gateway = await testGateway({ settings: unlimited });
    [lin, chen, till] = [await gateway.user(), await gateway.user({ reference: 'chen-mo' }), await gateway.terminal()];
  });
  after(() => gateway.close());

  const issue = async (body: object = {}) => {
    const reply = await lin.post<PayCode>('/v1/pay-codes', body);
    assert.equal(reply.status, 201, reply.text);
    return reply.body;
  };
  const charge = (code: string, amount = 1000) => till.post<Payment & Pick<Problem, 'code' | 'detail'>>('/v1/payments', { code, amount: { amount, currency: 'CNY' } });

  it('is issued over the first usable source, lives 60 seconds and is not cached', async () => {
    const reply = await lin.post<PayCode>('/v1/pay-codes', {});
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    assert.equal(reply.body.sourceId, demoSources.wallet);
    assert.equal(Date.parse(reply.body.expiresAt) - Date.parse(reply.body.issuedAt), 60_000);
  });

  it('is kept as a hash: no table holds the number', async () => {
    const { id, number } = await issue();
    const row = await gateway.services.db.selectFrom('pay_code').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const kept = await gateway.services.db.selectFrom('idempotency').select('body').execute();
    assert.ok(![JSON.stringify(row), ...kept.map((each) => each.body ?? '')].some((text) => text.includes(number)));
  });

  it('answers a repeated idempotency key with the first result', async () => {
    const first = await lin.post('/v1/pay-codes', {}, { key: 'issue-once' });
    const again = await lin.post('/v1/pay-codes', {}, { key: 'issue-once' });
    assert.equal(again.text, first.text);
  });

  it('refuses a caller without the scope', async () => {
    const narrow = await gateway.user({ scopes: Scope.options.filter((scope) => scope !== 'pay_codes:write') });
    const replies = [await narrow.post<Problem>('/v1/pay-codes', {}), await narrow.delete<Problem>(`/v1/pay-codes/${(await issue()).id}`)];
    assert.deepEqual(replies.map((reply) => reply.body.code), ['scope_missing', 'scope_missing']);
  });

  it('refuses a terminal', async () => {
    assert.equal((await till.post<Problem>('/v1/pay-codes', {})).body.code, 'caller_not_allowed');
  });

  it('refuses a frozen source, and hides another user\'s', async () => {
    const frozen = await lin.post<Problem>('/v1/pay-codes', { sourceId: demoSources.otherBank });
    const foreign = await lin.post<Problem>('/v1/pay-codes', { sourceId: demoSources.chenDebit });
    assert.deepEqual([frozen.body.code, foreign.body.code], ['funding_source_unusable', 'not_found']);
  });

  it('refuses a coupon the user does not have', async () => {
    assert.equal((await lin.post<Problem>('/v1/pay-codes', { coupon: 'cpn_1A0000000000000000000000' })).body.code, 'not_found');
  });

  it('replaces the code before it: the old one is refused as retired, the new one pays', async () => {
    const old = await issue();
    const fresh = await issue({ replaces: old.id });
    assert.equal((await charge(old.number)).body.code, 'code_retired');
    assert.equal((await charge(fresh.number)).body.status, 'paid');
  });

  it('does not replace another user\'s code, and issues none then', async () => {
    const code = await issue();
    assert.equal((await chen.post<Problem>('/v1/pay-codes', { replaces: code.id })).body.code, 'not_found');
    assert.equal((await charge(code.number)).body.status, 'paid');
  });

  it('is refused once it is retired; retiring again changes nothing', async () => {
    const code = await issue();
    assert.deepEqual([(await lin.delete(`/v1/pay-codes/${code.id}`)).status, (await lin.delete(`/v1/pay-codes/${code.id}`)).status], [204, 204]);
    assert.equal((await charge(code.number)).body.code, 'code_retired');
  });

  it('can be retired by its own user alone', async () => {
    const code = await issue();
    assert.equal((await chen.delete<Problem>(`/v1/pay-codes/${code.id}`)).body.code, 'not_found');
    assert.equal((await charge(code.number)).body.status, 'paid');
  });

  it('dies with the session it was issued in: revoked, or at its end', async () => {
    const other = await gateway.user();
    const { number } = (await other.post<PayCode>('/v1/pay-codes', {})).body;
    const staying = await issue();
    await gateway.as(demo.partner.secretKey).delete(`/v1/sessions/${other.session.id}`);
    const refused = await charge(number);
    assert.deepEqual([refused.status, refused.body.code], [409, 'code_retired']);
    assert.match(refused.body.detail, /session/);
    assert.equal((await charge(staying.number)).body.status, 'paid');

    const short = await gateway.user();
    gateway.clock.set(short.session.expiresAt);
    gateway.clock.advance(-1000);
    const [first, second] = [await short.post<PayCode>('/v1/pay-codes', {}), await short.post<PayCode>('/v1/pay-codes', {})];
    till = await gateway.terminal();
    assert.equal((await charge(first.body.number)).body.status, 'paid');
    gateway.clock.advance(1000);
    assert.equal((await charge(second.body.number)).body.code, 'code_retired');
    lin = await gateway.user();
  });

  it('is good until its last millisecond, and refused as expired after it', async () => {
    const [early, late] = [await issue(), await issue()];
    gateway.clock.advance(59_999);
    assert.equal((await charge(early.number)).body.status, 'paid');
    gateway.clock.advance(1);
    assert.equal((await charge(late.number)).body.code, 'code_expired');
  });

  it('lives no longer than 60 seconds whatever the settings say', async () => {
    const patient = await testGateway({ settings: { payCodeSeconds: 3600 } });
    const { body } = await (await patient.user()).post<PayCode>('/v1/pay-codes', {});
    assert.equal(Date.parse(body.expiresAt) - Date.parse(body.issuedAt), 60_000);
    await patient.close();
  });

  it('tells a till whose code it read instead', async () => {
    const foreign = await charge('134567890123456789');
    assert.deepEqual([foreign.status, foreign.body.code], [422, 'code_foreign']);
    assert.match(foreign.body.detail, /WeChat Pay/);
    assert.equal((await charge('hello')).body.code, 'code_malformed');
  });

  it('names the other environment, and the application of another issuer\'s payload', async () => {
    const other = await charge('887654321098765432');
    assert.deepEqual([other.status, other.body.code], [422, 'code_other_environment']);
    assert.match(other.body.detail, /the live gateway/);
    const unionpay = await charge('hQVDUFYwMWFWTwigAAADMwEBAlcRYmNgAQBxNnLSMSIBAAABiAFfNAEAYzOfJghWite85mtxi58nAYCfEBEHAAEDoAAAAQgwMDAwMDAwMZ82AhEiggIAAJ83BCJgSI4=');
    assert.equal(unionpay.body.code, 'code_foreign');
    assert.match(unionpay.body.detail, /A000000333010102/);
    const broken = await charge('hQVDUFYwMWEaTweg');
    assert.equal(broken.body.code, 'code_malformed');
    assert.match(broken.body.detail, /Object 61: expected 26 bytes; only/);
  });

  it('is shown as an EMVCo payload where the issuer wants one: the till reads the picture and the digits alike', async () => {
    const emv = await testGateway({ settings: { ...unlimited, payCodeFormat: 'emv' } });
    try {
      const [user, desk] = [await emv.user(), await emv.terminal()];
      for (const part of ['payload', 'number'] as const) {
        const { body } = await user.post<PayCode>('/v1/pay-codes', {});
        assert.match(body.payload, /^hQVDUFY/);
        assert.match(body.number, /^87\d{16}$/);
        const paid = await desk.post<Payment>('/v1/payments', { code: body[part], amount: { amount: 1000, currency: 'CNY' } });
        assert.deepEqual([paid.body.status, paid.body.payCodeId], ['paid', body.id], paid.text);
      }
    } finally {
      await emv.close();
    }
  });

  it('begins with another prefix in the live environment', async () => {
    const live = await testGateway({ settings: { environment: 'live' } });
    try {
      const { body } = await (await live.user()).post<PayCode>('/v1/pay-codes', {});
      assert.match(body.number, /^88\d{16}$/);
    } finally {
      await live.close();
    }
  });

  it('keeps the months it is to be spread over, and refuses them where the source has none', async () => {
    const spread = await lin.post<PayCode>('/v1/pay-codes', { sourceId: demoSources.lifeCard, months: 6 });
    assert.deepEqual([spread.status, spread.body.months], [201, 6], spread.text);
    const wallet = await lin.post<Problem>('/v1/pay-codes', { sourceId: demoSources.wallet, months: 6 });
    assert.deepEqual([wallet.status, wallet.body.code], [409, 'instalments_unavailable']);
    const any = await lin.post<PayCode>('/v1/pay-codes', { months: 12 });
    assert.deepEqual([any.body.sourceId, any.body.months], [demoSources.lifeCard, 12], any.text);
  });

  it('stops a till that guesses, for a minute, and lets other tills go on', async () => {
    const guesser = await gateway.terminal({ id: 'ter_3V0000000000000000000002' });
    const guess = (n: number) => guesser.post<Problem>('/v1/payments', { code: `87${String(n).padStart(16, '0')}`, amount: { amount: 100, currency: 'CNY' } });
    for (let n = 0; n < guessing.misses; n += 1) assert.equal((await guess(n)).body.code, 'code_unknown');
    const stopped = await guess(99);
    assert.deepEqual([stopped.body.code, stopped.headers.get('retry-after')], ['rate_limited', '60']);
    assert.equal((await charge((await issue()).number)).body.status, 'paid');
    gateway.clock.advance(60_000);
    assert.equal((await guess(100)).body.code, 'code_unknown');
  });

  it('is deleted a day after it expired, unless a payment was made with it', async () => {
    const [unused, used] = [await issue(), await issue()];
    const paid = await charge(used.number);
    gateway.clock.advance(25 * 3_600_000);
    assert.ok(await sweepPayCodes(gateway.services) > 0);
    const left = await gateway.services.db.selectFrom('pay_code').select('id').where('id', 'in', [unused.id, used.id]).execute();
    assert.deepEqual(left.map((row) => row.id), [paid.body.payCodeId]);
  });
});
