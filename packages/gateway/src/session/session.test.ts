import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { MintedSession, type Problem, type Session } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import { PAGE, testGateway, testSettings, type Caller, type TestGateway } from '../testing.js';

describe('session', () => {
  let gateway: TestGateway;
  let platform: Caller;
  before(async () => {
    gateway = await testGateway();
    platform = gateway.as(demo.partner.secretKey);
  });
  after(() => gateway.close());

  const wanted = (change: object = {}) => ({ subject: { kind: 'user', reference: 'lin-xiao' }, origin: PAGE, scopes: ['stores:read'], ...change });

  it('is minted for a known user with a quarter of an hour to live', async () => {
    const reply = await platform.post<MintedSession>('/v1/sessions', wanted());
    assert.equal(reply.status, 201, reply.text);
    const session = MintedSession.parse(reply.body);
    assert.deepEqual(session.subject, { kind: 'user', id: demo.linXiao.id });
    assert.equal(Date.parse(session.expiresAt) - Date.parse(session.issuedAt), 900_000);
    assert.equal(reply.headers.get('cache-control'), 'no-store');
  });

  it('makes a new person for a reference the platform never named, and the same one ever after', async () => {
    const ids = new Set<string>();
    const replies = await Promise.all(Array.from({ length: 8 }, () => platform.post<MintedSession>('/v1/sessions', wanted({ subject: { kind: 'user', reference: 'wang-fang' } }))));
    for (const { body } of replies) if (body.subject.kind === 'user') ids.add(body.subject.id);
    assert.equal(ids.size, 1);
    const people = await gateway.services.db.selectFrom('person').select('id').where('id', 'in', [...ids]).execute();
    assert.equal(people.length, 1);
  });

  it('opens for a terminal of the merchant platform only', async () => {
    const subject = { kind: 'terminal', id: demo.terminals.quancheng };
    const till = await gateway.as(demo.merchantPlatform.secretKey).post<MintedSession>('/v1/sessions', wanted({ subject }));
    assert.deepEqual(till.body.subject, { kind: 'terminal', id: demo.terminals.quancheng, storeId: demo.stores.yonghuiQuancheng, storeName: '永辉超市（泉城路店）' });
    assert.equal((await platform.post('/v1/sessions', wanted({ subject }))).status, 404);
  });

  it('is refused for an origin the platform does not list, with the exact origin to add', async () => {
    const reply = await platform.post<Problem>('/v1/sessions', wanted({ origin: 'https://city.example' }));
    assert.deepEqual([reply.status, reply.body.code], [403, 'origin_not_allowed']);
    assert.match(reply.body.detail, /^Add https:\/\/city\.example to /);
  });

  it('tells its holder what it may do', async () => {
    const user = await gateway.user({ scopes: ['stores:read', 'coupons:read'] });
    const { token, ...rest } = user.session;
    const reply = await user.get<Session>('/v1/session');
    assert.deepEqual(reply.body, rest);
    assert.ok(!reply.text.includes(token));
  });

  it('works from its own origin and from servers, and names the origin to add for every other', async () => {
    const user = await gateway.user();
    assert.equal((await user.get('/v1/cities', { Origin: PAGE })).status, 200);
    assert.equal((await user.get('/v1/cities')).status, 200);
    for (const origin of ['http://localhost:4600', 'https://localhost:4601', `${PAGE}.evil.example`, 'null', 'HTTP://LOCALHOST:4601']) {
      const reply = await user.get<Problem>('/v1/cities', { Origin: origin });
      assert.deepEqual([reply.status, reply.body.code], [403, 'origin_not_allowed'], origin);
      assert.ok(reply.body.detail.includes(`Add ${origin} to`), reply.body.detail);
    }
  });

  it('ends when its time is over', async () => {
    const user = await gateway.user();
    gateway.clock.advance(899_000);
    assert.equal((await user.get('/v1/cities')).status, 200);
    gateway.clock.advance(1000);
    const reply = await user.get<Problem>('/v1/cities');
    assert.deepEqual([reply.status, reply.body.code], [401, 'session_expired']);
  });

  it('ends at once when its platform revokes it, and only that platform can', async () => {
    const user = await gateway.user();
    const path = `/v1/sessions/${user.session.id}`;
    assert.equal((await gateway.as(demo.merchantPlatform.secretKey).delete(path)).status, 404);
    assert.equal((await user.get('/v1/cities')).status, 200);
    const revoked = await platform.delete(path);
    assert.deepEqual([revoked.status, revoked.text], [204, '']);
    assert.equal((await user.get<Problem>('/v1/cities')).body.code, 'session_expired');
    assert.equal((await platform.delete(path)).status, 204);
  });

  it('refuses keys that are unknown, publishable, of another form, or not bearer tokens', async () => {
    for (const authorization of [
      'Bearer sk_test_unknown000000000000001', `Bearer ${demo.partner.publishableKey}`, `Basic ${demo.partner.secretKey}`,
      `Bearer  ${demo.partner.secretKey}`, 'Bearer', '', `Bearer ${demo.partner.secretKey}0`, demo.partner.secretKey,
    ]) {
      const reply = await gateway.as().post<Problem>('/v1/sessions', wanted(), { headers: { Authorization: authorization } });
      assert.deepEqual([reply.status, reply.body.code], [401, 'unauthenticated'], authorization);
      assert.match(reply.headers.get('www-authenticate') ?? '', /^Bearer/);
    }
  });

  it('refuses every forged or twisted token', async () => {
    const user = await gateway.user();
    const [head = '', claims = '', signature = ''] = user.session.token.split('.');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const decoded = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    const signed = (header: object, payload: object, secret: Uint8Array | string = testSettings.signingSecret) => {
      const text = `${encode(header)}.${encode(payload)}`;
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    };
    const good = { alg: 'HS256', typ: 'JWT' };
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rsaText = `${encode({ ...good, alg: 'RS256' })}.${claims}`;
    const exp = Number(decoded['exp']);
    assert.equal((await gateway.as(signed(good, decoded)).get('/v1/cities')).status, 200, 'the signing used here is right');
    const forged: Record<string, string> = {
      'alg none': `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`,
      'alg None with the old signature': `${encode({ alg: 'None', typ: 'JWT' })}.${claims}.${signature}`,
      'alg RS256': `${rsaText}.${sign('sha256', Buffer.from(rsaText), rsa.privateKey).toString('base64url')}`,
      'alg RS256 over the shared secret': signed({ ...good, alg: 'RS256' }, decoded),
      'alg HS512 named, HS256 done': signed({ ...good, alg: 'HS512' }, decoded),
      'another secret': signed(good, decoded, new Uint8Array(32).fill(8)),
      'an empty secret': signed(good, decoded, ''),
      'kid pointing at a file': signed({ ...good, kid: '../../dev/null' }, decoded, ''),
      'jku': signed({ ...good, jku: 'https://evil.example/keys' }, decoded, 'x'),
      'embedded jwk': signed({ ...good, jwk: { kty: 'oct', k: 'eA' } }, decoded, 'x'),
      'unknown crit': signed({ ...good, crit: ['future'], future: true }, decoded),
      'wrong typ': signed({ ...good, typ: 'at+jwt' }, decoded),
      'wrong issuer': signed(good, { ...decoded, iss: 'https://evil.example' }),
      'wrong audience': signed(good, { ...decoded, aud: 'another' }),
      'no audience': signed(good, { ...decoded, aud: undefined }),
      'exp as text': signed(good, { ...decoded, exp: String(exp) }),
      'no exp': signed(good, { ...decoded, exp: undefined }),
      'nbf in the future': signed(good, { ...decoded, nbf: exp - 1 }),
      'another session id': signed(good, { ...decoded, jti: 'ses_00AAAAAAAAAAAAAA' }),
      'another subject': signed(good, { ...decoded, sub: demo.chenMo.id }),
      'no subject': signed(good, { ...decoded, sub: undefined }),
      'issued too long ago': signed(good, { ...decoded, iat: exp - 4000 }),
      'payload not an object': signed(good, [decoded]),
      'padded signature': `${head}.${claims}.${signature}=`,
      'changed trailing bits': `${head}.${claims}.${signature.slice(0, -1)}${signature.endsWith('B') ? 'C' : 'B'}`,
      'changed claims': `${head}.${encode({ ...decoded, sub: demo.chenMo.id })}.${signature}`,
      'two parts': `${head}.${claims}`,
      'the RFC 7515 A.1 example': 'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      'the RFC 8037 A.4 example': 'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
    };
    for (const [what, token] of Object.entries(forged)) {
      const reply = await gateway.as(token).get<Problem>('/v1/cities');
      assert.deepEqual([reply.status, reply.body.code], [401, what === 'issued too long ago' ? 'session_expired' : 'unauthenticated'], what);
    }
  });

  describe('signing in from the snippet', () => {
    const scopes = ['coupons:read'];
    const ask = (change: object = {}) => gateway.as().post<MintedSession & Problem>('/v1/sign-ins', {
      publishableKey: demo.merchantPlatform.publishableKey, phone: demo.linXiao.phone, code: '888888', scopes, ...change,
    });

    it('finds the person by phone, and the token works from the gateway\'s own origin', async () => {
      const reply = await ask();
      assert.equal(reply.status, 201, reply.text);
      assert.deepEqual([reply.body.subject, reply.body.origin], [{ kind: 'user', id: demo.linXiao.id }, testSettings.origin]);
      assert.equal((await gateway.as(reply.body.token).get('/v1/session', { Origin: testSettings.origin })).status, 200);
      assert.equal((await gateway.as(reply.body.token).get('/v1/session', { Origin: PAGE })).status, 403);
    });

    it('makes a person for a new number, and keeps no number', async () => {
      const reply = await ask({ phone: '13911112222' });
      const [again] = [await ask({ phone: '13911112222' })];
      assert.deepEqual(again.body.subject, reply.body.subject);
      const kept = JSON.stringify([await gateway.services.db.selectFrom('person').selectAll().execute(), await gateway.services.db.selectFrom('person_phone').selectAll().execute()]);
      assert.ok(!kept.includes('13911112222'));
    });

    it('refuses a wrong code, and after five of them every code for that number', async () => {
      const phone = '13700000000';
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        const reply = await ask({ phone, code: '000000' });
        assert.deepEqual([reply.status, reply.body.code], [401, 'sign_in_failed'], reply.text);
      }
      const locked = await ask({ phone });
      assert.deepEqual([locked.status, locked.body.code], [429, 'rate_limited']);
      assert.ok(Number(locked.headers.get('retry-after')) > 0);
      assert.equal((await ask({ phone: '13700000001' })).status, 201);
    });

    it('refuses a key that is no publishable key of ours', async () => {
      assert.equal((await ask({ publishableKey: 'pk_test_unknown0001' })).status, 401);
      assert.equal((await ask({ publishableKey: demo.partner.secretKey })).status, 422);
    });
  });
});
