import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../../scripts/browsers.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Four free ports in a row: the gateway's and the examples'. */
const freePorts = async (): Promise<number> => {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const servers = await Promise.all([0, 1, 2, 3].map((offset) => new Promise<ReturnType<typeof createServer> | null>((resolve) => {
      const server = createServer().once('error', () => { resolve(null); }).listen(port + offset, () => { resolve(server); });
    })));
    await Promise.all(servers.flatMap((server) => (server ? [new Promise((done) => server.close(done))] : [])));
    if (servers.every(Boolean)) return port;
  }
};

/** What `npm start` runs, on free ports and data of its own, as a process that a test may end in any way. */
export interface Running {
  readonly port: number;
  readonly data: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
  end(signal?: 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

export const launch = async (options: { port?: number; data?: string; flags?: string[] } = {}): Promise<Running> => {
  const port = options.port ?? await freePorts();
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'tessera-data-'));
  const child = spawn(process.execPath, ['scripts/start.mjs', '--port', String(port), '--data', data, ...(options.flags ?? [])], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const read = (chunk: Buffer) => { text += chunk.toString(); };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    port, data, child, exited, output: () => text,
    async end(signal = 'SIGINT') {
      child.kill(signal);
      return exited;
    },
  };
};

/** Waits until the last of the servers answers; throws with what the process said when it ends before. */
export const ready = async (running: Running): Promise<void> => {
  let ended = false;
  void running.exited.then(() => { ended = true; });
  for (let tries = 0; tries < 600 && !ended; tries += 1) {
    const answers = await Promise.all([`${String(running.port)}/readyz`, ...[1, 2, 3].map((offset) => String(running.port + offset))].map((where) =>
      fetch(`http://localhost:${where}`).then((response) => response.ok, () => false)));
    if (answers.every(Boolean)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`npm start did not become ready:\n${running.output()}`);
};

export const forget = (running: Running): void => { rmSync(running.data, { recursive: true, force: true }); };

export const openBrowser = async (): Promise<Browser> => chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArguments] });

export const phone = { width: 360, height: 780 };
export const desk = { width: 1280, height: 900 };

/** A page that notes what a user of it would never see: errors, policy violations and layout shifts. */
export interface Watched { readonly page: Page; readonly context: BrowserContext; faults(): Promise<string[]>; shift(): Promise<number> }

interface Seen { tessera: { faults: string[]; shift: number } }

export const openPage = async (browser: Browser, url: string, options: { dark?: boolean; viewport?: { width: number; height: number } } = {}): Promise<Watched> => {
  const context = await browser.newContext({ viewport: options.viewport ?? phone, colorScheme: options.dark ? 'dark' : 'light', locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()}`); });
  await page.addInitScript(() => {
    const seen = (globalThis as unknown as Seen).tessera = { faults: [] as string[], shift: 0 };
    document.addEventListener('securitypolicyviolation', (event) => seen.faults.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url);
  const inPage = () => page.evaluate(() => (globalThis as unknown as Seen).tessera);
  return { page, context, faults: async () => [...faults, ...(await inPage()).faults], shift: async () => (await inPage()).shift };
};
