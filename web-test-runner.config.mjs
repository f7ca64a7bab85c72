import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { countsReporter } from './scripts/test/counts-reporter.mjs';
import { chromiumArguments, chromiumPath, firefoxPath, miniBrowserPath } from './scripts/browsers.mjs';

/** Engines to run in: `BROWSERS=chromium,firefox,webkit npx wtr`; WebKit needs the driver that scripts/test.mjs starts. */
const wanted = (process.env.BROWSERS ?? 'chromium').split(',');

const launchers = {
  // A window of its own for every page: one in the background would wait for ever for its keys, taps and frames.
  chromium: async () =>
    chromeLauncher({
      launchOptions: { executablePath: await chromiumPath(), headless: true, args: [...chromiumArguments] },
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  firefox: () => chromeLauncher({ launchOptions: { browser: 'firefox', executablePath: firefoxPath(), headless: true } }),
  webkit: () =>
    webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: Number(process.env.WEBKIT_PORT ?? 4445),
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: miniBrowserPath(), args: ['--automation'] },
      },
    }),
};

const folders = process.env.PACKAGES ?? 'client,elements,embed';
const packages = folders.split(',').filter((name) => existsSync(new URL(`packages/${name}/src`, import.meta.url)));

export default {
  files: packages.flatMap((name) => [`packages/${name}/src/**/*.test.ts`, `!packages/${name}/src/**/*.node.test.ts`]),
  nodeResolve: { exportConditions: ['@tessera/source', 'browser', 'development'] },
  // The decoder's file stands beside the built decoder; its source finds it where it was installed.
  middleware: [(context, next) => {
    if (context.path.endsWith('/zxing_reader.wasm')) context.url = '/node_modules/zxing-wasm/dist/reader/zxing_reader.wasm';
    return next();
  }],
  plugins: [esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) })],
  browsers: await Promise.all(wanted.map((name) => launchers[name]())),
  reporters: [defaultReporter(), ...(process.env.TEST_COUNTS ? [countsReporter(process.env.TEST_COUNTS)] : [])],
  testFramework: { config: { timeout: 20_000 } },
  // WebKitGTK's driver opens one window at a time, and Firefox gives keys to one window only: the other would wait for ever.
  concurrency: wanted.every((name) => name === 'chromium') ? 2 : 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
  coverage: process.argv.includes('--coverage'),
  coverageConfig: {
    include: ['packages/*/src/**'],
    exclude: ['**/*.test.ts', '**/*.stories.ts', '**/testing/**'],
    reporters: ['text-summary', 'lcov'],
    reportDir: 'coverage',
  },
};
