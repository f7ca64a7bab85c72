import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { demo } from '@tessera/gateway';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../browsers.mjs';
import { startGateway } from '../proof/gateway.mjs';
import { send } from '../proof/http.mjs';
import { administer, databaseOf, openBooks, openCustomer, openTill, over } from '../proof/world.mjs';
import { percentile } from './numbers.mjs';

/** Between two charges, in milliseconds: a queue of tills, not a flood. */
const PAUSE_MS = 40;
/** A code this old may be renewed while it is charged. */
const FRESH_MS = 45_000;

/** Asks the page seldom, so that the asking is not what is measured. */
const PATIENTLY = { polling: 250, timeout: 120_000 };

/**
 * The time from a till's charge until a real `<tessera-pay-code>` shows it as paid, with many open widgets in one browser:
 * each with its own user and session, and on its own host name, because a browser opens six connections to a host.
 */
export async function widgets({ server, page, origin, count, figure, say }) {
  const url = databaseOf(server, 'widgets');
  await administer(server, 'create database widgets');
  const gateway = await startGateway({ url, seed: true, origins: [origin] });
  const other = await startGateway({ url });
  const books = await openBooks(url);
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArguments] });
  try {
    const call = over(gateway.origin);
    const sessions = [];
    for (let index = 0; index < count; index += 1) sessions.push((await openCustomer(call, books.db, `widget-${index}`, { origin })).session);
    const till = await openTill(call, demo.terminals.quancheng, origin);
    servePage(page, await bundle());
    // A phone draws one code's ring; a browser that draws two hundred would be measured for that.
    const tab = await browser.newPage({ viewport: { width: 1600, height: 1200 }, reducedMotion: 'reduce' });
    await tab.addInitScript(([all, port]) => Object.assign(globalThis, { sessions: all, gatewayPort: port }), [sessions, gateway.port]);
    await tab.goto(origin);
    await tab.waitForFunction((wanted) => globalThis.bench?.ready() === wanted, count, PATIENTLY);
    say(`  ${count} widgets show a code each`);
    // The streams are open a moment after the codes are there.
    await sleep(3000);
    for (const [name, at] of [['', gateway.origin], [' of another gateway process', other.origin]]) {
      const { times, answers } = await chargeAll(tab, at, till.token, count);
      figure(`till${name} to its answer, ${count} widgets, p50`, percentile(answers, 0.5), 'ms');
      figure(`till${name} to its answer, ${count} widgets, p99`, percentile(answers, 0.99), 'ms');
      figure(`till${name} to widget showing paid, ${count} widgets, p50`, percentile(times, 0.5), 'ms');
      figure(`till${name} to widget showing paid, ${count} widgets, p99`, percentile(times, 0.99), 'ms', ['<=', 300]);
      await tab.evaluate(() => globalThis.bench.dismiss());
      await tab.waitForFunction((wanted) => globalThis.bench.ready() === wanted, count, PATIENTLY);
    }
  } finally {
    await browser.close();
    await books.close();
    await gateway.stop();
    await other.stop();
  }
}

/** Charges every widget's code once; gives back each time until the till was answered, and until the widget showed it. */
async function chargeAll(tab, origin, token, count) {
  const charged = [];
  for (let index = 0; index < count; index += 1) {
    const code = await tab.evaluate(([each, fresh]) => globalThis.bench.code(each, fresh), [index, FRESH_MS]);
    const asked = Date.now();
    const answer = await send(origin, token, 'POST', '/v1/payments', { code, amount: { amount: 1280, currency: 'CNY' } });
    if (answer.body?.status !== 'paid') throw new Error(`widget ${index}: ${answer.text}`);
    charged.push({ id: answer.body.id, asked, answered: Date.now() - asked });
    await sleep(PAUSE_MS);
  }
  await tab.waitForFunction((ids) => ids.every((id) => id in globalThis.bench.shown), charged.map(({ id }) => id), PATIENTLY);
  const shown = await tab.evaluate(() => globalThis.bench.shown);
  return { times: charged.map(({ id, asked }) => shown[id] - asked), answers: charged.map(({ answered }) => answered) };
}

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('widgets-page.js', import.meta.url))], bundle: true, write: false, format: 'esm', target: 'es2022',
    conditions: ['@tessera/source'], loader: { '.wasm': 'file' }, outdir: 'out', logLevel: 'silent',
    tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
  });
  return outputFiles.find(({ path }) => path.endsWith('.js')).text;
}

function servePage(server, script) {
  server.on('request', (request, response) => {
    const [type, body] = request.url === '/page.js' ? ['text/javascript', script] : ['text/html', '<!doctype html><meta charset="utf-8"><title>Bench</title><body><script type="module" src="/page.js"></script>'];
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
  });
}
