import type { StorybookConfig } from '@storybook/web-components-vite';

/** Our packages by their sources, so that a story shows the code as it stands and nothing has to be built first. */
const conditions = ['@tessera/source', 'module', 'browser', 'development|production'];

const config: StorybookConfig = {
  framework: { name: '@storybook/web-components-vite', options: {} },
  stories: ['./docs/*.mdx', '../packages/elements/src/**/*.mdx', '../packages/elements/src/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  viteFinal: (vite) => ({ ...vite, resolve: { ...vite.resolve, conditions }, build: { ...vite.build, chunkSizeWarningLimit: 4000 } }),
};
export default config;
