import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { webkitDriverPath } from '../browsers.mjs';
import { bin, node, outcome } from './command.mjs';
import { countsOf, interruptedIn } from './interrupted.mjs';

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

const answers = (port) => new Promise((done) => {
  const socket = connect(port, '127.0.0.1', () => { socket.destroy(); done(true); }).once('error', () => { done(false); });
});

/** Waits until something stands, for as long as a busy machine may take. */
async function until(holds) {
  for (const limit = Date.now() + 30_000; !await holds() && Date.now() < limit;) await pause(50);
}

/** Runs the elements' and the client's tests in one engine: all of them, or those of some files. */
async function runOnce(engine, { coverage, env = {}, files = [] }) {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-wtr-'));
  const counts = join(folder, 'counts.json');
  const flags = [...(coverage ? ['--coverage'] : []), ...(files.length ? ['--files', ...files] : [])];
  try {
    const { code, output } = await node([bin('@web/test-runner/dist/bin.js'), ...flags], { env: { ...env, BROWSERS: engine, TEST_COUNTS: counts } });
    return { code, output, files: read(counts) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const read = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
};

/**
 * Runs the tests in one engine. Files the browser was lost under run once more, in a browser of its own, and the notes
 * say so; a file lost twice has failed, and what has failed stays so.
 */
export async function inBrowser(engine, { coverage = false, once = (options) => runOnce(engine, options) } = {}) {
  const first = await once({ coverage });
  const lost = interruptedIn(first.files);
  const second = lost.length ? await once({ coverage: false, files: lost }) : undefined;
  const files = { ...first.files, ...second?.files };
  const still = interruptedIn(files);
  const counts = countsOf(files);
  const covered = /Lines\s*:\s*([\d.]+%)[^\n]*/.exec(first.output) ?? /[Cc]ode coverage:\s*([\d.]+)\s?%/.exec(first.output);
  return outcome({
    ...counts,
    failed: Math.max(counts.failed + still.length, (second ?? first).code === 0 ? 0 : 1),
    output: [first.output, second?.output ?? ''].join('\n'),
    notes: [
      ...(coverage && covered ? [`coverage: ${covered[1]} of lines`] : []),
      ...lost.map((file) => `${file}: the browser was lost under it; ${still.includes(file) ? 'twice' : 'run again in a fresh one'}`),
    ],
  });
}

/** WebKitGTK is driven through its own driver on a screen of its own; both end with the tests, and a second run has its own. */
export const inWebKit = () => inBrowser('webkit', { once: webKitOnce });

async function webKitOnce(options) {
  const port = await freePort();
  const display = 100 + (port % 800);
  const env = { DISPLAY: `:${display}`, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', GIO_USE_VFS: 'local', NO_AT_BRIDGE: '1', WEBKIT_PORT: String(port) };
  const quiet = { stdio: 'ignore', env: { ...process.env, ...env } };
  const screen = spawn('Xvfb', [`:${display}`, '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], quiet);
  await until(() => existsSync(`/tmp/.X11-unix/X${display}`));
  const driver = spawn(webkitDriverPath(), [`--port=${port}`, '--host=127.0.0.1'], quiet);
  await until(() => answers(port));
  try {
    return await runOnce('webkit', { ...options, env });
  } finally {
    driver.kill();
    screen.kill();
  }
}
