import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is built, in order: folder, and what else a change of makes it stale. */
export const targets = {
  contract: { folder: 'packages/contract', on: [] },
  client: { folder: 'packages/client', on: ['contract'] },
  backend: { folder: 'packages/backend', on: ['contract'] },
  elements: { folder: 'packages/elements', on: ['contract', 'client'] },
  gateway: { folder: 'packages/gateway', on: ['contract'] },
  embed: { folder: 'packages/embed', on: ['contract', 'client', 'elements'] },
  'partner-platform': { folder: 'examples/partner-platform', on: ['contract', 'client', 'elements'] },
  cashier: { folder: 'examples/cashier', on: ['contract', 'client', 'elements'] },
};

const ofBuild = ['rollup.config.mjs', 'tsconfig.json', 'package-lock.json'];
const isSource = (name) => !/\.(test|stories)\.ts$|\.mdx$/.test(name);

function filesOf(folder) {
  const source = join(root, folder, 'src');
  if (!existsSync(source)) return [];
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** One line for all that goes into a target; it changes when any of it does. */
export function fingerprint(name) {
  const hash = createHash('sha256');
  for (const one of [...targets[name].on, name]) {
    const { folder } = targets[one];
    for (const file of [...filesOf(folder), join(root, folder, 'package.json')]) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  }
  for (const file of ofBuild) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

export const stampOf = (name) => join(root, targets[name].folder, 'dist/.built-from');

/** The targets whose sources have changed since they were built, or that were never built. */
export const staleTargets = () => Object.keys(targets).filter((name) => filesOf(targets[name].folder).length > 0
  && !(existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === fingerprint(name)));

/** Builds what is stale and says so; resolves to false when the build failed, with its own words on the error stream. */
export async function buildStale(say, among = Object.keys(targets)) {
  const names = staleTargets().filter((name) => among.includes(name));
  if (names.length === 0) return true;
  const started = Date.now();
  say(`Building ${names.join(', ')} …`);
  const rollup = spawn(process.execPath, [join(root, 'node_modules/rollup/dist/bin/rollup'), '-c', '--silent', '--configOnly', names.join(',')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((done) => rollup.once('close', done));
  if (code === 0) say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  return code === 0;
}
