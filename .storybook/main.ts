import type { StorybookConfig } from '@storybook/web-components-vite';

/** Our packages by their sources, so that a story shows the code as it stands and nothing has to be built first. */
const conditions = ['@tessera/source', 'module', 'browser', 'development|production'];

const config: StorybookConfig = {
  framework: { name: '@storybook/web-components-vite', options: {} },
  stories: ['./docs/*.mdx', '../packages/elements/src/**/*.mdx', '../packages/elements/src/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  // The decoder looks for its file beside itself: beside its source while developing, among the assets once built.
  staticDirs: ['/packages/elements/src', '/assets'].map((to) => ({ from: '../node_modules/zxing-wasm/dist/reader', to })),
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  viteFinal: (vite) => ({ ...vite, resolve: { ...vite.resolve, conditions }, build: { ...vite.build, chunkSizeWarningLimit: 4000 } }),
};
export default config;
