import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../browsers.mjs';
import { bin, node, outcome, root } from './command.mjs';

const built = join(root, 'storybook-static');
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const themes = ['light', 'dark'];
const atOnce = 3;

const serve = () => new Promise((done) => {
  const server = createServer((request, reply) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)).replace(/\/$/, '/index.html');
    const file = join(built, path);
    if (!file.startsWith(built) || !existsSync(file)) return reply.writeHead(404).end();
    reply.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    return createReadStream(file).pipe(reply);
  }).listen(0, '127.0.0.1', () => done({ server, origin: `http://127.0.0.1:${server.address().port}` }));
});

const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds in the story as it stands, in words. */
async function violationsIn(page) {
  const { violations } = await page.evaluate(() => globalThis.axe.run('#storybook-root', { resultTypes: ['violations'], rules: { region: { enabled: false } } }));
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}\n      ${nodes.slice(0, 3).map(({ target, any }) => `${target.flat().join(' ')} ${any[0]?.message ?? ''}`).join('\n      ')}`);
}

/** Opens one story (or page of docs) and says what is wrong with it, theme by theme: messages on the error console, requests to elsewhere, and what axe finds. */
async function faultsOf(page, origin, story) {
  const faults = { light: [], dark: [] };
  let theme = 'light';
  const note = (fault) => faults[theme].push(fault);
  const listeners = {
    pageerror: (error) => note(`error: ${error.message}`),
    console: (message) => { if (message.type() === 'error' && !/favicon/.test(message.location().url)) note(`console: ${message.text()}`); },
    request: (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) note(`asks ${request.url()}`); },
  };
  for (const [name, listener] of Object.entries(listeners)) page.on(name, listener);
  const docs = story.type === 'docs';
  try {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    // The accessibility panel keeps still: two runs of axe in one page stop each other.
    await page.goto(`${origin}/iframe.html?id=${story.id}&viewMode=${docs ? 'docs' : 'story'}&globals=theme:light;a11y.manual:!true`);
    await page.waitForFunction((at) => document.body.classList.contains('sb-show-errordisplay') || document.querySelector(at)?.firstElementChild, docs ? '#storybook-docs' : '#storybook-root', { timeout: 30_000 });
    if (await page.evaluate(() => document.body.classList.contains('sb-show-errordisplay'))) note(`does not render: ${await page.locator('#error-message').innerText()}`);
    // Past the skeleton's 300 ms and whatever the fake client takes.
    await page.waitForTimeout(500);
    if (!docs) {
      await page.evaluate(axeSource);
      for (theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        await page.evaluate((now) => { document.documentElement.style.colorScheme = now; }, theme);
        faults[theme].push(...await violationsIn(page));
      }
    }
  } catch (error) {
    note(error.message.split('\n')[0]);
  }
  for (const [name, listener] of Object.entries(listeners)) page.off(name, listener);
  return docs ? { light: faults.light } : faults;
}

/** Builds Storybook as it is published and opens every story, in light and in dark. */
export async function storyChecks() {
  const build = await node([bin('storybook/dist/bin/dispatcher.js'), 'build', '--quiet', '--output-dir', 'storybook-static'], { env: { STORYBOOK_DISABLE_TELEMETRY: '1' } });
  if (build.code !== 0) return outcome({ failed: 1, output: build.output });
  const stories = Object.values(JSON.parse(readFileSync(join(built, 'index.json'), 'utf8')).entries);
  const { server, origin } = await serve();
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArguments] });
  const found = outcome({ passed: 0 });
  const work = async () => {
    const page = await browser.newPage({ viewport: { width: 420, height: 900 } });
    for (let story = stories.shift(); story; story = stories.shift()) {
      for (const [theme, faults] of Object.entries(await faultsOf(page, origin, story))) {
        found[faults.length === 0 ? 'passed' : 'failed'] += 1;
        if (faults.length > 0) found.output += `${story.title} / ${story.name} (${theme}):\n    ${[...new Set(faults)].join('\n    ')}\n`;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await browser.close();
  server.close();
  return found;
}
