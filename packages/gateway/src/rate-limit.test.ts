import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Problem } from '@tessera/contract';
import { Limits } from './rate-limit.js';
import { demo } from './seed/demo.js';
import { defaultRateLimits } from './settings.js';
import { PAGE, testGateway, testSettings } from './testing.js';

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

it('a hundred thousand callers share a bounded number of counters', async () => {
  const limits = new Limits({ signingSecret: testSettings.signingSecret, rateLimits: { ...defaultRateLimits, address: 1e9 } });
  const before = heldBytes();
  for (let caller = 0; caller < 100_000; caller += 1) await limits.allow({ kind: 'public' }, `2001:db8::${caller.toString(16)}`);
  const held = heldBytes() - before;
  assert.ok(held < 100e6, `${held} bytes`);
});

/** Memory that is really held: what is only waiting to be collected depends on how busy the machine is. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
