import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

/**
 * Every package and its entries (name in dist → source), in dependency order: each is checked against the built
 * declarations of those before it, as its users will be. `rollup -c --configOnly contract,client` builds a few.
 */
const libraries = {
  contract: ['index', 'openapi', 'problem', 'session', 'pay-code', 'payment', 'coupon', 'right', 'energy', 'store', 'event'],
  client: ['index', 'testing/index'],
  backend: ['index'],
  elements: ['index', 'provider', 'pay-code', 'coupon-center', 'rights-wallet', 'energy-card', 'cashier'],
  gateway: ['index', 'main'],
};

/** The snippet's files are served by version and kept by browsers for ever; its two documents stand above them. */
const { version } = JSON.parse(readFileSync('packages/embed/package.json', 'utf8'));

/** Browser bundles with everything in them: the pages of the snippet, and the partner's page. */
const bundles = {
  embed: { from: 'packages/embed/src', into: `packages/embed/dist/${version}`, pages: 'packages/embed/dist', loader: 'embed', modules: ['frame', 'sign-in'] },
  'partner-platform': { from: 'examples/partner-platform/src', into: 'examples/partner-platform/dist', modules: ['page'] },
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
    ...(from.startsWith('packages/') && !from.includes('/embed/') ? { declaration: true, declarationMap: true, declarationDir: into } : {}),
  },
});

/** Whatever was built before goes first, so that no chunk of an older build stays behind. */
const fresh = (into) => ({ name: 'fresh', buildStart: () => rmSync(into, { recursive: true, force: true }) });

const assets = (from, into, pages) => ({
  name: 'assets',
  writeBundle() {
    mkdirSync(into, { recursive: true });
    const files = readdirSync(from);
    for (const file of files.filter((name) => /\.(css|svg)$/.test(name))) copyFileSync(`${from}/${file}`, `${into}/${file}`);
    for (const file of files.filter((name) => name.endsWith('.html'))) writeFileSync(`${pages}/${file}`, readFileSync(`${from}/${file}`, 'utf8').replaceAll('{{version}}', version));
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
    plugins: [fresh(into), resolve({ resolveOnly: ['tslib'] }), types(`packages/${name}/src`, into)],
    output: { dir: into, format: 'es', sourcemap: true, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
  };
}

function bundle([, { from, into, pages = into, loader, modules }]) {
  const input = existing(modules, (entry) => `${from}/${entry}.ts`);
  const common = (clear) => ({ onwarn, plugins: [...(clear ? [fresh(into)] : []), browser(), types(from, into)] });
  return [
    ...(loader && existsSync(`${from}/${loader}.ts`)
      ? [{ ...common(true), input: `${from}/${loader}.ts`, output: { dir: into, format: 'iife', entryFileNames: `${loader}.js`, sourcemap: true, plugins: [minify()] } }]
      : []),
    ...(Object.keys(input).length > 0
      ? [{
          ...common(!loader),
          input,
          output: { dir: into, format: 'es', sourcemap: true, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', plugins: [minify(), assets(from, into, pages)] },
        }]
      : []),
  ];
}

export default ({ configOnly }) => {
  const wanted = (name) => !configOnly || configOnly.split(',').includes(name);
  return [
    ...Object.entries(libraries).filter(([name]) => wanted(name)).map(library).filter(({ input }) => Object.keys(input).length > 0),
    ...Object.entries(bundles).filter(([name]) => wanted(name)).flatMap(bundle),
  ];
};
