import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Problem } from '@tessera/contract';
import type { ProblemError } from './problem.js';
import { Limits } from './rate-limit.js';
import { demo } from './seed/demo.js';
import { defaultRateLimits, type RateLimits } from './settings.js';
import { PAGE, testGateway, testSettings, type TestGateway } from './testing.js';

let gateway: TestGateway;
before(async () => { gateway = await testGateway(); });
after(() => gateway.close());

const mint = { subject: { kind: 'user', reference: 'lin-xiao' }, origin: PAGE, scopes: ['stores:read'] };

it('a session over its limit is told when to come back, and others are not held up', async () => {
  const gateway = await testGateway({ settings: { rateLimits: { ...testSettings.rateLimits, session: 10 } } });
  const [busy, quiet] = [await gateway.user(), await gateway.user()];
  const replies = await Promise.all(Array.from({ length: 50 }, () => busy.get<Problem>('/v1/cities')));
  const refused = replies.filter((reply) => reply.status === 429);
  assert.equal(replies.length - refused.length, 10);
  for (const reply of refused) {
    assert.equal(reply.body.code, 'rate_limited');
    assert.match(reply.headers.get('retry-after') ?? '', /^([1-9]|[1-5]\d|60)$/);
  }
  assert.equal((await quiet.get('/v1/cities')).status, 200);
  await gateway.close();
});

it('a secret key over its limit does not hold up another platform', async () => {
  const gateway = await testGateway({ settings: { rateLimits: { ...testSettings.rateLimits, platform: 3 } } });
  const statuses = [];
  for (let call = 0; call < 5; call += 1) statuses.push((await gateway.as(demo.partner.secretKey).post('/v1/sessions', mint)).status);
  assert.deepEqual(statuses, [201, 201, 201, 429, 429]);
  assert.equal((await gateway.as(demo.merchantPlatform.secretKey).post('/v1/sessions', mint)).status, 201);
  await gateway.close();
});

it('an address that guesses keys is shut out, and no header makes it another address', async () => {
  const gateway = await testGateway({ settings: { rateLimits: { ...testSettings.rateLimits, address: 5 } } });
  const guess = (index: number, headers: Record<string, string> = {}) => gateway.app.request('/v1/cities', {
    headers: { Authorization: `Bearer sk_test_guess${String(index).padStart(20, '0')}`, ...headers },
  }, { incoming: { socket: { remoteAddress: '198.51.100.7' } } });
  const statuses = [];
  for (let index = 0; index < 8; index += 1) statuses.push((await guess(index)).status);
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429]);
  for (const headers of [{ 'X-Forwarded-For': '203.0.113.9' }, { 'X-Real-IP': '203.0.113.9' }, { Forwarded: 'for=203.0.113.9' }, { 'CF-Connecting-IP': '203.0.113.9' }]) {
    assert.equal((await guess(99, headers)).status, 429, JSON.stringify(headers));
  }
  const elsewhere = await gateway.app.request('/v1/cities', { headers: { Authorization: 'Bearer sk_test_guess00000000000000000' } }, { incoming: { socket: { remoteAddress: '203.0.113.9' } } });
  assert.equal(elsewhere.status, 401);
  await gateway.close();
});

it('behind a trusted proxy, the last entry of X-Forwarded-For is the address, whatever the client wrote before it', async () => {
  const gateway = await testGateway({ settings: { trustProxy: true, rateLimits: { ...testSettings.rateLimits, address: 2 } } });
  const guess = (forwarded: string) => gateway.app.request('/v1/cities', { headers: { Authorization: 'Bearer sk_test_guess00000000000000000', 'X-Forwarded-For': forwarded } });
  const statuses = [];
  for (const spoofed of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) statuses.push((await guess(`${spoofed}, 198.51.100.7`)).status);
  assert.deepEqual(statuses, [401, 401, 429]);
  assert.equal((await guess('198.51.100.7, 203.0.113.9')).status, 401);
  await gateway.close();
});

it('fault 45: a million callers share a bounded number of counters, for one process and for several', async () => {
  for (const [processes, callers] of [[1, 1_000_000], [4, 200_000]] as const) {
    const limits = limitsOf({ address: 1e9, processes });
    const before = heldBytes();
    for (let caller = 0; caller < callers; caller += 1) await limits.allow({ kind: 'public' }, `2001:db8::${caller.toString(16)}`);
    const held = heldBytes() - before;
    assert.ok(held < 100e6, `${processes} processes: ${held} bytes`);
  }
});

/** A thousand calls of one tenant whose limit is 50, with a quiet one beside it; then what the last refusal said is tried to the second. */
async function flooded(limits: Limits, passed: number, tick: (milliseconds: number) => void): Promise<void> {
  const [noisy, quiet] = [{ kind: 'platform', platformId: 'plt_noisy' }, { kind: 'platform', platformId: 'plt_quiet' }] as const;
  const refused: unknown[] = [];
  for (let call = 0; call < 1000; call += 1) {
    await limits.allow(noisy, '').catch((error: unknown) => refused.push(error));
    if (call % 40 === 0) await limits.allow(quiet, '');
  }
  assert.equal(refused.length, 1000 - passed);
  const seconds = Number(new Headers((refused.at(-1) as ProblemError).extras.headers).get('retry-after'));
  tick((seconds - 1) * 1000);
  await assert.rejects(limits.allow(noisy, ''), { code: 'rate_limited' });
  tick(1000);
  await limits.allow(noisy, '');
}

it('fault 45: a tenant at twenty times its limit is told when to come back, to the second, and another tenant meets no error', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: Date.parse('2026-11-23T04:00:20.500Z') });
  await flooded(limitsOf({ platform: 50 }), 50, (milliseconds) => { t.mock.timers.tick(milliseconds); });
});

it('fault 45: so it is where four processes share the limits: one alone passes its part of 6 and the 26 that all can lease', async () => {
  gateway.clock.advance(20_500);
  await flooded(limitsOf({ platform: 50, processes: 4 }, gateway.clock.read), 32, (milliseconds) => { gateway.clock.advance(milliseconds); });
});

it('fault 46: a thousand requests at once at a limit of ten: ten pass, with four processes on one database', async () => {
  const processes = Array.from({ length: 4 }, () => limitsOf({ session: 10, processes: 4 }, gateway.clock.read, gateway.services.db));
  const session = { kind: 'user', platformId: 'plt_1', userId: 'usr_1', sessionId: 'ses_1', scopes: [] } as const;
  const round = async () => {
    const calls = await Promise.allSettled(Array.from({ length: 1000 }, (_, call) => processes[call % 4]!.allow(session, '')));
    for (const call of calls) if (call.status === 'rejected') assert.equal((call.reason as ProblemError).code, 'rate_limited');
    return calls.filter(({ status }) => status === 'fulfilled').length;
  };
  assert.deepEqual([await round(), await round()], [10, 0]);
  gateway.clock.advance(60_000);
  assert.equal(await round(), 10);
});

it('fault 46: one of four processes alone passes what its part and the leases give, never more than the limit', async () => {
  const alone = limitsOf({ session: 600, processes: 4 }, gateway.clock.read, gateway.services.db);
  const session = { kind: 'user', platformId: 'plt_1', userId: 'usr_2', sessionId: 'ses_2', scopes: [] } as const;
  const calls = await Promise.allSettled(Array.from({ length: 1000 }, () => alone.allow(session, '')));
  assert.equal(calls.filter(({ status }) => status === 'fulfilled').length, 75 + 300);
});

it('fault 46: a window that another clock has left is not filled again', async () => {
  const [ahead, behind] = [60_000, 0].map((offset) => limitsOf({ session: 2, processes: 2 }, () => new Date(gateway.clock.read().getTime() + offset), gateway.services.db));
  const session = { kind: 'user', platformId: 'plt_1', userId: 'usr_3', sessionId: 'ses_3', scopes: [] } as const;
  assert.ok(ahead && behind);
  await ahead.allow(session, '');
  await ahead.allow(session, '');
  await assert.rejects(ahead.allow(session, ''), { code: 'rate_limited' });
  await assert.rejects(behind.allow(session, ''), { code: 'rate_limited' });
});

it('fault 47: no spelling of an address or a path makes it another bucket', async () => {
  const strict = await testGateway({ settings: { trustProxy: true, rateLimits: { ...testSettings.rateLimits, address: 1 } } });
  const guess = (forwarded: string, path = '/v1/cities') => strict.app.request(path, { headers: { Authorization: 'Bearer sk_test_guess00000000000000000', 'X-Forwarded-For': forwarded } });
  for (const spellings of [
    ['2001:db8:0:0:0:0:0:1', '2001:DB8::1', '[2001:db8::1]:443', '2001:0db8::0001', '2001:db8::1%eth0', '2001:db8::ffff:2'],
    ['203.0.113.9', '203.0.113.9:8080', '::ffff:203.0.113.9', '::FFFF:cb00:7109', '[::ffff:203.0.113.9]:1'],
  ]) {
    assert.equal((await guess(spellings[0]!)).status, 401);
    for (const spelling of spellings) assert.equal((await guess(spelling)).status, 429, spelling);
    for (const path of ['/v1/cities?x=1', '/v1/%63ities', '/v1/stores']) assert.equal((await guess(spellings[0]!, path)).status, 429, path);
    for (const path of ['/V1/cities', '/v1/CITIES', '/v1//cities', '/v1/cities/', '//v1/cities']) assert.ok([404, 429].includes((await guess(spellings[0]!, path)).status), path);
    const overridden = await strict.app.request('/v1/cities', { headers: { Authorization: 'Bearer sk_test_guess00000000000000000', 'X-Forwarded-For': spellings[0]!, 'X-HTTP-Method-Override': 'DELETE' } });
    assert.equal(overridden.status, 429);
  }
  await strict.close();
});

function limitsOf(limits: Partial<RateLimits>, clock = () => new Date(), db = gateway.services.db): Limits {
  return new Limits({ settings: { signingSecret: testSettings.signingSecret, rateLimits: { ...defaultRateLimits, ...limits } }, clock, db });
}

/** Memory that is really held: what is only waiting to be collected depends on how busy the machine is. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
