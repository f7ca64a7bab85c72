import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { problems, type Problem } from '@tessera/contract';
import { demo } from './seed/demo.js';
import { PAGE, testGateway, type Caller, type TestGateway } from './testing.js';

describe('the app', () => {
  let gateway: TestGateway;
  let user: Caller;
  before(async () => {
    gateway = await testGateway();
    user = await gateway.user();
  });
  after(() => gateway.close());
  const ask = (path: string, init?: RequestInit) => gateway.app.request(path, init);

  it('answers a preflight for any page, without credentials', async () => {
    const reply = await ask('/v1/pay-codes', { method: 'OPTIONS', headers: { Origin: PAGE, 'Access-Control-Request-Method': 'POST' } });
    assert.equal(reply.status, 204);
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    assert.equal(reply.headers.get('access-control-allow-credentials'), null);
    assert.match(reply.headers.get('access-control-allow-headers') ?? '', /Authorization.*Idempotency-Key/);
  });

  it('lets a page read its answers and problems, the time and the request id', async () => {
    for (const reply of [await user.get('/v1/cities'), await gateway.as().get('/v1/cities'), await user.get('/v1/nowhere')]) {
      assert.equal(reply.headers.get('access-control-allow-origin'), '*', reply.text);
      assert.match(reply.headers.get('access-control-expose-headers') ?? '', /Date, Retry-After, Idempotent-Replayed, X-Request-Id/);
      assert.equal(reply.headers.get('date'), 'Mon, 23 Nov 2026 04:00:00 GMT');
      assert.match(reply.headers.get('x-request-id') ?? '', /^req_[0-9a-f]{24}$/);
      assert.equal(reply.headers.get('cache-control'), 'no-store');
      assert.equal(reply.headers.get('vary'), 'Authorization, Accept-Language, Origin');
    }
  });

  it('answers HEAD as GET without the body, and names the methods of a path', async () => {
    const token = (await gateway.user()).session.token;
    const head = await ask('/v1/cities', { method: 'HEAD', headers: { Authorization: `Bearer ${token}` } });
    assert.deepEqual([head.status, await head.text()], [200, '']);
    const wrong = await ask('/v1/cities', { method: 'PATCH' });
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, HEAD, OPTIONS']);
    assert.equal((await wrong.json() as Problem).code, 'method_not_allowed');
    assert.equal((await ask('/v1/cities', { method: 'POST', headers: { 'X-HTTP-Method-Override': 'GET' } })).status, 405);
  });

  it('tells a problem as RFC 9457 with a page for its type', async () => {
    const reply = await gateway.as().get<Problem>('/v1/cities');
    assert.equal(reply.headers.get('content-type'), 'application/problem+json');
    assert.equal(reply.body.requestId, reply.headers.get('x-request-id'));
    assert.deepEqual([reply.body.status, reply.body.code, reply.body.type], [401, 'unauthenticated', reply.body.docs]);
    for (const code of Object.keys(problems)) assert.equal((await ask(`/problems/${code}`)).status, 200);
    assert.equal(new URL(reply.body.type).pathname, '/problems/unauthenticated');
    assert.equal((await ask('/problems/constructor')).status, 404);
  });

  it('answers in the language asked for, Chinese otherwise', async () => {
    const names = async (language?: string) => {
      const reply = await user.get<{ items: { name: string }[] }>('/v1/cities', language === undefined ? {} : { 'Accept-Language': language });
      return reply.body.items[0]?.name;
    };
    assert.equal(await names(), '济南');
    assert.equal(await names('en-GB,en;q=0.9,zh;q=0.8'), 'Jinan');
    assert.equal(await names('zh-Hant-HK'), '濟南');
    assert.equal(await names('fr;q=1, en;q=0.5, zh-HK;q=0.6'), '濟南');
    assert.equal(await names(`en;q=0,${'x'.repeat(5000)}`), '济南');
  });

  it('serves health, readiness, metrics and the OpenAPI document', async () => {
    assert.equal(await (await ask('/healthz')).text(), 'ok');
    assert.equal(await (await ask('/readyz')).text(), 'ok');
    await user.get('/v1/cities');
    assert.match(await (await ask('/metrics')).text(), /tessera_http_seconds_count\{route="listCities",status="200"\} \d+/);
    await user.post('/v1/energy/check-ins');
    assert.match(await (await ask('/metrics')).text(), /tessera_events_total\{type="energy.collected"\} 1/);
    const document = await (await ask('/openapi.json')).json() as { openapi: string; paths: object };
    assert.equal(document.openapi, '3.1.0');
    assert.ok('/v1/sessions' in document.paths);
  });

  it('is not ready when the database is gone, and says so without its words', async () => {
    const other = await testGateway();
    await other.services.db.destroy();
    const reply = await other.app.request('/readyz');
    assert.equal(reply.status, 503);
    assert.equal((await reply.json() as Problem).code, 'unavailable');
    const read = await other.app.request('/v1/sessions', { method: 'POST', headers: { Authorization: `Bearer ${demo.partner.secretKey}` } });
    assert.equal(read.status, 500);
    assert.doesNotMatch(await read.text(), /select|PGlite|\bat /i);
  });

  it('tells a store, and pages through all of them once, the nearest first', async () => {
    type Page = { items: { id: string; distanceMeters: number }[]; nextCursor: string | null };
    const seen: { id: string; distanceMeters: number }[] = [];
    let cursor: string | null = null;
    do {
      const reply: { body: Page; text: string; status: number } = await user.get<Page>(`/v1/stores?limit=5${cursor === null ? '' : `&cursor=${cursor}`}`);
      assert.equal(reply.status, 200, reply.text);
      seen.push(...reply.body.items);
      cursor = reply.body.nextCursor;
    } while (cursor !== null);
    assert.equal(new Set(seen.map((store) => store.id)).size, 12);
    assert.deepEqual(seen.map((store) => store.distanceMeters), seen.map((store) => store.distanceMeters).toSorted((a, b) => a - b));
    const one = await user.get<{ name: string; city: object }>(`/v1/stores/${demo.stores.holilandXidan}`, { 'Accept-Language': 'en' });
    assert.deepEqual([one.body.name, one.body.city], ['Holiland, Xidan', { code: '110000', name: 'Beijing' }]);
    assert.equal((await user.get('/v1/stores/str_5A9999999999')).status, 404);
    assert.equal((await user.get('/v1/stores?cursor=nonsense')).status, 422);
  });
});
