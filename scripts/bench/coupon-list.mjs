// How smooth the coupon center stays with 10,000 coupons: the longest task while it loads, while they are scrolled in, flung through and
// jumped in, while a round counts down, on another category, a claim and a refresh, on a processor four times slower than this one.
// `--json` prints figures; a miss ends with code 1.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { campaignFixtures, fixtureId } from '@tessera/client/testing';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../browsers.mjs';

const { values: { json, coupons } } = parseArgs({ options: { json: { type: 'boolean', default: false }, coupons: { type: 'string', default: '10000' } } });
const SLOWER = 4;
const GOAL_MS = 50;
/** Scrolled in and traced at a time. */
const STEP = 1_000;
const wanted = Number(coupons);

const fixtures = campaignFixtures(Date.now());
// Every kind of coupon again and again; one in twenty counts down.
const campaigns = Array.from({ length: wanted }, (_, index) => ({ ...fixtures[index % fixtures.length], id: fixtureId('cmp', 1_000 + index), title: `第 ${index + 1} 张 · ${fixtures[index % fixtures.length].title}` }));
/** A page of the list, as a gateway answers. */
const pageOf = ({ searchParams }) => {
  const fit = campaigns.filter(({ category }) => (searchParams.get('category') ?? category) === category);
  const from = Number(searchParams.get('cursor') ?? 0);
  const to = from + Number(searchParams.get('limit') ?? 20);
  return { items: fit.slice(from, to), nextCursor: to < fit.length ? String(to) : null };
};

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('coupon-list-page.js', import.meta.url))], bundle: true, splitting: true, write: false, format: 'esm', target: 'es2022', minify: true,
  conditions: ['@tessera/source', 'production'], outdir: 'out', logLevel: 'silent', tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
});
const scripts = new Map(outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/')), text]));
const page = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bench</title><body><script type="module" src="/coupon-list-page.js"></script>';
const answer = (url) => {
  if (url.pathname === '/v1/campaigns') return { contentType: 'application/json', body: JSON.stringify(pageOf(url)) };
  return scripts.has(url.pathname) ? { contentType: 'text/javascript', body: scripts.get(url.pathname) } : { contentType: 'text/html', body: page };
};

const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArguments] });
const figures = [];
try {
  const tab = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await tab.route('**/*', (route) => route.fulfill(answer(new URL(route.request().url()))));
  await tab.goto('http://bench.localhost/');
  await tab.waitForFunction(() => 'bench' in globalThis);
  await sleep(1_000);
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });

  /** The longest task of the page's main thread in milliseconds of its own processor time: what others run beside it does not count. */
  const longest = async (run) => {
    await sleep(500);
    await browser.startTracing(tab, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
    await run();
    await sleep(1_000);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
    return Math.max(0, ...traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid} ${tid}`)).map(({ tdur = 0 }) => tdur)) / 1000;
  };
  const drawn = async () => {
    if (!await tab.evaluate(() => globalThis.bench.settle())) throw new Error('What is in view was never drawn.');
  };
  const figure = (name, milliseconds) => {
    figures.push({ name, value: Math.round(milliseconds), unit: 'ms', goal: GOAL_MS });
    process.stderr.write(`${name}: ${Math.round(milliseconds)} ms\n`);
  };
  const measure = async (name, run) => {
    figure(`longest task, ${name}`, await longest(run));
    await drawn();
  };

  await measure('the first coupons', () => tab.evaluate(() => globalThis.bench.start()));
  let scrolled = 0;
  for (let count = Math.min(STEP, wanted); count <= wanted; count += STEP) {
    let shown = 0;
    scrolled = Math.max(scrolled, await longest(async () => (shown = await tab.evaluate((place) => globalThis.bench.scroll(place), count))));
    if (shown < count) throw new Error(`Only ${shown} of ${count} coupons came.`);
    process.stderr.write(`${count} of ${wanted} coupons scrolled in: ${Math.round(scrolled)} ms\n`);
  }
  figure(`longest task, ${wanted} coupons scrolled in`, scrolled);
  await measure('flung back through all of them', () => tab.evaluate(() => globalThis.bench.fling(-2_400, Infinity)));
  await measure('flicked through some', () => tab.evaluate(() => globalThis.bench.fling(150, 150)));
  await measure('a jump to the middle', () => tab.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2)));
  await measure('rounds counting down for 3 s', () => sleep(3_000));
  await measure('a refresh', () => tab.evaluate(() => globalThis.bench.center.refresh()));
  await tab.evaluate(() => scrollTo(0, 0));
  await drawn();
  await measure('a claim', async () => {
    await tab.evaluate(() => globalThis.bench.center.renderRoot.querySelector('.claim').focus());
    await tab.keyboard.press('Enter');
    await tab.waitForFunction(() => globalThis.bench.center.renderRoot.querySelector('.note') !== null);
  });
  await measure('another category and back', async () => {
    for (const category of ['food', '']) {
      await tab.evaluate((id) => globalThis.bench.center.renderRoot.getElementById(`tab-${id}`).click(), category);
      await sleep(1_000);
    }
  });
} finally {
  await browser.close();
}
const rows = figures.map((one) => ({ ...one, holds: one.value <= one.goal }));
if (json) process.stdout.write(`${JSON.stringify({ bench: 'list', figures: rows })}\n`);
else for (const { holds, name, value, goal } of rows) process.stdout.write(`${holds ? 'ok  ' : 'MISS'} ${name}: ${value} ms of ${goal} ms, at a processor ${SLOWER}x slower\n`);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
