// Writes packages/elements/custom-elements.json from the elements' doc comments; `--check` only says whether it is fresh.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'packages/elements/custom-elements.json');
const folder = mkdtempSync(join(tmpdir(), 'tessera-manifest-'));
try {
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js'), 'analyze', '--config', 'custom-elements-manifest.config.mjs', '--outdir', relative(root, folder)], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The analyzer failed: ${stderr || stdout}`);
  const manifest = `${JSON.stringify(JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8')), null, 2)}\n`.replaceAll('"packages/elements/', '"');
  if (!process.argv.includes('--check')) writeFileSync(target, manifest);
  else if (readFileSync(target, 'utf8') !== manifest) {
    process.stderr.write('packages/elements/custom-elements.json is stale: run `npm run manifest` and commit it.\n');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
