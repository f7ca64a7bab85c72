import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { drawMillionth, MILLION, prizeAt } from './chance.js';

describe('the chances of a prize draw', () => {
  const prizes = [500, 20_000, 2000, 30_000, 77_500, 170_000, 300_000, 400_000].map((chances, place) => ({ place, chances }));

  it('come as published: 100,000 draws are within what chance explains (χ²)', () => {
    const counts = prizes.map(() => 0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const { place } = prizeAt(prizes, drawMillionth(randomBytes));
      counts[place] = (counts[place] ?? 0) + 1;
    }
    const chi = prizes.reduce((sum, { place, chances }) => {
      const expected = chances / 10;
      return sum + ((counts[place] ?? 0) - expected) ** 2 / expected;
    }, 0);
    // Seven degrees of freedom: 40.5 is passed by chance once in a million runs.
    assert.ok(chi < 40.5, `χ² ${chi}, counts ${counts.join(' ')}`);
  });

  it('throws a number again that would make some millionths likelier, and keeps the last fair one', () => {
    const fair = Math.floor(2 ** 32 / MILLION) * MILLION;
    const bytesOf = (value: number) => { const bytes = new Uint8Array(4); new DataView(bytes.buffer).setUint32(0, value); return bytes; };
    const thrown = [2 ** 32 - 1, fair, fair - 1];
    assert.equal(drawMillionth(() => bytesOf(thrown.shift() ?? 0)), MILLION - 1);
    assert.deepEqual(thrown, []);
  });

  it('gives every millionth to exactly one prize, in proportion', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 9 }), (cuts) => {
      const rest = MILLION - cuts.reduce((sum, cut) => sum + cut, 0);
      const parts = [...cuts, rest].map((chances, place) => ({ place, chances }));
      let start = 0;
      for (const { place, chances } of parts) {
        assert.equal(prizeAt(parts, start).place, place);
        assert.equal(prizeAt(parts, start + chances - 1).place, place);
        start += chances;
      }
      assert.equal(start, MILLION);
    }));
  });

  it('refuses chances that do not sum to a million', () => {
    assert.throws(() => prizeAt([{ chances: 10 }], 10), /sum to 10/);
  });
});
