import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sharesOf } from './funders.js';

/** One to five percentages that sum to 100. */
const shares = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 100]).map((cuts) => cuts.slice(1).map((cut, place) => ({ kind: 'bank' as const, percent: cut - (cuts[place] ?? 0) })));

describe('a discount among its funders', () => {
  it('fault 12: is cut into whole fen that sum to it, each within a fen of its share, in 10,000 discounts', () => {
    fc.assert(fc.property(fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 1e12 })), shares, (amount, funders) => {
      const parts = sharesOf(amount, funders).map((share) => share.amount);
      assert.equal(parts.reduce((sum, part) => sum + BigInt(part), 0n), BigInt(amount));
      for (const [place, part] of parts.entries()) {
        const exact = BigInt(amount) * BigInt(funders[place]!.percent);
        assert.ok(Number.isInteger(part) && part >= 0);
        assert.ok(BigInt(part) * 100n > exact - 100n && BigInt(part) * 100n < exact + 100n, `${part} of ${amount} at ${funders[place]!.percent} %`);
      }
    }), { numRuns: 10_000 });
  });

  it('gives the fen that is left over to the largest remainder, and the first of equals', () => {
    const cut = (amount: number, ...percents: number[]) => sharesOf(amount, percents.map((percent) => ({ kind: 'bank', percent }))).map((share) => share.amount);
    assert.deepEqual([cut(101, 80, 20), cut(103, 80, 20), cut(1, 50, 50), cut(2, 34, 33, 33), cut(0, 60, 40), cut(6000, 100)], [[81, 20], [82, 21], [1, 0], [1, 1, 0], [0, 0], [6000]]);
  });
});
