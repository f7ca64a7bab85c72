import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MintedSession } from '@tessera/contract';
import { demo } from './seed/demo.js';
import { defaultRateLimits } from './settings.js';
import { serveBeside, stopAll, type Served } from './testing-processes.js';
import { PAGE, testGateway } from './testing.js';

const MINUTE_MS = 60_000;
const minute = () => Math.floor(Date.now() / MINUTE_MS);

/** A session by the real clock, which the gateways of their own processes have. */
async function mint(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/sessions`, {
    method: 'POST', headers: { 'Authorization': `Bearer ${demo.partner.secretKey}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'fault 46' },
    body: JSON.stringify({ subject: { kind: 'user', reference: demo.linXiao.reference }, origin: PAGE, scopes: ['coupons:read'] }),
  });
  return (await answer.json() as MintedSession).token;
}

async function fault46(): Promise<void> {
  const gateway = await testGateway();
  let served: Served[] = [];
  try {
    served = await serveBeside(gateway, 4, { env: { TESSERA_PROCESSES: '4' } });
    const token = await mint(served[0]?.port ?? 0);
    const call = async (place: number) => {
      const answer = await fetch(`http://127.0.0.1:${served[place % 4]?.port}/v1/session`, { headers: { Authorization: `Bearer ${token}` } });
      await answer.text();
      if (answer.status === 429) assert.ok(Number(answer.headers.get('retry-after')) <= 60);
      return answer.status;
    };
    const before = minute();
    const told = await Promise.all(Array.from({ length: 1400 }, (_, place) => call(place)));
    const windows = minute() - before + 1;
    const passed = told.filter((status) => status === 200).length;
    assert.equal(passed + told.filter((status) => status === 429).length, 1400);
    // No fewer either, but for what is left of a leased chunk.
    assert.ok(passed <= windows * defaultRateLimits.session && passed > defaultRateLimits.session * 0.8, `${passed} passed in ${windows} windows`);
  } finally {
    await stopAll(served);
    await gateway.close();
  }
}

// PGlite is one process by its nature; rate-limit.test.ts has four limiters within one.
if (process.env['TEST_DATABASE_URL'] !== undefined) {
  describe('fault 46: four gateways on one PostgreSQL', () => {
    it('1,400 requests of one session at all four at once: no more than its limit pass', fault46);
  });
}
