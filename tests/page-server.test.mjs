import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { policy, servePage } from '../examples/page-server.mjs';

let folder;
let served;
let port;
const told = [];

const freePort = async () => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port: free } = server.address();
  await new Promise((done) => server.close(done));
  return free;
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-page-'));
  await mkdir(join(folder, 'site/chunks'), { recursive: true });
  await writeFile(join(folder, 'secret.html'), 'outside');
  await writeFile(join(folder, 'site/index.html'), '<p title="{{name}}">{{missing}}</p>');
  await writeFile(join(folder, 'site/chunks/a-1.js'), 'export {};');
  await writeFile(join(folder, 'site/notes.txt'), 'not served');
  port = await freePort();
  served = await servePage({
    port, folder: pathToFileURL(join(folder, 'site/')), csp: policy({ gateway: 'http://localhost:1' }),
    fill: () => ({ name: '"><script>' }),
    routes: { 'POST /write': async (request) => { told.push(await request.text()); return new Response(null, { status: 204 }); } },
  });
});
after(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

/** A request exactly as written: fetch would tidy the path. */
const raw = async (head) => {
  const socket = connect(port, 'localhost');
  socket.write(`${head}\r\nConnection: close\r\n\r\n`);
  let text = '';
  for await (const chunk of socket) text += chunk.toString();
  return text;
};

test('a page comes under a policy without any unsafe source, its values escaped', async () => {
  const response = await fetch(served.url);
  const csp = response.headers.get('content-security-policy') ?? '';
  assert.match(csp, /^default-src 'none'; script-src 'self'; .*require-trusted-types-for 'script'; trusted-types lit-html$/);
  assert.doesNotMatch(csp, /unsafe|\*/);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(await response.text(), '<p title="&#34;&#62;&#60;script&#62;"></p>');
});

test('a page that reads codes may compile WebAssembly, and still no string', () => {
  const csp = policy({ gateway: 'http://localhost:1', reader: true });
  assert.match(csp, /script-src 'self' 'wasm-unsafe-eval';/);
  assert.doesNotMatch(csp, /'unsafe|\*/);
});

test('a chunk is kept for ever, and nothing but known types is served', async () => {
  assert.match((await fetch(`${served.url}/chunks/a-1.js`)).headers.get('cache-control') ?? '', /immutable/);
  assert.equal((await fetch(`${served.url}/notes.txt`)).status, 404);
  assert.equal((await fetch(`${served.url}/none.js`)).status, 404);
  assert.equal((await fetch(served.url, { method: 'DELETE' })).status, 405);
});

test('no path leads out of the folder', async () => {
  for (const path of ['/../secret.html', '/..%2fsecret.html', '/%2e%2e/secret.html', '//../secret.html', '/chunks/../../secret.html', '/..\\secret.html', '/chunks/..%2f..%2fsecret.html', '/http:secret.html']) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}`);
    assert.doesNotMatch(answer, /outside/, path);
    assert.match(answer, /^HTTP\/1\.1 404/, path);
  }
});

test('a write from another page, or from none, is refused', async () => {
  const post = (origin) => fetch(`${served.url}/write`, { method: 'POST', body: 'x', headers: origin ? { origin } : {} });
  assert.equal((await post('https://evil.example')).status, 403);
  assert.equal((await post(null)).status, 403);
  assert.deepEqual(told, []);
  assert.equal((await post(served.url)).status, 204);
  assert.deepEqual(told, ['x']);
});

test('another host name is sent to the one the sessions are minted for', async () => {
  const answer = await raw(`GET /index.html HTTP/1.1\r\nHost: 127.0.0.1:${port}`);
  assert.match(answer, /^HTTP\/1\.1 308/);
  assert.match(answer, new RegExp(`location: http://localhost:${port}/index.html`, 'i'));
});

test('a body that is too long is refused and the server goes on', async () => {
  const response = await fetch(`${served.url}/write`, { method: 'POST', body: 'x'.repeat(20_000), headers: { origin: served.url } });
  assert.equal(response.status, 413);
  assert.equal((await fetch(served.url)).status, 200);
});
