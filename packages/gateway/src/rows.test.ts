import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { rows, Scope, type Caller as CallerKind, type Problem } from '@tessera/contract';
import * as z from 'zod/mini';
import { handlers } from './handlers.js';
import { demo } from './seed/demo.js';
import { testGateway, type Caller, type TestGateway } from './testing.js';
import { call, fixtureRows, pathOf } from './testing-rows.js';

const unary = fixtureRows.filter(({ row }) => row.kind !== 'stream');
const code = (reply: { body: unknown }) => (reply.body as Problem | undefined)?.code;

describe('every row of the contract', () => {
  let gateway: TestGateway;
  // More samples pay than go without a PIN in one day.
  before(async () => { gateway = await testGateway({ settings: { withoutPin: { amount: 50_000, perDay: 1e6 }, dailyLimits: { A: 1e9, B: 1e9, C: 1e9, D: 1e9 } } }); });
  after(() => gateway.close());

  it('has exactly one verb', () => {
    assert.deepEqual(handlers.map(({ row }) => row.id).sort(), rows.map((row) => row.id).sort());
  });

  for (const { row, fixture } of unary) {
    describe(row.id, () => {
      if (/\{\w+Id\}/.test(row.path)) {
        it('fault 44: tells a stranger nothing: somebody else\'s id is as unknown as nobody\'s', async () => {
          assert.ok(fixture.stranger ?? fixture.shared, 'the fixture names a stranger, or says that the path is shared');
          const sample = await fixture.sample(gateway);
          const caller = await fixture.stranger?.(gateway) ?? sample.caller;
          const nobody = Object.fromEntries(Object.entries(sample.params ?? {}).map(([name, id]) => [name, `${id.slice(0, 6)}ZZZZZZZZZZZZZZZZ`]));
          const unknown = await call(row, { ...sample, params: nobody }, caller);
          assert.deepEqual([unknown.status, code(unknown)], [404, 'not_found'], unknown.text);
          if (!fixture.stranger) return;
          const foreign = await call(row, sample, caller);
          assert.deepEqual([foreign.status, code(foreign)], [404, 'not_found'], foreign.text);
          const same = (text: string) => text.replace(/req_[0-9a-f]+/, '').replace(/[a-z]{3}_[0-9A-Z]{8,40}/g, 'an id');
          assert.equal(same(foreign.text), same(unknown.text));
        });
      }

      it('answers as the contract says, in a form its schema takes', async () => {
        const sample = await fixture.sample(gateway);
        const reply = await call(row, sample);
        assert.equal(reply.status, row.status, reply.text);
        if (row.response) {
          const parsed = row.response.safeParse(reply.body);
          assert.ok(parsed.success, JSON.stringify(parsed.error?.issues));
          assert.deepEqual(reply.body, parsed.data, 'no member that the contract does not name');
        } else assert.equal(reply.text, '');
        assert.equal(reply.headers.get('cache-control'), 'no-store');
      });

      it('refuses callers of other kinds', async () => {
        const sample = await fixture.sample(gateway);
        const others: Record<CallerKind, () => Promise<Caller>> = {
          public: async () => gateway.as(), platform: async () => gateway.as(demo.partner.secretKey), user: () => gateway.user(), terminal: () => gateway.terminal({ scopes: Scope.options }),
        };
        for (const [kind, make] of Object.entries(others) as [CallerKind, () => Promise<Caller>][]) {
          if (row.callers.includes(kind)) continue;
          const reply = await call(row, sample, await make());
          assert.deepEqual([reply.status, code(reply)], kind === 'public' ? [401, 'unauthenticated'] : [403, 'caller_not_allowed'], kind);
        }
      });

      if (row.scope) {
        it(`refuses a caller without the scope ${row.scope}`, async () => {
          const sample = await fixture.sample(gateway);
          const scopes = Scope.options.filter((scope) => scope !== row.scope);
          const caller = row.callers.includes('user') ? await gateway.user({ scopes }) : await gateway.terminal({ scopes });
          const reply = await call(row, sample, caller);
          assert.deepEqual([reply.status, code(reply)], [403, 'scope_missing'], reply.text);
        });
      }

      if (row.method !== 'GET') {
        it('refuses a write without an idempotency key', async () => {
          const sample = await fixture.sample(gateway);
          const reply = await call(row, sample, sample.caller, { headers: { 'Idempotency-Key': '' } });
          assert.equal(reply.status, 400);
          assert.match(code(reply) ?? '', /^idempotency_key_(missing|invalid)$/);
        });
      }

      if (row.method === 'POST' || row.method === 'PUT') {
        it('fault 49: refuses members that are nobody\'s to set', async () => {
          const sample = await fixture.sample(gateway);
          const taken = row.body ? z.toJSONSchema(row.body, { io: 'input', unrepresentable: 'any' }).properties ?? {} : {};
          const told = Object.entries(sample.body ?? {}).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`).join('');
          for (const name of ['tenant_id', 'shard_key', 'user_id', 'userId', 'status', 'state', 'balance', 'amount', 'price', 'points', 'constructor', '__proto__'].filter((each) => !Object.hasOwn(taken, each))) {
            const reply = await call(row, { ...sample, body: `{${told}"${name}":1}` });
            assert.deepEqual([reply.status, code(reply)], [422, 'invalid_request'], `${name}: ${reply.text}`);
          }
          assert.equal(({} as { status?: unknown }).status, undefined);
        });
      }

      it('refuses a body, query and path that do not fit, with a pointer', async () => {
        const sample = await fixture.sample(gateway);
        const tries: [string, Promise<{ status: number; body: unknown; text: string }>][] = [];
        for (const name of Object.keys(sample.params ?? {})) tries.push([`#/path/${name}`, call(row, { ...sample, params: { ...sample.params, [name]: "x' or 1=1--" } })]);
        if (row.body) tries.push(['#', call(row, { ...sample, body: { surplus: true } })]);
        if (row.kind === 'page') tries.push(['#/query/limit', call(row, { ...sample, query: { limit: '101' } })], ['#/query/cursor', call(row, { ...sample, query: { cursor: 'bm9uc2Vuc2U' } })]);
        for (const [pointer, pending] of tries) {
          const reply = await pending;
          assert.deepEqual([reply.status, code(reply)], [422, 'invalid_request'], reply.text);
          assert.ok((reply.body as Problem).errors?.some((fault) => fault.pointer.startsWith(pointer)), reply.text);
        }
      });
    });
  }
});

describe('every write of the contract', () => {
  for (const { row, fixture } of unary.filter(({ row: { method } }) => method !== 'GET')) {
    it(`${row.id} answers a repeated idempotency key with the first result`, async () => {
      const gateway = await testGateway();
      try {
        const sample = await fixture.sample(gateway);
        const key = randomUUID();
        const first = await call(row, sample, sample.caller, { key });
        assert.equal(first.status, row.status, `${pathOf(row, sample)} ${first.text}`);
        const again = await call(row, sample, sample.caller, { key });
        assert.deepEqual([again.status, again.text, again.headers.get('idempotent-replayed')], [first.status, first.text, 'true']);
      } finally {
        await gateway.close();
      }
    });
  }
});
