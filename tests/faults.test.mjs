import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

/** The faults that claims, rights and the gateway before them have to stand. */
const REQUIRED = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 20, 21, 30, 31, 32, 33, 34, 38, 39, 40, 44, 45, 46, 49];
const root = new URL('../', import.meta.url);

const rows = readFileSync(new URL('docs/faults.md', root), 'utf8').split('\n').flatMap((line) => {
  const [, number, what, cell] = /^\| (\d+) \| ([^|]+) \| ([^|]*) \|$/.exec(line) ?? [];
  return number === undefined ? [] : [{ number: Number(number), what, cell }];
});

/** A file's names of tests, as they are said: escaped quotes are quotes. */
const namesIn = (file) => [...readFileSync(file, 'utf8').matchAll(/\b(?:it|test|describe)\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs)].map(([, , name]) => name.replace(/\\(['"`])/g, '$1'));

describe('the list of faults', () => {
  test('has every fault that this house has to stand, each once and in order', () => {
    const numbers = rows.map(({ number }) => number);
    assert.deepEqual(numbers, [...new Set(numbers)].sort((a, b) => a - b));
    assert.deepEqual(REQUIRED.filter((number) => !numbers.includes(number)), []);
  });

  for (const { number, what, cell } of rows) {
    test(`fault ${number}: its tests are there under these names: ${what}`, () => {
      const named = [...cell.matchAll(/`([^`]+)` “([^”]+)”/g)];
      assert.ok(named.length > 0 || cell.includes('missing: '), 'a test, or a word that it is missing');
      for (const [, path, name] of named) {
        const file = new URL(/^(packages|tests)\//.test(path) ? path : `packages/gateway/src/${path}`, root);
        assert.ok(existsSync(file), path);
        assert.ok(namesIn(file).some((found) => found.includes(name)), `${path} has no test “${name}”`);
      }
    });
  }
});
