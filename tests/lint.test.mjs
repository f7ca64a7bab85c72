import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';

const eslint = new ESLint();
const rulesBroken = async (filePath, text) => {
  const [{ messages }] = await eslint.lintText(text, { filePath });
  const fatal = messages.find((message) => message.fatal);
  assert.equal(fatal, undefined, fatal?.message);
  return messages.map(({ ruleId }) => ruleId);
};

/** Each row: what is broken, in which (existing) file, by which line, and the rule that says so. */
const broken = [
  ['the contract imports the client', 'packages/contract/src/index.ts', "export { createClient } from '@tessera/client';", 'tessera/floors'],
  ['the contract imports the whole of zod', 'packages/contract/src/money.ts', "import { z } from 'zod';\nexport const a = z.string();", 'tessera/floors'],
  ['the client imports lit', 'packages/client/src/index.ts', "export { html } from 'lit';", 'tessera/floors'],
  ['the client reaches the gateway by path', 'packages/client/src/index.ts', "export { createApp } from '../../gateway/src/app.js';", 'tessera/floors'],
  ['an element imports the client by value', 'packages/elements/src/widget.ts', "export { createClient } from '@tessera/client';", 'tessera/floors'],
  ['an element imports the contract by value', 'packages/elements/src/pay-code/pay-code.ts', "export { routes } from '@tessera/contract';", 'tessera/floors'],
  ['an element imports ky', 'packages/elements/src/pay-code/pay-code.ts', "export { default } from 'ky';", 'tessera/floors'],
  ['an element imports another element', 'packages/elements/src/pay-code/pay-code.ts', "export { EnergyCardElement } from '../energy-card/energy-card.js';", 'tessera/floors'],
  ['the foundation imports an element', 'packages/elements/src/widget.ts', "export { PayCodeElement } from './pay-code/pay-code.js';", 'tessera/floors'],
  ['an element imports another one lazily', 'packages/elements/src/pay-code/pay-code.ts', "export const later = () => import('../energy-card/energy-card.js');", 'tessera/floors'],
  ['the gateway imports elements', 'packages/gateway/src/app.ts', "export { PayCodeElement } from '@tessera/elements';", 'tessera/floors'],
  ['a verb knows the HTTP library', 'packages/gateway/src/coupon/claim.ts', "export { Hono } from 'hono';", 'tessera/floors'],
  ['a coupon calls back up to a payment', 'packages/gateway/src/coupon/claim.ts', "export { charge } from '../payment/charge.js';", 'tessera/floors'],
  ['the ledger knows a noun', 'packages/gateway/src/ledger/ledger.ts', "export { claim } from '../coupon/claim.js';", 'tessera/floors'],
  ['a console call in a package', 'packages/client/src/index.ts', "console.log('here');", 'no-console'],
  ['any', 'packages/client/src/index.ts', 'export const a = (b: any) => b as string;', '@typescript-eslint/no-explicit-any'],
  ['a promise nobody waits for', 'packages/client/src/index.ts', "fetch('/');", '@typescript-eslint/no-floating-promises'],
  ['markup from a string', 'packages/elements/src/widget.ts', "document.body.innerHTML = '<b>1</b>';", 'no-restricted-syntax'],
  ['lit told to trust a string', 'packages/elements/src/widget.ts', "import { unsafeHTML } from 'lit/directives/unsafe-html.js';\nexport const a = unsafeHTML('');", 'no-restricted-syntax'],
  ['a message for anybody', 'packages/elements/src/widget.ts', "parent.postMessage({}, '*');", 'no-restricted-syntax'],
  ['a skipped test', 'packages/client/src/create-client.test.ts', "it.skip('works', () => undefined);", 'tessera/every-test-runs'],
  ['a focused test', 'packages/client/src/create-client.test.ts', "describe.only('all', () => undefined);", 'tessera/every-test-runs'],
  ['code in a comment', 'packages/client/src/index.ts', "// const a = retry(3);\nexport const b = 1;", 'tessera/no-commented-code'],
  ['a suppression without a reason', 'packages/client/src/index.ts', "console.log(1); // eslint-disable-line no-console", 'tessera/described-disable'],
  ['an element under another name', 'packages/elements/src/pay-code/pay-code.ts', "declare const element: (tag: string) => ClassDecorator;\n@element('tessera-pay-code')\nexport class Code {}", 'tessera/element-name'],
  ['a file over 300 lines', 'packages/client/src/index.ts', 'export const a = 1;' + '\n'.repeat(302), 'max-lines'],
  ['a verb over 100 lines', 'packages/gateway/src/coupon/claim.ts', '\n'.repeat(102), 'max-lines'],
];

const whole = [
  ['the provider makes the client', 'packages/elements/src/provider/provider.ts', "export { createClient } from '@tessera/client';"],
  ['an element takes the types of the client', 'packages/elements/src/widget.ts', "export type { TesseraClient } from '@tessera/client';"],
  ['a payment calls a coupon', 'packages/gateway/src/payment/charge.ts', "export { claim } from '../coupon/claim.js';"],
  ['routes know the HTTP library', 'packages/gateway/src/coupon/routes.ts', "export { Hono } from 'hono';"],
  ['a comment that explains', 'packages/client/src/index.ts', '// A retry (of a write) keeps its key.\nexport const a = 1;'],
  ['an exact origin', 'packages/elements/src/widget.ts', "parent.postMessage({}, 'https://pay.example');"],
];

describe('the linter', () => {
  for (const [what, file, text, rule] of broken) {
    it(`refuses: ${what}`, async () => assert.ok((await rulesBroken(file, text)).includes(rule), `${rule} did not fire`));
  }
  for (const [what, file, text] of whole) {
    it(`allows: ${what}`, async () => assert.deepEqual(await rulesBroken(file, text), []));
  }
  it('refuses a drawer for anything', async () => {
    assert.ok((await rulesBroken('scripts/lint/utils.mjs', 'export const a = 1;\n')).includes('tessera/file-name'));
  });
});
