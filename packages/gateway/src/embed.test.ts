import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { demo } from './seed/demo.js';
import { testGateway, type TestGateway } from './testing.js';

describe('the embed files', () => {
  const root = mkdtempSync(join(tmpdir(), 'tessera-embed-'));
  const dist = join(root, 'dist');
  let gateway: TestGateway;
  before(async () => {
    mkdirSync(join(dist, '1.2.3', 'chunks'), { recursive: true });
    writeFileSync(join(root, 'secret.js'), 'outside');
    writeFileSync(join(dist, 'frame.html'), '<!doctype html><title>frame</title>');
    writeFileSync(join(dist, 'sign-in.html'), '<!doctype html><title>sign in</title>');
    writeFileSync(join(dist, '1.2.3', 'embed.js'), 'loader');
    writeFileSync(join(dist, '1.2.3', 'chunks', 'a.js'), 'chunk');
    writeFileSync(join(dist, '1.2.3', 'reader.wasm'), 'reader');
    writeFileSync(join(dist, '1.2.3', 'notes.txt'), 'of no known type');
    gateway = await testGateway({ settings: { embedDirectory: dist } });
  });
  after(async () => {
    await gateway.close();
    rmSync(root, { recursive: true });
  });

  it('are kept by browsers for ever under their version', async () => {
    for (const [path, text] of [['embed.js', 'loader'], ['chunks/a.js', 'chunk']] as const) {
      const reply = await gateway.app.request(`/embed/1.2.3/${path}`);
      assert.deepEqual([reply.status, await reply.text()], [200, text]);
      assert.equal(reply.headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.equal(reply.headers.get('content-type'), 'text/javascript; charset=utf-8');
      assert.equal(reply.headers.get('cross-origin-resource-policy'), 'cross-origin');
    }
  });

  it('come in their own type, so that a browser compiles the reader while it loads', async () => {
    assert.equal((await gateway.app.request('/embed/1.2.3/reader.wasm')).headers.get('content-type'), 'application/wasm');
  });

  it('end at their folder', async () => {
    for (const path of ['1.2.3/../../secret.js', '1.2.3/..%2f..%2fsecret.js', '1.2.3/%2e%2e/%2e%2e/secret.js', '..%2fdist/secret.js', '%2e%2e/secret.js', '1.2.3/chunks', '1.2.3/notes.txt', '1.2.4/embed.js', '1.2.3/a.js%00']) {
      const reply = await gateway.app.request(`/embed/${path}`);
      assert.ok(reply.status === 404, `${path} ${reply.status}`);
      assert.ok(!(await reply.text()).includes('outside'));
    }
  });

  it('a frame may stand in the pages of its key\'s platform and nowhere else', async () => {
    const reply = await gateway.app.request(`/embed/frame?key=${demo.merchantPlatform.publishableKey}`);
    assert.equal(reply.status, 200);
    const policy = reply.headers.get('content-security-policy') ?? '';
    assert.match(policy, /frame-ancestors http:\/\/localhost:4601 http:\/\/localhost:4602 http:\/\/localhost:4603;/);
    assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.doesNotMatch(policy, /'unsafe|\*/);
    assert.match(reply.headers.get('permissions-policy') ?? '', /camera=\(self\)/);
    assert.equal(reply.headers.get('referrer-policy'), 'no-referrer');
    assert.equal((await gateway.app.request('/embed/frame?key=pk_test_unknown00001')).status, 401);
    assert.equal((await gateway.app.request(`/embed/frame?key=${demo.merchantPlatform.secretKey}`)).status, 401);
    assert.equal((await gateway.app.request('/embed/frame')).status, 422);
  });

  it('the sign-in page may stand in no frame', async () => {
    const reply = await gateway.app.request('/sign-in');
    assert.match(reply.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  });
});
