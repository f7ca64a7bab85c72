import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import manifest from '../packages/elements/custom-elements.json';
import './preview.css';

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  initialGlobals: { theme: 'light', language: 'story' },
  globalTypes: {
    theme: { toolbar: { title: 'Theme', icon: 'circlehollow', dynamicTitle: true, items: [{ value: 'light', title: 'Light' }, { value: 'dark', title: 'Dark' }] } },
    language: {
      toolbar: {
        title: 'Language', icon: 'globe', dynamicTitle: true,
        items: [{ value: 'story', title: 'As the story says' }, { value: 'zh-CN', title: '简体中文' }, { value: 'zh-HK', title: '繁體中文' }, { value: 'en', title: 'English' }],
      },
    },
  },
  decorators: [
    (story, context) => {
      const { theme, language } = context.globals as { theme: string; language: string };
      const page = document.documentElement;
      page.style.colorScheme = theme;
      page.lang = language === 'story' ? 'zh-CN' : language;
      return language === 'story' ? story() : story({ args: { ...context.args, locale: language } });
    },
  ],
  parameters: {
    layout: 'padded',
    controls: { expanded: true },
    a11y: { test: 'error' },
    options: { storySort: { order: ['Welcome', 'Theming', 'Tokens', 'Widgets', 'Engage'] } },
  },
};
export default preview;
