import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { PasskeyAssertion, PasskeyCreation, PasskeyRequest, Problem, Verification } from '@tessera/contract';
import type { Context, UserActor } from '../context.js';
import { shardOf } from '../id.js';
import { ProblemError } from '../problem.js';
import { demo } from '../seed/demo.js';
import { PAGE, testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { sweepChallenges } from './challenge.js';
import { provePasskey, requestProof } from './prove.js';
import { DEMO_PIN } from './seed.js';
import { SoftwarePasskey } from './testing.js';
import type { Misdeed } from './testing.js';

const OTHER_PAGE = 'http://localhost:4602';
const payment = 'pay_1A00000000000000000000000001';

describe('passkeys', () => {
  let gateway: TestGateway;
  let lin: Caller & { session: { id: string } };
  let passkey: SoftwarePasskey;
  let user: UserActor;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());
  beforeEach(async () => {
    await gateway.services.db.deleteFrom('passkey').execute();
    lin = await gateway.user();
    user = actor(demo.linXiao.id, lin.session.id);
    passkey = new SoftwarePasskey();
  });

  const actor = (userId: string, sessionId: string): UserActor => ({ kind: 'user', platformId: demo.partner.id, userId, sessionId, scopes: [] });
  const ctx = (): Context => ({ ...gateway.services, actor: user, locale: 'zh-CN', requestId: 'test', idempotencyKey: null });
  const create = async (caller: Caller = lin, pin = DEMO_PIN) => (await caller.post<PasskeyCreation & Pick<Problem, 'code'>>('/v1/verification/passkey-request', { pin })).body;
  const keep = (response: unknown, caller: Caller = lin) => caller.post<Verification & Pick<Problem, 'code' | 'detail'>>('/v1/verification/passkeys', { name: '我的手机', response });
  const register = async (of = passkey) => keep(of.create(await create(), PAGE));
  const request = async (purpose = payment): Promise<PasskeyRequest> => await requestProof(ctx(), user, purpose) ?? assert.fail('no passkey to ask');
  const prove = (response: PasskeyAssertion, purpose = payment, by = user) => provePasskey(ctx(), by, purpose, response).then(() => 'proved', (error: unknown) => {
    assert.ok(error instanceof ProblemError, String(error));
    return error.code;
  });

  it('is registered with the PIN, shown, and proves a payment', async () => {
    const options = await create();
    assert.deepEqual([options.rp.id, options.attestation, options.authenticatorSelection.userVerification, options.user.displayName], ['localhost', 'none', 'required', '*******0001']);
    const { status, body } = await keep(passkey.create(options, PAGE));
    assert.deepEqual([status, body.passkeys.map(({ name, lastUsedAt }) => [name, lastUsedAt])], [201, [['我的手机', null]]]);
    const asked = await request();
    assert.deepEqual([asked.rpId, asked.allowCredentials], ['localhost', [{ id: passkey.id, type: 'public-key' }]]);
    assert.equal(await prove(passkey.get(asked, PAGE)), 'proved');
    const shown = (await lin.get<Verification>('/v1/verification')).body.passkeys[0];
    assert.equal(shown?.lastUsedAt, gateway.clock.read().toISOString());
  });

  it('is not asked of a user who has none, nor without the right PIN', async () => {
    assert.equal(await requestProof(ctx(), user, payment), null);
    assert.equal((await create(lin, '111112')).code, 'pin_wrong');
    assert.equal((await create(await gateway.user({ reference: demo.chenMo.reference }))).code, 'pin_unset');
    await lin.put('/v1/verification/pin', { pin: DEMO_PIN, proof: { method: 'pin', pin: DEMO_PIN } });
  });

  const refusals: readonly (readonly [what: string, misdeed: Misdeed, origin: string])[] = [
    ['made on another origin', {}, OTHER_PAGE], ['made for another relying party', { rpId: 'evil.example' }, PAGE], ['without its user verified', { userVerified: false }, PAGE],
  ];
  for (const [what, misdeed, origin] of refusals) {
    it(`is not registered by an answer ${what}, and the challenge is used up`, async () => {
      const options = await create();
      assert.equal((await keep(passkey.create(options, origin, misdeed))).body.code, 'passkey_refused');
      assert.equal((await keep(passkey.create(options, PAGE))).body.code, 'passkey_refused');
    });

    it(`does not prove by an answer ${what}, and the challenge is used up`, async () => {
      await register();
      const asked = await request();
      assert.equal(await prove(passkey.get(asked, origin, misdeed)), 'passkey_refused');
      assert.equal(await prove(passkey.get(asked, PAGE)), 'passkey_refused');
    });
  }

  it('proves once: the same answer again is refused', async () => {
    await register();
    const answer = passkey.get(await request(), PAGE);
    assert.deepEqual([await prove(answer), await prove(answer)], ['proved', 'passkey_refused']);
  });

  it('two tabs with the same answer: one is proved', async () => {
    await register();
    const answer = passkey.get(await request(), PAGE);
    assert.deepEqual((await Promise.all([prove(answer), prove(answer)])).sort(), ['passkey_refused', 'proved']);
  });

  it('proves the payment it was asked for and no other', async () => {
    await register();
    const [one, other] = [await request(), await request('pay_1A00000000000000000000000002')];
    assert.equal(await prove(passkey.get(other, PAGE)), 'passkey_refused');
    assert.equal(await prove(passkey.get(one, PAGE), 'pay_1A00000000000000000000000002'), 'passkey_refused');
  });

  it('a newer request takes the place of the one before it', async () => {
    await register();
    const [old, fresh] = [await request(), await request()];
    assert.equal(await prove(passkey.get(old, PAGE)), 'passkey_refused');
    const again = await request();
    assert.notEqual(fresh.challenge, again.challenge);
    assert.equal(await prove(passkey.get(again, PAGE)), 'proved');
  });

  it('proves nothing for another user, whose own challenge it answers', async () => {
    await register();
    const chen = await gateway.user({ reference: demo.chenMo.reference });
    const other = actor(demo.chenMo.id, chen.session.id);
    const { challenge } = await request();
    const own = new SoftwarePasskey();
    await gateway.services.db.insertInto('passkey_challenge').values({ shard_key: shardOf(demo.chenMo.id), user_id: demo.chenMo.id, purpose: payment, challenge, expires_at: new Date('2099-01-01') }).execute();
    assert.equal(await prove(passkey.get({ challenge, rpId: 'localhost', timeout: 1, userVerification: 'required', allowCredentials: [] }, PAGE), payment, other), 'passkey_refused');
    assert.equal(await prove(own.get(await request(), PAGE)), 'passkey_refused', 'a passkey nobody registered');
  });

  it('is refused when its counter goes back or stands still, and taken when it never counts', async () => {
    await register();
    assert.equal(await prove(passkey.get(await request(), PAGE, { counter: 7 })), 'proved');
    assert.equal(await prove(passkey.get(await request(), PAGE, { counter: 7 })), 'passkey_refused');
    assert.equal(await prove(passkey.get(await request(), PAGE, { counter: 3 })), 'passkey_refused');
    assert.equal(await prove(passkey.get(await request(), PAGE, { counter: 0 })), 'passkey_refused');
    assert.equal(await prove(passkey.get(await request(), PAGE, { counter: 8 })), 'proved');
    const still = new SoftwarePasskey();
    await register(still);
    for (let n = 0; n < 2; n += 1) assert.equal(await prove(still.get(await request(), PAGE, { counter: 0 })), 'proved');
  });

  it('is refused after two minutes, and its challenge is swept', async () => {
    await register();
    const asked = await request();
    gateway.clock.advance(120_000);
    assert.equal(await prove(passkey.get(asked, PAGE)), 'passkey_refused');
    await request();
    gateway.clock.advance(120_000);
    assert.ok(await sweepChallenges(gateway.services) > 0);
    assert.equal((await gateway.services.db.selectFrom('passkey_challenge').select('purpose').where('user_id', '=', demo.linXiao.id).execute()).length, 0);
  });

  it('proves from a frame on the platform\'s own page, and not on a stranger\'s', async () => {
    await register();
    assert.equal(await prove(passkey.get(await request(), PAGE, { topOrigin: OTHER_PAGE })), 'proved');
    assert.equal(await prove(passkey.get(await request(), PAGE, { topOrigin: 'https://evil.example' })), 'passkey_refused');
  });

  it('is registered once', async () => {
    await register();
    const again = await register();
    assert.equal(again.body.code, 'passkey_refused');
    assert.match(again.body.detail, /registered already/);
  });

  it('works from its own host alone', async () => {
    await register();
    const secretKey = demo.partner.secretKey;
    const { services } = gateway;
    for (const origin of ['https://city.example', 'http://127.0.0.1:9000']) {
      await services.db.insertInto('platform_origin').values({ shard_key: shardOf(demo.partner.id), platform_id: demo.partner.id, origin }).onConflict((conflict) => conflict.doNothing()).execute();
      const { body } = await gateway.as(secretKey).post<{ id: string; token: string }>('/v1/sessions', { subject: { kind: 'user', reference: demo.linXiao.reference }, origin, scopes: ['payments:read', 'payments:write'] });
      const there = actor(demo.linXiao.id, body.id);
      assert.equal(await requestProof(ctx(), there, payment), null, origin);
      assert.deepEqual((await gateway.as(body.token).get<Verification>('/v1/verification')).body.passkeys, []);
      const asked = await create(gateway.as(body.token));
      assert.equal(origin.startsWith('https') ? asked.rp.id : asked.code, origin.startsWith('https') ? 'city.example' : 'passkey_refused');
    }
  });

  it('can be forgotten, and proves nothing after that', async () => {
    const { body } = await register();
    const asked = await request();
    assert.equal((await lin.delete(`/v1/verification/passkeys/${body.passkeys[0]?.id}`)).status, 204);
    assert.equal(await prove(passkey.get(asked, PAGE)), 'passkey_refused');
  });

  it('refuses answers that are no WebAuthn, without failing', async () => {
    await register();
    const asked = await request();
    const { id } = passkey;
    const nonsense = { id, rawId: id, type: 'public-key' as const, response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } };
    assert.equal(await prove(nonsense), 'passkey_refused');
    assert.equal((await keep({ id, rawId: id, type: 'public-key', response: { clientDataJSON: 'AAAA', attestationObject: 'oA' } })).body.code, 'passkey_refused');
    assert.ok(asked);
  });
});
