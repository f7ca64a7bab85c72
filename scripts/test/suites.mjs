import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, bin, node, nodeTests, outcome, root, sum } from './command.mjs';
import { inBrowser, inWebKit } from './in-browsers.mjs';
import { packageChecks } from './packages.mjs';
import { withPostgres } from './postgres.mjs';
import { storyChecks } from './stories.mjs';

const files = (...patterns) => patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();

/** Whether a test of the gateway opens the test's own database: the others are the same on any, and run once. */
const opensDatabase = (path) => /\/testing\.js'/.test(readFileSync(join(root, path), 'utf8'));

/** A generated file is what its generator writes now. */
async function freshness() {
  const generators = files('packages/*/scripts/*.mjs').filter((path) => /--check/.test(readFileSync(join(root, path), 'utf8')));
  const checks = [];
  for (const path of generators) checks.push(await check(process.execPath, [path, '--check']));
  checks.push(await check(process.execPath, ['scripts/manifest.mjs', '--check']));
  return sum(checks);
}

/** One engine's tests, or one skip where the engine is not installed; a CI that lacks one fails. */
const engine = (name, run) => async ({ engines }) => {
  if (engines[name]) return run();
  const missing = `${name} is not installed here`;
  return process.env.CI ? outcome({ failed: 1, output: missing }) : outcome({ skipped: 1, notes: [missing] });
};

/**
 * Every suite, in the order of a run: name, what it is called in `--only`, and how it runs. What needs built packages
 * comes after the build. Neighbours in different lanes run beside each other: Firefox and WebKit show one window at a
 * time and leave most of a second core idle.
 */
export const suites = [
  { name: 'typecheck', run: () => check(process.execPath, [bin('typescript-native/bin/tsc'), '-p', 'tsconfig.json', '--noEmit']) },
  { name: 'lint', run: async () => sum([await check(process.execPath, [bin('eslint/bin/eslint.js'), '.']), await nodeTests(files('tests/lint.test.mjs'))]) },
  { name: 'build', run: () => check(process.execPath, [bin('rollup/dist/bin/rollup'), '-c', '--silent']) },
  { name: 'generated', run: freshness },
  { name: 'packages', run: packageChecks },
  { name: 'contract', run: () => nodeTests(files('packages/contract/src/**/*.test.ts')) },
  { name: 'client', run: () => nodeTests(files('packages/client/src/**/*.node.test.ts')) },
  { name: 'backend', run: () => nodeTests(files('packages/backend/src/**/*.test.ts')) },
  { name: 'elements', run: () => nodeTests(files('packages/{elements,embed}/src/**/*.node.test.ts')) },
  { name: 'gateway on PGlite', only: 'gateway', lane: 'gateway', run: () => nodeTests(files('packages/gateway/src/**/*.test.ts').filter(opensDatabase), { processes: 8 }) },
  {
    name: 'gateway on PostgreSQL', only: 'gateway', lane: 'gateway',
    run: () => withPostgres((url) => nodeTests(files('packages/gateway/src/**/*.test.ts'), { processes: 8, coverage: true, env: { TEST_DATABASE_URL: url } }), { durable: false }),
  },
  { name: 'widgets in Chromium', only: 'elements,client,browsers,chromium', lane: 'browsers', run: engine('chromium', () => inBrowser('chromium', { coverage: true })), browsers: true },
  { name: 'widgets in Firefox', only: 'elements,browsers,firefox', lane: 'browsers', run: engine('firefox', () => inBrowser('firefox')), browsers: true },
  { name: 'widgets in WebKit', only: 'elements,browsers,webkit', lane: 'browsers', run: engine('webkit', inWebKit), browsers: true },
  { name: 'stories', lane: 'gateway', run: storyChecks, browsers: true },
  { name: 'journeys', run: () => nodeTests(files('tests/**/*.test.{ts,mjs}').filter((path) => path !== 'tests/lint.test.mjs'), { concurrency: 1 }), browsers: true, after: ['build'] },
  {
    name: 'size', browsers: true,
    run: async () => {
      if (!existsSync(join(root, 'scripts/size.mjs'))) return outcome({ notes: ['no size gate yet'] });
      const { code, output } = await node(['scripts/size.mjs']);
      return outcome({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output, notes: code === 0 ? output.trim().split('\n') : [] });
    },
  },
];
