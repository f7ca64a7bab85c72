import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { problemTexts } from '../problem-text.js';
import { messages as english } from './en.js';
import type { Messages } from './localize.js';
import { messages as hongKong } from './zh-HK.js';

const root = new URL('../', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.(test|stories))\.ts$/.test(name) && !name.startsWith('locale/'));

/** The keys of every `msg('…')` and msg(str`…`) in a source, values as {0}, {1} … */
const keysOf = (text: string): string[] => [
  ...[...text.matchAll(/\bmsg\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, key = '']) => key.replace(/\\(.)/g, '$1')),
  ...[...text.matchAll(/\bmsg\(\s*str`((?:[^`\\]|\\.)*)`/g)].map(([, key = '']) => holes(key)),
];

/** Replaces each `${…}` by its number, minding nested braces. */
function holes(template: string): string {
  let out = '';
  let count = 0;
  for (let at = 0; at < template.length; at += 1) {
    if (!template.startsWith('${', at)) out += template[at] ?? '';
    else {
      let depth = 1;
      for (at += 2; depth > 0; at += 1) depth += template[at] === '{' ? 1 : template[at] === '}' ? -1 : 0;
      at -= 1;
      out += `{${count}}`;
      count += 1;
    }
  }
  return out;
}

const used = new Map(sources.flatMap((name) => keysOf(readFileSync(new URL(name, root), 'utf8')).map((key) => [key, name] as const)));
for (const key of Object.values(problemTexts).flat()) used.set(key, 'problem-text.ts');

describe('the translations', () => {
  for (const [locale, messages] of Object.entries<Messages>({ en: english, 'zh-HK': hongKong })) {
    it(`${locale} has every text the widgets say`, () => {
      const missing = [...used].filter(([key]) => !Object.hasOwn(messages, key)).map(([key, name]) => `${name}: ${key}`);
      assert.deepEqual(missing, []);
    });

    it(`${locale} has each text in one place`, () => {
      const folder = new URL(`locale/${locale}/`, root);
      const keys = readdirSync(folder).flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^ {2}'((?:[^'\\]|\\.)*)':/gm)].map(([, key]) => key));
      assert.deepEqual(keys.filter((key, place) => keys.indexOf(key) !== place), []);
      assert.equal(keys.length, Object.keys(messages).length);
    });

    it(`${locale} keeps every value of a text, and no markup`, () => {
      const values = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(String).sort();
      for (const [key, text] of Object.entries(messages)) {
        if (typeof text !== 'string') continue;
        assert.deepEqual(values(text), values(key), key);
        assert.doesNotMatch(text, /[<>]/, key);
      }
    });
  }
});
