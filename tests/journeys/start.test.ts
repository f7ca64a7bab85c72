import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { forget, launch, ready, type Running } from './world.js';

const mint = async ({ port }: Running): Promise<string> => {
  const response = await fetch(`http://localhost:${String(port)}/v1/sessions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_citylife0000000000000001', 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ subject: { kind: 'user', reference: 'lin-xiao' }, origin: `http://localhost:${String(port + 1)}`, scopes: ['coupons:read', 'coupons:write', 'energy:read', 'energy:write'] }),
  });
  assert.equal(response.status, 201);
  return ((await response.json()) as { token: string }).token;
};

const ask = async ({ port }: Running, token: string, path: string, method = 'GET') => {
  const response = await fetch(`http://localhost:${String(port)}${path}`, { method, headers: { authorization: `Bearer ${token}`, ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}) } });
  return { status: response.status, body: (await response.json()) as { checkIn?: { done: boolean }; code?: string } };
};

void test('what was acknowledged survives a kill and a restart, and a second start says who has the data', async () => {
  const first = await launch();
  await ready(first);
  assert.equal((await ask(first, await mint(first), '/v1/energy/check-ins', 'POST')).status, 201);

  const rival = await launch({ data: first.data });
  assert.notEqual(await rival.exited, 0);
  assert.match(rival.output(), /data directory .*in use/i);

  await first.end('SIGKILL');
  const second = await launch({ data: first.data, port: first.port });
  await ready(second);
  const token = await mint(second);
  assert.equal((await ask(second, token, '/v1/energy')).body.checkIn?.done, true);
  assert.equal((await ask(second, token, '/v1/energy/check-ins', 'POST')).body.code, 'already_checked_in');

  assert.equal(await second.end('SIGINT'), 0);
  const third = await launch({ data: first.data, port: first.port, flags: ['--reset'] });
  await ready(third);
  assert.equal((await ask(third, await mint(third), '/v1/energy')).body.checkIn?.done, false);
  await third.end();
  forget(first);
});

void test('a taken port is one sentence that names it', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => { server.listen(0, () => { resolve((server.address() as { port: number }).port); }); });
  const running = await launch({ port });
  assert.notEqual(await running.exited, 0);
  assert.match(running.output(), new RegExp(`[Pp]ort ${String(port)} is taken`));
  assert.doesNotMatch(running.output(), /\n\s+at /);
  server.close();
  forget(running);
});
