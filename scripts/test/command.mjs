import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { shareOut } from './share-out.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a suite found. `output` is shown when something failed, `notes` always. */
export const outcome = (counts) => ({ passed: 0, failed: 0, skipped: 0, output: '', notes: [], ...counts });

/** Without terminal colours. */
const plain = (text) => text.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '');

/** Runs a command to its end, or ends it at the limit; gives back its code and all it said. */
export async function run(command, args = [], { env = {}, minutes = 15 } = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { output += text; });
  const limit = setTimeout(() => {
    output += `\nEnded after ${minutes} minutes without finishing.\n`;
    child.kill('SIGKILL');
  }, minutes * 60_000);
  const code = await new Promise((done) => {
    child.once('error', (error) => { output += `${command}: ${error.message}\n`; done(127); });
    child.once('close', (status) => done(status ?? 1));
  });
  clearTimeout(limit);
  return { code, output: plain(output) };
}

export const node = (args, options) => run(process.execPath, args, options);
export const bin = (path) => `node_modules/${path}`;

/** A command that either holds or does not: one check. */
export async function check(command, args, options) {
  const { code, output } = await run(command, args, options);
  return outcome({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output });
}

/** Adds up what several runs found. */
export const sum = (outcomes) => outcomes.reduce((all, one) => ({
  passed: all.passed + one.passed,
  failed: all.failed + one.failed,
  skipped: all.skipped + one.skipped,
  output: all.output + (one.failed > 0 ? one.output : ''),
  notes: [...all.notes, ...one.notes],
}), outcome({}));

const counted = (output, word) => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);

/** Only the lines of Node's reporter that say what failed, and how much was covered. */
const failures = (output) => {
  const start = output.indexOf('✖ failing tests:');
  return start < 0 ? output : output.slice(start);
};

/**
 * Tests under Node's own runner, on the sources. With `processes`, so many processes share the files: to start one and
 * load what a file tests takes longer than many a file's tests, and is then paid once for all of a share. Node still
 * names every test by its own file.
 */
export async function nodeTests(files, { processes, ...options } = {}) {
  if (files.length === 0) return outcome({ notes: ['no test files yet'] });
  if (processes === undefined) return runNodeTests(files, options);
  const folder = mkdtempSync(join(tmpdir(), 'tessera-tests-'));
  try {
    const shares = shareOut(files, processes, (file) => statSync(join(root, file)).size).map((share, index) => {
      const path = join(folder, `${String(index + 1).padStart(2, '0')}.test.mjs`);
      writeFileSync(path, share.map((file) => `import '${pathToFileURL(join(root, file)).href}';\n`).join(''));
      return path;
    });
    return await runNodeTests(shares, { minutes: 15, ...options });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file, or a share of them, has so many minutes: whatever hangs ends there. */
async function runNodeTests(files, { env, concurrency = 2, coverage = false, minutes = 5 }) {
  const flags = ['--conditions=@tessera/source', '--import', 'tsx', '--test', `--test-concurrency=${concurrency}`, '--test-reporter=spec', `--test-timeout=${minutes * 60_000}`];
  if (coverage) flags.push('--experimental-test-coverage', '--test-coverage-include=packages/*/src/**', '--test-coverage-exclude=**/*.test.ts');
  const { code, output } = await node([...flags, ...files], { env, minutes: 20 });
  const failed = counted(output, 'fail') + counted(output, 'cancelled');
  const lines = /all files\s*\|\s*([\d.]+)\s*\|\s*([\d.]+)\s*\|\s*([\d.]+)/.exec(output);
  return outcome({
    passed: counted(output, 'pass'),
    failed: Math.max(failed, code === 0 ? 0 : 1),
    skipped: counted(output, 'skipped') + counted(output, 'todo'),
    output: failures(output),
    notes: lines ? [`coverage: ${lines[1]} % of lines, ${lines[2]} % of branches, ${lines[3]} % of functions`] : [],
  });
}
