// Runs on whatever Node the machine has, before anything is installed: no dependency, no new syntax.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const lowest = [20, 0];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < lowest[0] || (major === lowest[0] && minor < lowest[1])) {
  process.stderr.write(`Tessera needs Node ${lowest.join('.')} or newer to start; this is ${process.versions.node}.\n`);
  process.exit(1);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const lock = `${root}package-lock.json`;
const installed = `${root}node_modules/.package-lock.json`;
const stamp = `${root}node_modules/.installed-from`;
const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');

/** npm writes its own lock into node_modules at the end of an install; an interrupted one leaves none, or an older one. */
function isInstalled() {
  if (!existsSync(installed)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === wanted;
  return statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

if (!isInstalled()) {
  process.stdout.write('Installing what package-lock.json names (about a minute) …\n');
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = npm ? spawnSync(process.execPath, [npm, ...flags], { cwd: root, stdio: 'inherit' }) : spawnSync('npm', flags, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    process.stderr.write(`Installing failed${error ? `: ${error.message}` : ''}; see npm's own words above, then try again.\n`);
    process.exit(1);
  }
}
writeFileSync(stamp, wanted);
