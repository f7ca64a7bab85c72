import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { fingerprint, stampOf } from './scripts/stale.mjs';

/**
 * Every package and its entries (name in dist → source), in dependency order: each is checked against the built
 * declarations of those before it, as its users will be. `rollup -c --configOnly contract,client` builds a few.
 */
const libraries = {
  contract: ['index', 'openapi', 'docs/index'],
  client: ['index', 'testing/index'],
  backend: ['index'],
  elements: ['index', 'provider', 'pay-code', 'coupon-center', 'rights-wallet', 'energy-card', 'check-in', 'lottery', 'invite', 'scan', 'cashier'],
  gateway: ['index', 'main'],
};

/** The snippet's files are served by version and kept by browsers for ever; its two documents stand above them. */
const { version } = JSON.parse(readFileSync('packages/embed/package.json', 'utf8'));

/**
 * Browser bundles with everything in them: the snippet's loader and the documents it frames, under an address that
 * carries the version, and the partner's page. HTML stands in `into` and names the version as `{{version}}`.
 */
const bundles = {
  embed: { from: 'packages/embed/src', into: 'packages/embed/dist', scripts: `packages/embed/dist/${version}`, loader: 'embed', modules: ['frame', 'sign-in'] },
  'partner-platform': { from: 'examples/partner-platform/src', into: 'examples/partner-platform/dist', scripts: 'examples/partner-platform/dist', modules: ['page'] },
  cashier: { from: 'examples/cashier/src', into: 'examples/cashier/dist', scripts: 'examples/cashier/dist', modules: ['page'] },
};

const sourceOf = (name, entry) => [`packages/${name}/src/${entry}.ts`, `packages/${name}/src/${entry}/${entry}.ts`].find((path) => existsSync(path));

const existing = (names, pathOf) => Object.fromEntries(names.map((name) => [name, pathOf(name)]).filter(([, path]) => path && existsSync(path)));

const types = (from, into) => typescript({
  tsconfig: './tsconfig.json',
  include: [`${from}/**/*.ts`],
  exclude: ['**/*.test.ts', '**/*.stories.ts', '**/gateway/src/testing.ts', '**/scripts/**'],
  noEmitOnError: true,
  filterRoot: process.cwd(),
  compilerOptions: {
    // The other packages by their built declarations, never by their sources.
    customConditions: [],
    noEmit: false,
    rootDir: from,
    outDir: into,
    sourceMap: true,
    ...(from.startsWith('packages/') && !from.includes('/embed/') ? { declaration: true, declarationMap: true, declarationDir: into } : { declaration: false }),
  },
});

/** Whatever was built before goes once the sources are found right, so that no chunk of an older build stays behind. */
const fresh = (into) => ({ name: 'fresh', renderStart: () => rmSync(into, { recursive: true, force: true }) });

/** Notes what a build was made from, as it was when the build began, so that `npm start` builds only what is stale. */
const stamped = (name) => {
  let before;
  return { name: 'stamped', buildStart: () => { before = fingerprint(name); }, writeBundle: () => writeFileSync(stampOf(name), before) };
};

const assets = (from, into, scripts) => ({
  name: 'assets',
  writeBundle() {
    for (const file of readdirSync(from).filter((name) => /\.(html|css|svg)$/.test(name))) {
      const text = readFileSync(`${from}/${file}`, 'utf8');
      writeFileSync(`${file.endsWith('.html') ? into : scripts}/${file}`, file.endsWith('.html') ? text.replaceAll('{{version}}', version) : text);
    }
  },
});

/** The decoder's WebAssembly stands once beside each output; whoever names it by `new URL('….wasm', import.meta.url)` finds it there. */
const wasm = () => ({
  name: 'wasm',
  transform(code) {
    if (!/new URL\('[./]*zxing_reader\.wasm', import\.meta\.url\)\.href/.test(code)) return null;
    const source = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
    const reference = this.emitFile({ type: 'asset', fileName: 'zxing_reader.wasm', source });
    return { code: code.replace(/new URL\('[./]*zxing_reader\.wasm', import\.meta\.url\)\.href/, `import.meta.ROLLUP_FILE_URL_${reference}`), map: null };
  },
});

/** Bare names stay imports, except for tslib, whose few helpers are inlined so that no package needs it. */
const external = (id) => !/^[./\0]/.test(id) && id !== 'tslib';

/** zod explains its pure marks in comments that Rollup cannot read, and imports in a circle; lit's packages are free of both. */
const onwarn = (warning, warn) => {
  const place = `${warning.id ?? ''}${warning.ids?.join() ?? ''}${warning.loc?.file ?? ''}`;
  if (!/node_modules\/zod\//.test(place)) warn(warning);
};

const minify = () => terser({ ecma: 2020, module: true, compress: { passes: 2 }, format: { comments: false } });
const browser = () => resolve({ browser: true, exportConditions: ['production', 'browser'] });

function library([name, entries]) {
  const into = `packages/${name}/dist`;
  return {
    input: existing(entries, (entry) => sourceOf(name, entry)),
    external,
    onwarn,
    plugins: [fresh(into), resolve({ resolveOnly: ['tslib'] }), wasm(), types(`packages/${name}/src`, into), stamped(name)],
    // The gateway's files stay side by side: it finds its manifest one folder up, in src and in dist.
    output: { dir: into, format: 'es', sourcemap: true, entryFileNames: '[name].js', chunkFileNames: name === 'gateway' ? '[name]-[hash].js' : 'chunks/[name]-[hash].js' },
  };
}

function bundle([name, { from, into, scripts, loader, modules }]) {
  const input = existing(modules, (entry) => `${from}/${entry}.ts`);
  if (Object.keys(input).length === 0) return [];
  const plugins = () => [browser(), wasm(), types(from, scripts), stamped(name)];
  const output = { dir: scripts, sourcemap: true, plugins: [minify()] };
  const split = { ...output, format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' };
  return [
    { input, onwarn, plugins: [fresh(into), ...plugins(), assets(from, into, scripts)], output: split },
    ...(loader ? [{ input: `${from}/${loader}.ts`, onwarn, plugins: plugins(), output: { ...output, format: 'iife', entryFileNames: `${loader}.js` } }] : []),
  ];
}

export default ({ configOnly }) => {
  const wanted = (name) => !configOnly || configOnly.split(',').includes(name);
  return [
    ...Object.entries(libraries).filter(([name]) => wanted(name)).map(library).filter(({ input }) => Object.keys(input).length > 0),
    ...Object.entries(bundles).filter(([name]) => wanted(name)).flatMap(bundle),
  ];
};
