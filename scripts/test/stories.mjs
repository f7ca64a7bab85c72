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

/** Opens one story in one theme and says what is wrong with it: messages on the error console, and what axe finds. */
async function faultsOf(browser, origin, story, theme) {
  const page = await browser.newPage({ viewport: { width: 420, height: 900 }, colorScheme: theme, reducedMotion: 'reduce' });
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error' && !/favicon/.test(message.location().url)) faults.push(`console: ${message.text()}`); });
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) faults.push(`asks ${request.url()}`); });
  try {
    const docs = story.type === 'docs';
    await page.goto(`${origin}/iframe.html?id=${story.id}&viewMode=${docs ? 'docs' : 'story'}&globals=theme:${theme}`);
    await page.waitForFunction((root) => document.body.classList.contains('sb-show-errordisplay') || document.querySelector(root)?.firstElementChild, docs ? '#storybook-docs' : '#storybook-root', { timeout: 20_000 });
    if (await page.evaluate(() => document.body.classList.contains('sb-show-errordisplay'))) faults.push(`does not render: ${await page.locator('#error-message').innerText()}`);
    // Past the skeleton's 300 ms and whatever the fake client takes.
    await page.waitForTimeout(600);
    if (!docs) {
      await page.evaluate(readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
      const { violations } = await page.evaluate(() => globalThis.axe.run('#storybook-root', { resultTypes: ['violations'], rules: { region: { enabled: false } } }));
      faults.push(...violations.map(({ id, help, nodes }) => `axe ${id}: ${help}\n      ${nodes.slice(0, 3).map(({ target, any }) => `${target.flat().join(' ')} ${any[0]?.message ?? ''}`).join('\n      ')}`));
    }
  } catch (error) {
    faults.push(error.message.split('\n')[0]);
  } finally {
    await page.close();
  }
  return faults;
}

/** Builds Storybook as it is published and opens every story, in light and in dark. */
export async function storyChecks() {
  const build = await node([bin('storybook/dist/bin/dispatcher.js'), 'build', '--quiet', '--output-dir', 'storybook-static'], { env: { STORYBOOK_DISABLE_TELEMETRY: '1' } });
  if (build.code !== 0) return outcome({ failed: 1, output: build.output });
  const stories = Object.values(JSON.parse(readFileSync(join(built, 'index.json'), 'utf8')).entries);
  const queue = stories.flatMap((story) => themes.map((theme) => ({ story, theme })));
  const { server, origin } = await serve();
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArguments] });
  const found = outcome({ passed: 0 });
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const faults = await faultsOf(browser, origin, next.story, next.theme);
      if (faults.length === 0) found.passed += 1;
      else {
        found.failed += 1;
        found.output += `${next.story.title} / ${next.story.name} (${next.theme}):\n    ${[...new Set(faults)].join('\n    ')}\n`;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await browser.close();
  server.close();
  return found;
}
