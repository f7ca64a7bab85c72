import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, check, node, outcome, root, run, sum } from './command.mjs';

/** Each package as its users will get it: publint on what is packed, and types that resolve for every entry. */
export async function packageChecks() {
  const names = readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'dist')));
  const each = async (name) => {
    const { exports } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
    const results = [await check(process.execPath, [bin('publint/src/cli.js'), '--strict', `packages/${name}`])];
    // The embed package has files to serve and no entry to import.
    if (exports['.']) results.push(await check(process.execPath, [bin('@arethetypeswrong/cli/dist/index.js'), '--pack', `packages/${name}`, '--profile', 'esm-only', '--no-color']));
    return sum(results);
  };
  const found = [];
  for (const name of names) found.push(await each(name));
  return sum([...found, await lockCheck()]);
}

/** The lock file installs cleanly from any registry: nothing missing, and no download address in it. */
async function lockCheck() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const addressed = Object.entries(lock.packages).filter(([, entry]) => entry.resolved && !entry.link).map(([path]) => path);
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--dry-run', '--ignore-scripts', '--no-audit'];
  const { code, output } = npm ? await node([npm, ...flags]) : await run('npm', flags);
  const missing = output.split('\n').filter((line) => /Missing:/.test(line));
  const faults = [...(code === 0 ? [] : [output]), ...missing, ...addressed.map((path) => `${path} names a download address`)];
  return outcome({ passed: faults.length ? 0 : 1, failed: faults.length ? 1 : 0, output: faults.join('\n') });
}
