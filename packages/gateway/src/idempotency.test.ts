import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoint } from '@tessera/contract';
import * as z from 'zod/mini';
import { withRetry } from './database.js';
import { pair } from './handler.js';
import { RETENTION_MS, sweepIdempotency } from './idempotency.js';
import { recordEvent } from './event/record.js';
import { asUser, type Context } from './context.js';
import { problem } from './problem.js';
import { testGateway, type Caller, type TestGateway } from './testing.js';

const body = z.strictObject({ behave: z.optional(z.string()), note: z.optional(z.string()) });
const rowOf = <const P extends string>(id: string, path: P, secret?: true) => endpoint({
  id, method: 'POST', path, callers: ['user', 'platform'], body, status: 201, response: z.object({ run: z.int() }), ...(secret ? { secret } : {}),
});

describe('idempotency', () => {
  let gateway: TestGateway;
  let user: Caller;
  let runs = 0;
  let hold: Promise<void> = Promise.resolve();

  const work = async (ctx: Context, input: z.output<typeof body>) => {
    runs += 1;
    const run = runs;
    if (input.behave === 'wait') await hold;
    await recordEvent(ctx, { owner: asUser(ctx).userId, type: 'coupon.claimed', subjectId: `cpn_run${run}` });
    if (input.behave === 'refuse') throw problem('conflict', 'Somebody was first.');
    if (input.behave === 'busy') throw problem('unavailable', 'Not now.');
    if (input.behave === 'crash') throw new Error('select secret from nowhere');
    return { run };
  };
  const inSteps = (ctx: Context, input: z.output<typeof body>) => withRetry(ctx.db, (db) => work({ ...ctx, db }, input));

  before(async () => {
    gateway = await testGateway({
      handlers: [
        pair(rowOf('doOnce', '/v1/once'), work), pair(rowOf('doSteps', '/v1/steps'), inSteps, { steps: true }),
        pair(rowOf('doSecret', '/v1/secret', true), work),
      ],
    });
    user = await gateway.user();
  });
  after(() => gateway.close());

  const events = async () => Number((await gateway.services.db.selectFrom('event').select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()).count);

  for (const path of ['/v1/once', '/v1/steps']) {
    it(`${path}: answers a repeated key with the first result, byte for byte, and says so`, async () => {
      const first = await user.post(path, { note: 'a' }, { key: `${path}-repeat` });
      const told = await events();
      const again = await user.post(path, { note: 'a' }, { key: `${path}-repeat` });
      assert.equal(first.status, 201, first.text);
      assert.deepEqual([again.status, again.text, again.headers.get('content-type')], [first.status, first.text, first.headers.get('content-type')]);
      assert.equal(first.headers.get('idempotent-replayed'), null);
      assert.equal(again.headers.get('idempotent-replayed'), 'true');
      assert.equal(await events(), told);
    });

    it(`${path}: takes the key quoted as a structured field for the same key`, async () => {
      const first = await user.post(path, {}, { key: `${path}-quoted` });
      const again = await user.post(path, {}, { key: `"${path}-quoted"` });
      assert.equal(again.text, first.text);
    });

    it(`${path}: refuses the same key with another body`, async () => {
      await user.post(path, { note: 'a' }, { key: `${path}-other` });
      const told = await events();
      const other = await user.post<{ code: string }>(path, { note: 'b' }, { key: `${path}-other` });
      assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
      assert.equal(await events(), told);
    });

    it(`${path}: keeps two callers' equal keys apart`, async () => {
      const other = await gateway.user({ reference: 'somebody-else' });
      const first = await user.post<{ run: number }>(path, {}, { key: `${path}-shared` });
      const second = await other.post<{ run: number }>(path, {}, { key: `${path}-shared` });
      assert.notEqual(second.body.run, first.body.run);
      assert.equal(second.headers.get('idempotent-replayed'), null);
    });

    it(`${path}: takes a person's keys at two platforms for two callers' keys`, async () => {
      const { merchantPlatform } = (await import('./seed/demo.js')).demo;
      const there = await gateway.user({ reference: 'lin-xiao', secretKey: merchantPlatform.secretKey });
      const first = await user.post<{ run: number }>(path, {}, { key: `${path}-tenant` });
      assert.notEqual((await there.post<{ run: number }>(path, {}, { key: `${path}-tenant` })).body.run, first.body.run);
    });

    it(`${path}: replays a refusal, whose effects were rolled back`, async () => {
      const told = await events();
      const first = await user.post(path, { behave: 'refuse' }, { key: `${path}-refuse` });
      const ran = runs;
      const again = await user.post(path, { behave: 'refuse' }, { key: `${path}-refuse` });
      assert.equal(first.status, 409);
      assert.deepEqual([again.status, again.text, again.headers.get('content-type')], [409, first.text, 'application/problem+json']);
      assert.equal(again.headers.get('idempotent-replayed'), 'true');
      assert.equal(runs, ran);
      assert.equal(await events(), told);
    });

    it(`${path}: tries again after a passing failure and after one of the gateway's own`, async () => {
      for (const [behave, status] of [['busy', 503], ['crash', 500]] as const) {
        const ran = runs;
        for (const attempt of [1, 2]) {
          const reply = await user.post(path, { behave }, { key: `${path}-${behave}` });
          assert.equal(reply.status, status);
          assert.equal(runs, ran + attempt);
          assert.ok(!reply.text.includes('select'), 'the failure is not told');
        }
      }
    });

    it(`${path}: does not keep a refusal of the input`, async () => {
      assert.equal((await user.post(path, { wrong: 1 }, { key: `${path}-input` })).status, 422);
      assert.equal((await user.post(path, {}, { key: `${path}-input` })).status, 201);
    });

    it(`${path}: a thousand repeats, many at once, have one effect and one answer`, async () => {
      const told = await events();
      const texts = new Set<string>();
      for (let round = 0; round < 20; round += 1) {
        const replies = await Promise.all(Array.from({ length: 50 }, () => user.post(path, { note: 'many' }, { key: `${path}-many` })));
        for (const reply of replies) texts.add(`${reply.status} ${reply.text}`);
      }
      assert.equal(texts.size, 1);
      assert.equal(await events(), told + 1);
    });
  }

  it('tells a duplicate of a running request to ask again, within a second, and never runs it twice', async () => {
    let release = () => {};
    hold = new Promise((resolve) => { release = resolve; });
    const ran = runs;
    const first = user.post('/v1/steps', { behave: 'wait' }, { key: 'in-flight' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();
    // On PGlite the first request's transaction holds the only connection, so the duplicate is let through on its end.
    if (process.env['TEST_DATABASE_URL'] === undefined) setTimeout(release, 300);
    const second = await user.post<{ code: string }>('/v1/steps', { behave: 'wait' }, { key: 'in-flight' });
    assert.ok(performance.now() - started < 1500);
    release();
    const done = await first;
    assert.equal(done.status, 201);
    if (second.status === 409) assert.deepEqual([second.body.code, second.headers.get('retry-after')], ['request_in_progress', '1']);
    else assert.equal(second.text, done.text);
    assert.equal(runs, ran + 1);
  });

  it('takes over a request in steps whose process died', async () => {
    const { db } = gateway.services;
    await user.post('/v1/steps', {}, { key: 'died' });
    // As a killed process leaves it: begun, not answered.
    await db.updateTable('idempotency').set({ status: null, body: null }).where('created_at', '=', gateway.clock.read()).execute();
    const waiting = await user.post<{ code: string }>('/v1/steps', {}, { key: 'died' });
    assert.equal(waiting.body.code, 'request_in_progress');
    gateway.clock.advance(21_000);
    const resumed = await user.post('/v1/steps', {}, { key: 'died' });
    assert.deepEqual([resumed.status, resumed.headers.get('idempotent-replayed')], [201, null]);
  });

  it('keeps the answer of a secret row sealed, and replays it open', async () => {
    const first = await user.post('/v1/secret', { note: 'secret' }, { key: 'sealed' });
    const rows = await gateway.services.db.selectFrom('idempotency').selectAll().where('sealed', '=', true).execute();
    const kept = rows.find((row) => row.status === 201 && row.content_type === 'application/json' && row.owner.includes('/'));
    assert.ok(kept?.body && !kept.body.includes('run'), 'sealed');
    assert.equal((await user.post('/v1/secret', { note: 'secret' }, { key: 'sealed' })).text, first.text);
  });

  it('takes keys of 1 to 255 printable ASCII characters and no others', async () => {
    for (const key of ['k', 'x'.repeat(255), 'a b', '"quoted \\" inside"']) {
      assert.equal((await user.post('/v1/once', {}, { key })).status, 201, key);
    }
    for (const [key, why] of [['x'.repeat(256), 'too long'], ['', 'empty'], ['""', 'quoted empty'], ['ü', 'not ASCII'], ['a\tb', 'a tab']] as const) {
      const reply = await user.post<{ code: string; status: number }>('/v1/once', {}, { key });
      assert.deepEqual([reply.status, reply.body.code], [400, 'idempotency_key_invalid'], why);
    }
  });

  it('refuses a write without a key', async () => {
    const reply = await gateway.app.request('/v1/once', { method: 'POST', body: '{}', headers: { Authorization: `Bearer ${(await gateway.user()).session.token}`, 'Content-Type': 'application/json' } });
    assert.equal(reply.status, 400);
    assert.equal((await reply.json() as { code: string }).code, 'idempotency_key_missing');
  });

  it('forgets keys a day after they were first used', async () => {
    const first = await user.post<{ run: number }>('/v1/once', {}, { key: 'old' });
    gateway.clock.advance(RETENTION_MS + 1);
    user = await gateway.user();
    while (await sweepIdempotency(gateway.services) > 0);
    const later = await user.post<{ run: number }>('/v1/once', {}, { key: 'old' });
    assert.notEqual(later.body.run, first.body.run);
  });
});
