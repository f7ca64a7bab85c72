import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { webkitDriverPath } from '../browsers.mjs';
import { bin, node, outcome } from './command.mjs';

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

/** Runs the elements' and the client's tests in one engine. */
export async function inBrowser(engine, { coverage = false, env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-wtr-'));
  const counts = join(folder, 'counts.json');
  try {
    const { code, output } = await node([bin('@web/test-runner/dist/bin.js'), ...(coverage ? ['--coverage'] : [])], { env: { ...env, BROWSERS: engine, TEST_COUNTS: counts } });
    const found = read(counts);
    const lines = /Lines\s*:\s*([\d.]+%)[^\n]*/.exec(output) ?? /[Cc]ode coverage:\s*([\d.]+)\s?%/.exec(output);
    return outcome({
      passed: found.passed, skipped: found.skipped, failed: Math.max(found.failed, code === 0 ? 0 : 1), output,
      notes: coverage && lines ? [`coverage: ${lines[1]} of lines`] : [],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const read = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
};

/** WebKitGTK is driven through its own driver on a screen of its own; both end with the tests. */
export async function inWebKit() {
  const port = await freePort();
  const display = `:${100 + (port % 800)}`;
  const env = { DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', GIO_USE_VFS: 'local', NO_AT_BRIDGE: '1', WEBKIT_PORT: String(port) };
  const options = { stdio: 'ignore', env: { ...process.env, ...env } };
  const screen = spawn('Xvfb', [display, '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], options);
  await pause(1000);
  const driver = spawn(webkitDriverPath(), [`--port=${port}`, '--host=127.0.0.1'], options);
  await pause(1000);
  try {
    return await inBrowser('webkit', { env });
  } finally {
    driver.kill();
    screen.kill();
  }
}
