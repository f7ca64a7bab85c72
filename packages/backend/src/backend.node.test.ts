import { MintedSession } from '@tessera/contract';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { demo } from '../../gateway/src/seed/demo.js';
import { PAGE, testGateway, type TestGateway } from '../../gateway/src/testing.js';
import { createBackend } from './backend.js';
import { BackendError } from './error.js';
import { sessionEndpoint } from './session-endpoint.js';

let gateway: TestGateway;
before(async () => {
  gateway = await testGateway();
});
after(() => gateway.close());

const ask: typeof globalThis.fetch = async (input, init) => gateway.app.request(input, init);
const open = (fetch = ask, secretKey: string = demo.partner.secretKey) => createBackend({ gateway: 'http://gateway.test', secretKey, fetch });
const linXiao = { subject: { kind: 'user' as const, reference: demo.linXiao.reference }, origin: PAGE, scopes: ['energy:read' as const] };
const codeIs = (code: string) => (error: unknown) => error instanceof BackendError && error.code === code;

describe('the backend', () => {
  it('mints a session that opens the gateway, and revokes it', async () => {
    const backend = open();
    const session = await backend.mintSession(linXiao);
    const page = gateway.as(session.token);
    const read = () => page.get('/v1/session', { origin: PAGE });
    assert.equal((await read()).status, 200);
    await backend.revokeSession({ sessionId: session.id });
    assert.equal((await read()).status, 401);
  });

  it('sends a write again with the same key when the reply was lost', async () => {
    const keys: (string | null)[] = [];
    const backend = open(async (input, init) => {
      const request = new Request(input, init);
      keys.push(request.headers.get('idempotency-key'));
      const answer = await gateway.app.request(request);
      if (keys.length < 3) throw new TypeError('fetch failed');
      return answer;
    });
    const session = await backend.mintSession(linXiao);
    assert.ok(MintedSession.safeParse(session).success);
    assert.equal(keys.length, 3);
    assert.equal(new Set(keys).size, 1);
    await backend.mintSession(linXiao, { idempotencyKey: 'mine-1' });
    assert.equal(keys[3], 'mine-1');
  });

  it('rejects with the gateway\'s code, naming the origin to add', async () => {
    await assert.rejects(open().mintSession({ ...linXiao, origin: 'https://elsewhere.example' }), (error) => codeIs('origin_not_allowed')(error) && (error as Error).message.includes('https://elsewhere.example'));
    await assert.rejects(open(ask, 'sk_test_nobody00000000000000000').mintSession(linXiao), codeIs('unauthenticated'));
  });

  it('rejects with typed errors on strange networks, and an abort with its reason', async () => {
    const html = () => Promise.resolve(new Response('<html>', { status: 201 }));
    await assert.rejects(open(html).mintSession(linXiao), codeIs('invalid_response'));
    await assert.rejects(open(() => Promise.resolve(Response.json({ id: 'x' }, { status: 201 }))).mintSession(linXiao), codeIs('invalid_response'));
    const slow = createBackend({ gateway: 'http://gateway.test', secretKey: demo.partner.secretKey, timeout: 50, fetch: (input) => new Promise((_, reject) => (input as Request).signal.addEventListener('abort', () => reject(new Error('aborted')))) });
    await assert.rejects(slow.mintSession(linXiao), codeIs('timeout'));
    const reason = new Error('shutting down');
    await assert.rejects(open().mintSession(linXiao, { signal: AbortSignal.abort(reason) }), reason);
  });

  it('tells of a ride, credited once however often it is told, and grants a benefit', async () => {
    const backend = open();
    const page = await gateway.user();
    await page.put('/v1/energy/consent', { consent: true });
    const at = (minutes: number) => new Date(gateway.clock.read().getTime() - minutes * 60_000).toISOString();
    const ride = { reference: demo.linXiao.reference, rideReference: 'metro-backend-1', mode: 'metro' as const, line: '1 号线', city: demo.cities.jinan, distanceMeters: 8_000, startedAt: at(40), endedAt: at(20) };
    const first = await backend.recordRide(ride);
    assert.equal((await backend.recordRide(ride)).id, first.id);
    assert.ok(first.grams > 0);
    const right = await backend.grantRight({ reference: demo.linXiao.reference, benefit: 'coffee_cup' });
    assert.equal(right.kind, 'benefit');
    await assert.rejects(backend.grantRight({ reference: demo.linXiao.reference, benefit: 'no_such_benefit' }), codeIs('invalid_request'));
  });

  it('grants a coupon once for one key, and tells of a tier', async () => {
    const backend = open();
    const page = await gateway.user();
    const { items } = await page.get<{ items: { id: string; standing: { state: string } }[] }>('/v1/campaigns?limit=100').then(({ body }) => body);
    const campaignId = items.find(({ standing }) => standing.state === 'claimable')?.id ?? assert.fail();
    const grant = () => backend.grantCoupon({ reference: demo.linXiao.reference, campaignId }, { idempotencyKey: 'welcome-1' });
    const coupon = await grant();
    assert.equal(coupon.campaignId, campaignId);
    assert.equal((await grant()).id, coupon.id);
    assert.equal((await backend.setTier({ reference: demo.linXiao.reference, level: 'card' })).level, 'card');
  });

  it('refuses a publishable key before anything is asked', () => {
    assert.throws(() => open(ask, demo.partner.publishableKey), /sk_test_/);
  });
});

describe('the session endpoint', () => {
  const endpoint = (user: string | null = demo.linXiao.reference, fetch = ask) => sessionEndpoint(open(fetch), { user: () => user, scopes: ['energy:read'], origin: PAGE });
  const post = (headers: Record<string, string> = { origin: PAGE }) => new Request('http://partner.test/tessera/session', { method: 'POST', headers });

  it('answers a minted session to a signed-in user of the page, never to be stored', async () => {
    const answer = await endpoint()(post());
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.ok(MintedSession.safeParse(await answer.json()).success);
  });

  it('refuses nobody, another page, and another method', async () => {
    assert.equal((await endpoint(null)(post())).status, 401);
    assert.equal((await endpoint()(post({ origin: 'https://evil.example' }))).status, 403);
    assert.equal((await endpoint()(post({ origin: 'null' }))).status, 403);
    assert.equal((await endpoint()(new Request('http://partner.test/tessera/session'))).status, 405);
  });

  it('keeps the platform\'s own mistakes from its users', async () => {
    const wrong = sessionEndpoint(open(ask, 'sk_test_nobody00000000000000000'), { user: () => 'lin-xiao', scopes: ['energy:read'], origin: PAGE });
    const answer = await wrong(post());
    assert.equal(answer.status, 500);
    assert.ok(!(await answer.text()).includes('sk_test_'));
  });
});
