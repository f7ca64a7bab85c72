import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { after, describe, test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { openCampaign } from '../packages/gateway/src/coupon/testing.ts';
import { testGateway } from '../packages/gateway/src/testing.ts';
import { raceHttp } from '../scripts/proof/race-http.mjs';
import { run } from '../scripts/test/command.mjs';

const closing = [];
after(() => Promise.all(closing.map((close) => close())));

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => new Promise((done) => { server.close(done); server.closeAllConnections(); }));
  return `http://127.0.0.1:${server.address().port}`;
}

/** A shop that looks how many are left and then, a moment later, writes the claim down: what most shops do. */
function carelessShop(stock) {
  const claims = [];
  return createServer((request, response) => {
    request.resume().on('end', async () => {
      const user = request.headers['x-user'];
      const refused = claims.length >= stock || claims.includes(user);
      await pause(5);
      if (!refused) claims.push(user);
      response.writeHead(refused ? 409 : 201).end();
    });
  });
}

describe('the race that anybody can point at a system', () => {
  test('our gateway gives exactly its stock to 300 users, one each', async (t) => {
    const gateway = await testGateway();
    closing.push(() => gateway.close());
    const url = await listen(createAdaptorServer({ fetch: gateway.app.fetch }));
    const campaignId = await openCampaign(gateway, { stock: 100 });
    const tokens = [];
    for (let user = 0; user < 300; user += 1) tokens.push((await gateway.user({ reference: `racer-${user}` })).session.token);
    const counts = await raceHttp({
      url, path: `/v1/campaigns/${campaignId}/claims`, headers: { Authorization: 'Bearer {token}', 'Idempotency-Key': '{uuid}' }, tokens, say: (line) => t.diagnostic(line),
    });
    assert.deepEqual(counts, { 201: 100, 409: 500 });
  });

  test('a shop that checks and then inserts does not hold, and is told what it did', async () => {
    const url = await listen(carelessShop(100));
    await assert.rejects(raceHttp({ url, path: '/claim', headers: { 'X-User': '{user}' } }), /over-issued: \d+ were given where there were 100/);
  });

  test('a shop that fails under load, or refuses too many, does not hold', async () => {
    let asked = 0;
    const url = await listen(createServer((request, response) => {
      asked += 1;
      response.writeHead(asked % 5 === 0 ? 500 : 409).end();
    }));
    await assert.rejects(raceHttp({ url, path: '/', users: 50, stock: 10 }), /refused too many: 0 were given of 10; 20 answers were server errors or lost/);
  });

  test('its command says how it is used, and ends with 1 when the race does not hold', async () => {
    const { code, output } = await run(process.execPath, ['scripts/race.mjs']);
    assert.equal(code, 2);
    assert.match(output, /--claim 'POST \/api/);
    const url = await listen(carelessShop(5));
    const failed = await run(process.execPath, ['scripts/race.mjs', '--url', url, '--claim', 'POST /claim', '--header', 'X-User: {user}', '--users', '40', '--stock', '5']);
    assert.equal(failed.code, 1, failed.output);
    assert.match(failed.output, /The race does not hold: over-issued/);
  });
});
