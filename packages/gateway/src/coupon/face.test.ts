import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Face } from '@tessera/contract';
import { savingOf } from './face.js';
import { fen } from './testing.js';

const off = (amount: number, threshold: number): Face => ({ kind: 'amount_off', off: fen(amount), threshold: fen(threshold) });
const percent = (taken: number, cap: number | null, threshold = 0): Face => ({ kind: 'percent_off', percent: taken, cap: cap === null ? null : fen(cap), threshold: fen(threshold) });

/** Published rule sets: Jinan 2023 (泉城购, 200-60, 100-30, 50-10) and Beijing 2020 (160-40, 80-20, 40-10). */
const jinan = [off(6000, 20_000), off(3000, 10_000), off(1000, 5000)];
const beijing = [off(1000, 4000), off(2000, 8000), off(4000, 16_000)];
const best = (faces: readonly Face[], amount: number) => Math.max(...faces.map((face) => savingOf(face, amount)));

describe('savingOf', () => {
  for (const [set, faces, order, saving] of [
    ['Jinan', jinan, 10_000, 3000], ['Jinan', jinan, 9999, 1000], ['Jinan', jinan, 20_000, 6000], ['Jinan', jinan, 4999, 0], ['Beijing', beijing, 21_000, 4000],
  ] as const) {
    it(`takes ${saving} off ${order} by the ${set} rules`, () => assert.equal(best(faces, order), saving));
  }

  for (const [name, face, amount, saving] of [
    ['8.8 折 of ¥100 is ¥12 off', percent(12, 2000), 10_000, 1200],
    ['a cap ends a percentage', percent(12, 2000), 100_000, 2000],
    ['a percentage is rounded down', percent(12, null), 99, 11],
    ['a percentage waits for its threshold', percent(12, null, 5000), 4999, 0],
    ['nothing saves more than the price', off(1000, 0), 300, 300],
    ['an exchange is no money', { kind: 'exchange', item: 'coffee' } as Face, 10_000, 0],
  ] as const) {
    it(name, () => assert.equal(savingOf(face, amount), saving));
  }

  it('is whole, between 0 and the price, and never falls as the price grows', () => {
    const face = fc.oneof(
      fc.record({ o: fc.nat(1e6), t: fc.nat(1e6) }).map(({ o, t }) => off(o, t)),
      fc.record({ p: fc.integer({ min: 1, max: 99 }), c: fc.option(fc.nat(1e6)), t: fc.nat(1e6) }).map(({ p, c, t }) => percent(p, c, t)),
    );
    fc.assert(fc.property(face, fc.nat(5_000_000), fc.nat(1000), (each, amount, more) => {
      const saving = savingOf(each, amount);
      assert.ok(Number.isSafeInteger(saving) && saving >= 0 && saving <= amount);
      assert.ok(savingOf(each, amount + more) >= saving);
    }), { numRuns: 1000 });
  });

  it('stays exact for the largest money', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 1e12 }), (taken, amount) => {
      assert.equal(BigInt(savingOf(percent(taken, null), amount)), (BigInt(amount) * BigInt(taken)) / 100n);
    }), { numRuns: 1000 });
  });
});
