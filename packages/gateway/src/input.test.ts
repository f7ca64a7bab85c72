import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Problem } from '@tessera/contract';
import { demo } from './seed/demo.js';
import { BODY_MAX } from './input.js';
import { PAGE, testGateway, type Reply, type TestGateway } from './testing.js';

describe('input', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());

  const good = { subject: { kind: 'user', reference: 'lin-xiao' }, origin: PAGE, scopes: ['stores:read'] };
  const mint = (body: unknown, headers: HeadersInit = {}) => gateway.as(demo.partner.secretKey).post<Problem>('/v1/sessions', body, { headers });
  const faults = (reply: Reply<Problem>) => reply.body.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`);

  it('says where the fault is, what was expected and what kind of thing came, without repeating it', async () => {
    const cases: [unknown, string[]][] = [
      [{ ...good, origin: 7 }, ['#/origin Expected a string; the number 7 came.']],
      [{ ...good, scopes: ['coupons:read', 'all:write'] }, ['#/scopes/1 Expected one of pay_codes:write, payments:read, payments:write, coupons:read, coupons:write, rights:read, rights:write, energy:read, energy:write, engagement:read, engagement:write, stores:read; text of 9 characters came.']],
      [{ ...good, scopes: [] }, ['#/scopes Expected at least 1 items; an array of 0 came.']],
      [{ ...good, lifetimeSeconds: 901 }, ['#/lifetimeSeconds Expected at most 900; the number 901 came.']],
      [{ ...good, subject: { kind: 'user' } }, ['#/subject/reference Expected a string; nothing came.']],
      [{ ...good, status: 1, 'a/b~c': 2 }, ['#/status Expected no such member.', '#/a~1b~0c Expected no such member.']],
      [[], ['# Expected an object; an array of 0 came.']],
    ];
    for (const [body, expected] of cases) {
      const reply = await mint(body);
      assert.deepEqual([reply.status, reply.body.code], [422, 'invalid_request']);
      assert.deepEqual(faults(reply), expected);
    }
    const secret = await mint({ ...good, origin: 'sk_live_something_secret' });
    assert.ok(!secret.text.includes('sk_live'));
  });

  it('refuses text that is not one JSON value in UTF-8', async () => {
    for (const body of ['', '{', '{}{}', 'undefined', '\ufeff{}', "{'a':1}", '{"a":1,}', 'NaN', '['.repeat(30_000)]) {
      const reply = await mint(body);
      assert.deepEqual([reply.status, reply.body.code], [400, 'malformed_request'], body.slice(0, 20));
    }
    const bytes = await gateway.app.request('/v1/sessions', {
      method: 'POST', body: new Uint8Array([0x22, 0xff, 0x22]),
      headers: { Authorization: `Bearer ${demo.partner.secretKey}`, 'Idempotency-Key': 'bytes', 'Content-Type': 'application/json' },
    });
    assert.equal(bytes.status, 400);
  });

  it('refuses a member that comes twice in one object, however it is spelled, and takes it in two objects', async () => {
    for (const twice of ['"origin":"https://a.example","origin":', '"or\\u0069gin":"https://a.example","origin":']) {
      const reply = await mint(JSON.stringify(good).replace('"origin":', twice));
      assert.deepEqual([reply.status, reply.body.code, reply.body.errors?.[0]?.pointer], [400, 'malformed_request', '#/origin']);
    }
    assert.equal((await mint({ ...good, subject: { kind: 'user', reference: 'a{"b":[1],"b":2}"' } })).status, 201);
  });

  it('survives deep nesting, a hundred thousand characters of keys, and names of the prototype', async () => {
    const started = performance.now();
    const hostile = [
      `${'['.repeat(30_000)}${']'.repeat(30_000)}`, `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      JSON.stringify(Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`k${index}`, 1]))),
      `{"__proto__":{"polluted":true},${JSON.stringify(good).slice(1)}`,
      `{"constructor":{"prototype":{"polluted":true}},${JSON.stringify(good).slice(1)}`,
      `{"subject":{"kind":"user","reference":"x","__proto__":{"kind":"terminal"}},"origin":"${PAGE}","scopes":["stores:read"]}`,
    ];
    for (const body of hostile) {
      const reply = await mint(body);
      assert.ok([400, 422].includes(reply.status), `${reply.status} ${body.slice(0, 40)}`);
      assert.ok((reply.body.errors?.length ?? 0) <= 20);
    }
    assert.ok(!('polluted' in {}));
    assert.ok(performance.now() - started < 2000);
  });

  it('refuses a body over the limit, told or counted, and takes one below it', async () => {
    assert.deepEqual((await mint(`{"a":"${'x'.repeat(BODY_MAX)}"}`)).status, 413);
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(16_384).fill(32)) });
    const reply = await gateway.app.request('/v1/sessions', {
      method: 'POST', body: endless, duplex: 'half',
      headers: { Authorization: `Bearer ${demo.partner.secretKey}`, 'Idempotency-Key': 'endless', 'Content-Type': 'application/json' },
    } as RequestInit);
    assert.equal(reply.status, 413);
    assert.equal((await mint(JSON.stringify(good).padEnd(BODY_MAX, ' '))).status, 201);
  });

  it('takes application/json only, uncompressed', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'application/jsonp', 'multipart/form-data']) {
      assert.deepEqual([(await mint(good, { 'Content-Type': type })).status], [415], type);
    }
    assert.equal((await mint(good, { 'Content-Type': 'application/json; charset=UTF-8' })).status, 201);
    const bomb = await gateway.app.request('/v1/sessions', {
      method: 'POST', body: gzipSync(new Uint8Array(5e6)),
      headers: { Authorization: `Bearer ${demo.partner.secretKey}`, 'Idempotency-Key': 'bomb', 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    });
    assert.equal(bomb.status, 415);
  });

  it('refuses text the database could not give back: NUL and lone surrogates', async () => {
    for (const reference of ['a\0b', '\ud800', 'x\udc00y']) {
      const reply = await mint({ ...good, subject: { kind: 'user', reference } });
      assert.deepEqual([reply.status, reply.body.errors?.[0]?.pointer], [422, '#/subject/reference']);
    }
  });

  it('keeps every other text byte for byte: composed and decomposed forms, emoji and direction marks are themselves', async () => {
    const ids = new Set<string>();
    for (const reference of ['é', 'e\u0301', '😀', '\u202eabc', 'a\u200bb', "'; drop table person; --", '%', '_']) {
      const user = await gateway.user({ reference });
      if (user.session.subject.kind === 'user') ids.add(user.session.subject.id);
    }
    assert.equal(ids.size, 8);
  });

  it('refuses a query parameter that comes twice and numbers that are none', async () => {
    const user = await gateway.user();
    for (const query of ['limit=5&limit=6', 'limit=1e309', 'limit=NaN', 'limit=0.5', 'limit=', 'limit=-0', 'limit=9007199254740993', 'city=37010', 'category=%00']) {
      const reply = await user.get<Problem>(`/v1/stores?${query}`);
      assert.deepEqual([reply.status, reply.body.code], [422, 'invalid_request'], query);
    }
    assert.equal((await user.get('/v1/stores?unknown=1')).status, 200);
  });
});
