import { flatConfigs } from './scripts/lint/plugins.mjs';
import { floors } from './scripts/lint/floors.mjs';
import { house } from './scripts/lint/house.mjs';
import tseslint from 'typescript-eslint';

/** A gateway verb: a file of a noun's folder that is neither its routes, tables or seed nor a test. */
const verbs = 'packages/gateway/src/{session,store,event,verification,pay-code,merchant-code,payment,coupon,right,energy}/*.ts';

/** Markup made of strings, and messages for anybody: neither may come into a page. */
const unsafe = [
  { selector: "AssignmentExpression > MemberExpression.left[property.name=/^(innerHTML|outerHTML|srcdoc)$/]", message: 'Markup comes from lit templates, never from a string.' },
  { selector: "CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe)$/], CallExpression[callee.object.name='document'][callee.property.name=/^writeln?$/]", message: 'Markup comes from lit templates, never from a string.' },
  { selector: "ImportSpecifier[imported.name=/^unsafe(HTML|SVG|CSS|Static)$/]", message: 'Markup comes from lit templates, never from a string.' },
  { selector: "CallExpression[callee.property.name='postMessage'] > Literal[value='*']", message: 'Name the exact origin a message is for.' },
  { selector: "CallExpression[callee.property.name='postMessage'] Property[key.name='targetOrigin'] > Literal[value='*']", message: 'Name the exact origin a message is for.' },
];

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', 'coverage/', 'storybook-static/', '.tessera/', 'docs/'] },
  {
    plugins: { tessera: { rules: { floors, ...house } } },
    rules: Object.fromEntries(['floors', ...Object.keys(house)].map((name) => [`tessera/${name}`, 'error'])),
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: { 'max-lines': ['error', { max: 300 }] } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, flatConfigs.lit, flatConfigs.litA11y, flatConfigs.wc],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      'no-eval': 'error',
      'no-restricted-syntax': ['error', ...unsafe],
      // Lit binds `@click=${this.#onClick}` to the element by itself.
      '@typescript-eslint/unbound-method': 'off',
      // Numbers read well in sentences as they are.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Arrow handlers may give back what they call: `() => this.close()`.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A verb and a lit lifecycle keep the shape their caller expects, with or without an await.
      '@typescript-eslint/require-await': 'off',
      // `const Coupon` and `type Coupon` share one name by intent; empty bodies say "nothing" where a callback must be given.
      '@typescript-eslint/no-empty-function': 'off',
      // Flags change while a function awaits, which the types cannot see.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Spreading a string walks its code points, which is what is meant here.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      // The guarded `@element` registers classes; expressions that change on each render are lit's normal way.
      'lit/no-template-arrow': 'off',
      'lit/no-template-map': 'off',
    },
  },
  { files: [verbs], ignores: ['**/{routes,tables,seed,seed-*,testing}.ts', '**/*.test.ts'], rules: { 'max-lines': ['error', { max: 100 }] } },
  {
    files: ['**/*.{test,stories}.ts', '**/testing.ts', '**/testing/**/*.ts', 'tests/**/*.ts'],
    rules: {
      // A test may know more than the types do, and fails by itself when it is wrong.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // node:test gives back promises that the runner itself awaits; chai's properties are assertions,
      // and the DOM snapshot plugin's types say that `.equal()` gives back a promise, which it does not.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', name: ['test', 'describe', 'it', 'suite'], package: 'node:test' }, 'Equal', 'Include', 'Equals'] }],
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
    },
  },
  {
    files: ['**/*.{mjs,js}'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
);
