import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { classify, hashOf, mintNumber } from './number.js';
import { foreignSchemes } from './schemes.js';

describe('pay code numbers', () => {
  it('mints 10,000 numbers of 18 digits, all different, none in a real scheme\'s range', () => {
    const numbers = Array.from({ length: 10_000 }, () => mintNumber((bytes) => randomBytes(bytes)));
    assert.equal(new Set(numbers).size, 10_000);
    for (const number of numbers) {
      assert.match(number, /^87\d{16}$/);
      assert.deepEqual(foreignSchemes.filter(({ pattern }) => pattern.test(number)), []);
      assert.deepEqual(classify(number), { kind: 'own', number });
    }
  });

  it('spreads the random digits evenly', () => {
    const counts = new Array<number>(10).fill(0);
    for (let n = 0; n < 10_000; n += 1) for (const digit of mintNumber((bytes) => randomBytes(bytes)).slice(2)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 16_000) ** 2 / 16_000, 0);
    // 9 degrees of freedom: 40 is passed by chance about once in 130,000 runs.
    assert.ok(chiSquare < 40, `chi square ${chiSquare}`);
  });

  it('throws a draw away that would make small numbers likelier', () => {
    const draws = [new Uint8Array(8).fill(255), new Uint8Array(8)];
    assert.equal(mintNumber(() => draws.shift() ?? assert.fail()), '870000000000000000');
  });

  const cases: readonly (readonly [string, string | null])[] = [
    ['134567890123456789', 'wechat'], ['135112298638468293', 'wechat'], ['160345678901234567', 'wechat-160'], ['165345678901234567', null],
    ['289431869362714645', 'alipay'], ['301234567890123456789012', 'alipay'], ['2412345678901234', null],
    ['6212345678901234567', 'unionpay-c2b'], ['621234567890123456', null], ['0112345678901234567', 'e-cny'],
    ['13456789012345678', null], ['hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=', 'emv-cpm'], ['', null], ['https://example.com/', null],
    ['8712345678901234', null], ['87123456789012345678', null],
  ];
  for (const [code, scheme] of cases) {
    it(`reads ${code === '' ? 'nothing' : code} as ${scheme ?? 'no code'}`, () => {
      const classified = classify(code);
      assert.equal(classified.kind === 'foreign' ? classified.scheme.name : null, scheme);
      assert.notEqual(classified.kind, 'own');
    });
  }

  for (const typed of ['8712 3456 7890 1234 56', ' 871234567890123456\n', '8712-3456-7890-1234-56', '８７１２３４５６７８９０１２３４５６']) {
    it(`takes ${JSON.stringify(typed)} as it was meant`, () => {
      assert.deepEqual(classify(typed), { kind: 'own', number: '871234567890123456' });
    });
  }

  it('keeps a number as a hash that needs the gateway\'s secret', () => {
    const [one, other] = [hashOf({ signingSecret: new Uint8Array(32).fill(1) }, '87'), hashOf({ signingSecret: new Uint8Array(32).fill(2) }, '87')];
    assert.match(one, /^[0-9a-f]{64}$/);
    assert.notEqual(one, other);
  });
});
