import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RideMode } from '@tessera/contract';
import { currentMethod, gramsSaved, methods } from './methods.js';
import { implausible } from './plausibility.js';
import { gramsForStreak, ripening, weeksLeft } from './rules.js';

const method = currentMethod();

describe('grams saved', () => {
  it('come from factors with a version and a source', () => {
    for (const each of methods) assert.ok(each.version !== '' && each.source.startsWith('https://'));
    assert.equal(new Set(methods.map((each) => each.version)).size, methods.length);
  });

  it('agree with the published figures to the digits they were published with', () => {
    // 22 km a day: 5.98 kg by car, 1.35 kg by metro, 4.63 kg saved (Beijing transport commission, 2019).
    assert.equal((method.car * 22 / 1e6).toFixed(2), '5.98');
    assert.equal((method.modes.metro * 22 / 1e6).toFixed(2), '1.35');
    assert.equal((gramsSaved(method, 'metro', 22_000) / 1000).toFixed(2), '4.63');
    assert.equal(gramsSaved(method, 'metro', 10_000), 2104);
    assert.equal(method.car / method.modes.bus, 4);
  });

  for (const [mode, meters, grams] of [
    ['walking', 1000, 271], ['cycling', 3000, 815], ['bus', 5000, 1019], ['metro', 1, 0], ['walking', 3, 0], ['walking', 4, 1], ['metro', 500_000, 105_200],
  ] as const) {
    it(`${meters} m by ${mode} save ${grams} g`, () => assert.equal(gramsSaved(method, mode, meters), grams));
  }

  it('are never negative, even for a mode that is worse than the car', () => {
    assert.equal(gramsSaved({ ...method, modes: { ...method.modes, bus: method.car + 1 } }, 'bus', 10_000), 0);
  });

  it('are whole, exact, and never more than the formula', () => {
    fc.assert(fc.property(fc.constantFrom(...RideMode.options), fc.integer({ min: 1, max: 500_000 }), (mode, meters) => {
      assert.equal(BigInt(gramsSaved(method, mode, meters)), (BigInt(method.car - method.modes[mode]) * BigInt(meters)) / 1_000_000n);
    }), { numRuns: 1000 });
  });
});

describe('a ride', () => {
  const now = new Date('2026-11-23T04:00:00Z');
  const ride = { mode: 'metro' as const, distanceMeters: 12_000, startedAt: new Date('2026-11-23T01:00:00Z'), endedAt: new Date('2026-11-23T01:30:00Z') };
  const on = (time: string) => new Date(time);

  it('that can have happened breaks no rule', () => assert.equal(implausible(ride, now), null));

  for (const [what, changed, rule] of [
    ['ends before it starts', { endedAt: on('2026-11-23T00:59:00Z') }, 'order'],
    ['ends when it starts', { endedAt: ride.startedAt }, 'order'],
    ['ends in a second from now', { endedAt: on('2026-11-23T04:00:01Z') }, 'future'],
    ['ended eight days ago', { startedAt: on('2026-11-15T01:00:00Z'), endedAt: on('2026-11-15T01:30:00Z') }, 'old'],
    ['lasts nine hours', { startedAt: on('2026-11-22T16:30:00Z') }, 'long'],
    ['goes 201 km by metro', { distanceMeters: 201_000, startedAt: on('2026-11-22T18:00:00Z') }, 'distance'],
    ['goes 400 km/h', { distanceMeters: 199_999 }, 'speed'],
    ['walks 13 km/h', { mode: 'walking' as const, distanceMeters: 6500 }, 'speed'],
    ['cycles 41 km/h', { mode: 'cycling' as const, distanceMeters: 20_500 }, 'speed'],
    ['goes 91 km/h by bus', { mode: 'bus' as const, distanceMeters: 45_500 }, 'speed'],
  ] as const) {
    it(`that ${what} breaks the rule "${rule}"`, () => assert.equal(implausible({ ...ride, ...changed }, now)?.rule, rule));
  }

  it('at exactly the speed of its mode is plausible', () => assert.equal(implausible({ ...ride, mode: 'walking', distanceMeters: 6000 }, now), null));

  it('by metro or bus ripens at midnight in Shanghai two days later, the others at once; all lapse after seven days', () => {
    // 23:50 on the 20th in Shanghai, and ten minutes later.
    assert.equal(ripening('metro', on('2026-11-20T15:50:00Z'), now).ripeAt.toISOString(), '2026-11-21T16:00:00.000Z');
    assert.equal(ripening('bus', on('2026-11-20T16:00:00Z'), now).ripeAt.toISOString(), '2026-11-22T16:00:00.000Z');
    const walk = ripening('walking', on('2026-11-20T15:50:00Z'), now);
    assert.deepEqual([walk.ripeAt, walk.lapsesAt.toISOString()], [now, '2026-11-30T04:00:00.000Z']);
  });
});

describe('the rules of the card', () => {
  it('give more for longer streaks', () => {
    assert.deepEqual([1, 6, 7, 29, 30, 400].map(gramsForStreak), [10, 10, 20, 20, 30, 30]);
  });

  it('say how many weeks a tree takes at the pace of four weeks', () => {
    // 10 km by metro on 22 days of a month, for 280 kg: about six months (the published range is two to six).
    assert.equal(weeksLeft(280_000, 2104 * 20), 27);
    assert.deepEqual([weeksLeft(0, 100), weeksLeft(-5, 0), weeksLeft(1000, 0), weeksLeft(1, 1_000_000)], [0, 0, null, 1]);
  });
});
