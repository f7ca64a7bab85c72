// What a page has to load before its widgets stand: minimal pages, built from the packages as published, opened in
// Chromium against the gateway. KB is 1024 bytes, gzip at level 9. `--json` prints figures; a miss ends with code 1.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createProbe } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { chromium } from 'playwright-core';
import { rollup } from 'rollup';
import { chromiumArguments, chromiumPath } from './browsers.mjs';
import { buildStale } from './stale.mjs';

const { values: { json } } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const root = fileURLToPath(new URL('..', import.meta.url));
const kilobytes = (bytes) => Math.round((bytes / 1024) * 100) / 100;
const gzipOf = (path) => gzipSync(readFileSync(path), { level: 9 }).length;

const pages = [
  { name: 'provider and pay code', widgets: ['pay-code'], goal: 34 },
  { name: 'provider and all four widgets', widgets: ['pay-code', 'coupon-center', 'rights-wallet', 'energy-card'], goal: 52 },
  { name: 'provider and check-in', widgets: ['check-in'], goal: 29.5 },
  { name: 'provider and prize draw', widgets: ['lottery'], goal: 29.5 },
  { name: 'provider and invitation', widgets: ['invite'], goal: 30 },
];

/** Builds a page that imports these widgets, minified and split, into `folder`. */
async function buildPage({ widgets }, folder) {
  const entry = ['provider', ...widgets].map((name) => `import '@tessera/elements/${name}';`).join('\n');
  const bundle = await rollup({
    input: 'page',
    onwarn: () => undefined,
    plugins: [
      { name: 'page', resolveId: (id) => (id === 'page' ? join(root, 'page.js') : null), load: (id) => (id === join(root, 'page.js') ? entry : null) },
      resolve({ browser: true, exportConditions: ['production', 'browser'] }),
    ],
  });
  await bundle.write({
    dir: folder, format: 'es', entryFileNames: 'page.js', chunkFileNames: 'chunks/[name]-[hash].js',
    plugins: [terser({ ecma: 2020, module: true, compress: { passes: 2 }, format: { comments: false } })],
  });
  await bundle.close();
  const tags = widgets.map((name) => `<tessera-${name}></tessera-${name}>`).join('');
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="zh-CN"><script type="module" src="/page.js"></script><tessera-provider session-endpoint="/session" gateway="{{gateway}}">${tags}</tessera-provider></html>`);
}

/** A port whose neighbour is free as well: the seed allows pages on the port after the gateway's. */
async function freePort() {
  const isFree = (port) => new Promise((done) => {
    const probe = createProbe().once('error', () => done(false)).listen(port, 'localhost', () => probe.close(() => done(true)));
  });
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    if (await isFree(port) && await isFree(port + 1)) return port;
  }
}

async function withGateway(use) {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'tessera-size-'));
  const child = spawn(process.execPath, [join(root, 'packages/gateway/dist/main.js'), '--port', String(port), '--data', data], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, LOG_LEVEL: 'error' } });
  const ended = new Promise((done) => { child.once('exit', done); });
  try {
    for (let tries = 0; tries < 300; tries += 1) {
      const answer = await fetch(`http://localhost:${port}/readyz`).catch(() => null);
      if (answer?.ok) return await use(port);
      if (child.exitCode !== null) break;
      await pause(100);
    }
    throw new Error('The gateway did not start.');
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

/** Opens a built page and gives back the gzip bytes of every script it loaded before its widgets stood, and after. */
async function measure(browser, page, gatewayPort) {
  const { createBackend } = await import('../packages/backend/dist/index.js');
  const { demo } = await import('../packages/gateway/dist/index.js');
  const gateway = `http://localhost:${gatewayPort}`;
  const origin = `http://localhost:${gatewayPort + 1}`;
  const folder = mkdtempSync(join(tmpdir(), 'tessera-page-'));
  const backend = createBackend({ gateway, secretKey: demo.partner.secretKey });
  const scopes = ['pay_codes:write', 'payments:read', 'payments:write', 'coupons:read', 'coupons:write', 'rights:read', 'rights:write', 'energy:read', 'energy:write', 'engagement:read', 'engagement:write', 'stores:read'];
  const server = createServer((request, reply) => {
    const answer = async () => {
      if (request.url === '/session') return [JSON.stringify(await backend.mintSession({ subject: { kind: 'user', reference: demo.linXiao.reference }, origin, scopes })), 'application/json'];
      if (request.url === '/') return [readFileSync(join(folder, 'index.html'), 'utf8').replace('{{gateway}}', gateway), 'text/html; charset=utf-8'];
      return [readFileSync(join(folder, new URL(request.url, origin).pathname)), extname(request.url) === '.js' ? 'text/javascript' : 'text/plain'];
    };
    answer().then(([body, type]) => reply.writeHead(200, { 'content-type': type }).end(body), () => reply.writeHead(404).end());
  });
  try {
    await buildPage(page, folder);
    await new Promise((done) => { server.listen(gatewayPort + 1, 'localhost', done); });
    const tab = await browser.newPage();
    await tab.addInitScript((count) => {
      const scripts = () => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'));
      let left = count;
      globalThis.loaded = { before: null, all: scripts };
      document.addEventListener('tessera-ready', () => { if ((left -= 1) === 0) globalThis.loaded.before = scripts(); });
    }, page.widgets.length);
    await tab.goto(origin);
    await tab.waitForFunction(() => globalThis.loaded.before, undefined, { timeout: 20_000 });
    await pause(1500);
    const { before, all } = await tab.evaluate(() => ({ before: globalThis.loaded.before, all: globalThis.loaded.all() }));
    await tab.close();
    const bytes = (urls) => [...new Set(urls)].reduce((total, url) => total + gzipOf(join(folder, new URL(url).pathname)), 0);
    const everything = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'));
    return { before: bytes(before), later: bytes(all) - bytes(before), onUse: everything.reduce((total, name) => total + gzipOf(join(folder, name)), 0) - bytes(all), files: before.map((url) => [new URL(url).pathname, gzipOf(join(folder, new URL(url).pathname))]) };
  } finally {
    server.closeAllConnections();
    await new Promise((done) => { server.close(done); });
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!await buildStale((line) => process.stderr.write(`${line}\n`), ['contract', 'client', 'backend', 'elements', 'gateway', 'embed'])) process.exit(1);
const { version } = JSON.parse(readFileSync(join(root, 'packages/embed/package.json'), 'utf8'));
const rows = [{ name: 'loader of the snippet', value: gzipOf(join(root, `packages/embed/dist/${version}/embed.js`)), goal: 2 }];
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArguments] });
try {
  await withGateway(async (port) => {
    for (const page of pages) {
      const found = await measure(browser, page, port);
      rows.push({ ...page, value: found.before, ...found });
    }
  });
} finally {
  await browser.close();
}

const figures = rows.map(({ name, value, goal }) => ({ name, value: kilobytes(value), unit: 'KB gzip', goal, holds: value <= goal * 1024 }));
if (json) process.stdout.write(`${JSON.stringify({ bench: 'size', figures })}\n`);
else {
  for (const [index, { name, value, goal, holds }] of figures.entries()) {
    const { later, onUse, files = [] } = rows[index];
    process.stdout.write(`${holds ? 'ok  ' : 'MISS'} ${name}: ${value} KB of ${goal} KB${later === undefined ? '' : `; ${kilobytes(later)} KB right after, ${kilobytes(onUse)} KB when used`}\n`);
    if (!holds) for (const [path, bytes] of files.sort((a, b) => b[1] - a[1])) process.stdout.write(`       ${String(kilobytes(bytes)).padStart(6)} ${path}\n`);
  }
}
process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
