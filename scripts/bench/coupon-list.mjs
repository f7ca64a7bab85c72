// How smooth the coupon center stays with 10,000 coupons on the page: the longest task while they are scrolled in, while a round counts
// down, and after a refresh, on a processor four times slower than this one. `--json` prints figures; a miss ends with code 1.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../browsers.mjs';

const { values: { json, coupons } } = parseArgs({ options: { json: { type: 'boolean', default: false }, coupons: { type: 'string', default: '10000' } } });
const SLOWER = 4;
const GOAL_MS = 50;
/** Scrolled in and traced at a time. */
const STEP = 500;
const wanted = Number(coupons);

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('coupon-list-page.js', import.meta.url))], bundle: true, write: false, format: 'esm', target: 'es2022', minify: true,
  conditions: ['@tessera/source', 'production'], outdir: 'out', logLevel: 'silent', tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
});
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArguments] });
const figures = [];
try {
  const tab = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await tab.route('**/*', (route) => (new URL(route.request().url()).pathname === '/page.js'
    ? route.fulfill({ contentType: 'text/javascript', body: outputFiles[0].text })
    : route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bench</title><body><script type="module" src="/page.js"></script>' })));
  await tab.goto('http://bench.localhost/');
  await tab.waitForFunction(() => globalThis.bench?.tickets() > 0);
  await sleep(1_000);
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });

  /** The longest task of the page's main thread in milliseconds of its own processor time: what others run beside it does not count. */
  const longest = async (run) => {
    await sleep(500);
    await browser.startTracing(tab, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
    await run();
    await sleep(500);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
    return Math.max(0, ...traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid} ${tid}`)).map(({ tdur = 0 }) => tdur)) / 1000;
  };
  const figure = (name, milliseconds) => figures.push({ name, value: Math.round(milliseconds), unit: 'ms', goal: GOAL_MS });

  let scrolled = 0;
  for (let count = Math.min(STEP, wanted); count <= wanted; count += STEP) {
    scrolled = Math.max(scrolled, await longest(() => tab.evaluate((most) => globalThis.bench.scroll(most), count)));
  }
  figure(`longest task, ${wanted} coupons scrolled in`, scrolled);
  const shown = await tab.evaluate(() => globalThis.bench.tickets());
  if (shown < wanted) throw new Error(`Only ${shown} of ${wanted} coupons came.`);
  figure('longest task, rounds counting down for 5 s', await longest(() => sleep(5_000)));
  figure('longest task, a fling up and down', await longest(async () => {
    for (const step of [-400, 400]) await tab.evaluate((by) => globalThis.bench.fling(by, 80), step);
  }));
  figure('longest task, a claim', await longest(async () => {
    await tab.evaluate(() => globalThis.bench.center.renderRoot.querySelector('.claim').focus());
    await tab.keyboard.press('Enter');
    await tab.waitForFunction(() => globalThis.bench.center.renderRoot.querySelector('.note') !== null);
  }));
  figure('longest task, a refresh', await longest(() => tab.evaluate(() => globalThis.bench.center.refresh())));
} finally {
  await browser.close();
}
const rows = figures.map((one) => ({ ...one, holds: one.value <= one.goal }));
if (json) process.stdout.write(`${JSON.stringify({ bench: 'list', figures: rows })}\n`);
else for (const { holds, name, value, goal } of rows) process.stdout.write(`${holds ? 'ok  ' : 'MISS'} ${name}: ${value} ms of ${goal} ms, at a processor ${SLOWER}x slower\n`);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
