import { configs as litConfigs } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wcConfigs } from 'eslint-plugin-wc';

/** The recommended rules of the web-component plugins, in the flat form; lit-a11y still ships the old one. */
export const flatConfigs = {
  lit: litConfigs['flat/recommended'],
  wc: wcConfigs['flat/recommended'],
  litA11y: { plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
};
