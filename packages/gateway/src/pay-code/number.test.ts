import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import prefixes from '../emv/pay-code-prefixes.vectors.json' with { type: 'json' };
import { classify, hashOf, mintNumber, payloadOf } from './number.js';
import { foreignSchemes } from './schemes.js';

const random = (bytes: number) => randomBytes(bytes);
const sort = (text: string) => classify(text, 'sandbox');

describe('pay code numbers', () => {
  for (const [environment, start] of [['sandbox', /^87\d{16}$/], ['live', /^88\d{16}$/]] as const) {
    it(`mints 10,000 numbers of 18 digits in the ${environment}, all different, none in a real scheme's range`, () => {
      const numbers = Array.from({ length: 10_000 }, () => mintNumber(random, environment));
      assert.equal(new Set(numbers).size, 10_000);
      const published = prefixes.rules.map(({ regex }) => new RegExp(regex));
      for (const number of numbers) {
        assert.match(number, start);
        assert.deepEqual([...foreignSchemes.map(({ pattern }) => pattern), ...published].filter((pattern) => pattern.test(number)), []);
        assert.deepEqual(classify(number, environment), { kind: 'own', number });
      }
    });
  }

  it('spreads the random digits evenly', () => {
    const counts = new Array<number>(10).fill(0);
    for (let n = 0; n < 10_000; n += 1) for (const digit of mintNumber(random, 'sandbox').slice(2)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 16_000) ** 2 / 16_000, 0);
    // 9 degrees of freedom: 40 is passed by chance about once in 130,000 runs.
    assert.ok(chiSquare < 40, `chi square ${chiSquare}`);
  });

  it('throws a draw away that would make small numbers likelier', () => {
    const draws = [new Uint8Array(8).fill(255), new Uint8Array(8)];
    assert.equal(mintNumber(() => draws.shift() ?? assert.fail(), 'sandbox'), '870000000000000000');
  });

  for (const { code, scheme } of prefixes.classify_cases) {
    it(`reads the published case ${code === '' ? 'of nothing' : code} as ${scheme ?? 'no code'}`, () => {
      const classified = sort(code);
      assert.equal(classified.kind === 'foreign' ? classified.name : null, scheme);
      assert.notEqual(classified.kind, 'own');
    });
  }

  it('knows every scheme of the published table, by the same range', () => {
    for (const { scheme, regex } of prefixes.rules.filter(({ scheme: name }) => name !== 'emv-cpm')) {
      assert.equal(foreignSchemes.find(({ name }) => name === scheme)?.pattern.source.replaceAll('\\d', '[0-9]'), regex.replaceAll('\\d', '[0-9]'), scheme);
    }
  });

  const cases: readonly (readonly [string, string])[] = [
    ['6212345678901234567', 'foreign'], ['0112345678901234567', 'foreign'], ['887654321098765432', 'other_environment'],
    ['https://example.com/', 'malformed'], ['8712345678901234', 'malformed'], ['87123456789012345678', 'malformed'],
  ];
  for (const [code, kind] of cases) {
    it(`reads ${code} as ${kind}`, () => assert.equal(sort(code).kind, kind));
  }

  it('names the other environment, in digits and in a payload', () => {
    for (const text of ['887654321098765432', payloadOf({ payCodeFormat: 'emv' }, '887654321098765432')]) {
      assert.deepEqual(sort(text), { kind: 'other_environment', title: 'the live gateway' });
    }
    assert.deepEqual(classify('871234567890123456', 'live'), { kind: 'other_environment', title: 'the sandbox' });
  });

  it('writes any number as an EMVCo payload and reads it back', () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 16n - 1n), (draw) => {
      const number = `87${draw.toString().padStart(16, '0')}`;
      const payload = payloadOf({ payCodeFormat: 'emv' }, number);
      assert.match(payload, /^hQVDUFY/);
      assert.ok(payload.length <= 512 && !payload.includes(number));
      assert.deepEqual(sort(payload), { kind: 'own', number });
    }), { numRuns: 1000 });
  });

  it('names the application of another issuer\'s payload, and says where a broken one goes wrong', () => {
    const unionpay = sort('hQVDUFYwMWFWTwigAAADMwEBAlcRYmNgAQBxNnLSMSIBAAABiAFfNAEAYzOfJghWite85mtxi58nAYCfEBEHAAEDoAAAAQgwMDAwMDAwMZ82AhEiggIAAJ83BCJgSI4=');
    assert.ok(unionpay.kind === 'foreign' && unionpay.title.includes('A000000333010102'));
    const broken = sort(payloadOf({ payCodeFormat: 'emv' }, '871234567890123456').slice(0, -4));
    assert.ok(broken.kind === 'malformed' && broken.why.startsWith('Object 61'), JSON.stringify(broken));
  });

  for (const typed of ['8712 3456 7890 1234 56', ' 871234567890123456\n', '8712-3456-7890-1234-56', '８７１２３４５６７８９０１２３４５６']) {
    it(`takes ${JSON.stringify(typed)} as it was meant`, () => {
      assert.deepEqual(sort(typed), { kind: 'own', number: '871234567890123456' });
    });
  }

  it('keeps a number as a hash that needs the gateway\'s secret', () => {
    const [one, other] = [hashOf({ signingSecret: new Uint8Array(32).fill(1) }, '87'), hashOf({ signingSecret: new Uint8Array(32).fill(2) }, '87')];
    assert.match(one, /^[0-9a-f]{64}$/);
    assert.notEqual(one, other);
  });
});
