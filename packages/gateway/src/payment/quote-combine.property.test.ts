import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import type { StoredFace, UsableCoupon } from '../coupon/coupon.js';
import { isMoneyOff, savingOf, sharesOf, thresholdOf } from '../coupon/coupon.js';
import { quotePoints } from './points.js';
import { combine } from './quote-combine.js';
import type { Choice, Discounts } from './quote-combine.js';

const CNY = (amount: number) => ({ amount, currency: 'CNY' as const });

interface Kind { readonly face: StoredFace; readonly alone: boolean }

/** Every type of right that could come off a payment. */
const kinds: readonly Kind[] = [
  { face: { kind: 'amount_off', off: CNY(600), threshold: CNY(2000) }, alone: false },
  { face: { kind: 'amount_off', off: CNY(640), threshold: CNY(2000) }, alone: true },
  { face: { kind: 'amount_off', off: CNY(999_999), threshold: CNY(0) }, alone: false },
  { face: { kind: 'percent_off', percent: 12, cap: null, threshold: CNY(0) }, alone: false },
  { face: { kind: 'percent_off', percent: 50, cap: CNY(700), threshold: CNY(1000) }, alone: true },
  { face: { kind: 'exchange', item: { en: 'a cake' } }, alone: false },
  { face: { kind: 'gift', item: { en: 'a cup' } }, alone: false },
];

const couponOf = ({ face, alone }: Kind, amount: number, index: number, validTo = 0): UsableCoupon => {
  const saving = savingOf(face, amount);
  return {
    id: `cpn_${index}`, campaignId: `cmp_${index}`, title: { en: `${index}` }, face, alone, validTo: new Date(validTo),
    saving, threshold: thresholdOf(face), funders: [{ kind: 'government', percent: 70 - index }, { kind: 'bank', percent: 19 }, { kind: 'merchant', percent: 11 + index }],
    refusal: !isMoneyOff(face) ? 'not_money' : saving === 0 ? 'threshold' : null,
  };
};

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2 ? [[...items]] : items.flatMap((item, index) => permutations(items.filter((_other, at) => at !== index)).map((rest) => [item, ...rest]));

const summary = (discounts: Discounts) => [
  discounts.coupon?.id ?? null, discounts.points, discounts.pay, discounts.pointsRefusal,
  Object.fromEntries(discounts.couponsJudged.map(({ coupon, refusal }) => [coupon.id, refusal])),
];

/** What holds whatever comes off: exact, never below nothing, at most one coupon, nothing beside one that goes alone, each with its reason. */
function check(choice: Choice, discounts: Discounts): void {
  const { coupon, points, pay, couponsJudged, pointsRefusal } = discounts;
  const shares = { government: 0, bank: 0, merchant: 0 };
  if (coupon !== null) for (const { kind, amount } of sharesOf(coupon.saving, coupon.funders)) shares[kind] += amount;
  assert.equal(pay + shares.government + shares.bank + shares.merchant + points.saved, choice.amount);
  for (const part of [pay, points.saved, points.points, ...Object.values(shares)]) assert.ok(Number.isInteger(part) && part >= 0);
  assert.ok(points.points <= choice.available);
  assert.ok(coupon?.alone !== true || points.points === 0, 'nothing goes beside a coupon that goes alone');
  assert.deepEqual(couponsJudged.filter((each) => each.refusal === null).map((each) => each.coupon.id), coupon === null ? [] : [coupon.id]);
  assert.equal(couponsJudged.length, choice.coupons.length);
  assert.equal(pointsRefusal === null, points.points > 0);
}

/** The least that any allowed combination leaves, found by trying them all. */
const leastPay = ({ amount, coupons, points, available }: Choice) => Math.min(
  ...[null, ...coupons.filter((coupon) => coupon.refusal === null)].flatMap((coupon) => {
    const due = amount - (coupon?.saving ?? 0);
    return points && coupon?.alone !== true ? [due, due - quotePoints(available, due).saved] : [due];
  }),
);

describe('the combination of discounts', () => {
  test('is the same for all pairs and triples of rights in every order, with points and without', () => {
    for (const amount of [1, 1999, 2000, 5400, 20_000]) {
      for (const a of kinds.keys()) for (const b of kinds.keys()) for (const c of [undefined, ...kinds.keys()]) {
        const coupons = [a, b, c].flatMap((at, index) => { const kind = at === undefined ? undefined : kinds[at]; return kind ? [couponOf(kind, amount, index)] : []; });
        for (const points of [false, true]) {
          const choice = { amount, coupon: 'auto', points, available: 800 };
          const results = permutations(coupons).map((order) => {
            const discounts = combine({ ...choice, coupons: order });
            check({ ...choice, coupons: order }, discounts);
            return discounts;
          });
          const [first] = results;
          assert.ok(first);
          for (const other of results) assert.deepEqual(summary(other), summary(first));
        }
      }
    }
  });

  test('leaves the least to pay of all that are allowed, to the fen, in 10,000 random carts', () => {
    const kind: fc.Arbitrary<Kind> = fc.record({
      alone: fc.boolean(),
      face: fc.oneof(
        fc.record({ kind: fc.constant('amount_off' as const), off: fc.integer({ min: 1, max: 9000 }).map(CNY), threshold: fc.integer({ min: 0, max: 30_000 }).map(CNY) }),
        fc.record({
          kind: fc.constant('percent_off' as const), percent: fc.integer({ min: 1, max: 99 }),
          cap: fc.option(fc.integer({ min: 1, max: 5000 }).map(CNY)), threshold: fc.integer({ min: 0, max: 30_000 }).map(CNY),
        }),
        fc.constant({ kind: 'gift' as const, item: { en: 'a cup' } }),
      ).map((face): StoredFace => face),
    });
    const cart = fc.record({
      amount: fc.oneof(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 5_000_000 })),
      wallet: fc.array(fc.tuple(kind, fc.integer({ min: 1, max: 5 })), { maxLength: 6 }),
      points: fc.boolean(), available: fc.integer({ min: 0, max: 8000 }),
    });
    fc.assert(fc.property(cart, ({ amount, wallet, points, available }) => {
      const coupons = wallet.map(([each, validTo], index) => couponOf(each, amount, index, validTo));
      const choice = { amount, coupons, coupon: 'auto', points, available };
      const discounts = combine(choice);
      check(choice, discounts);
      assert.equal(discounts.pay, leastPay(choice));
      assert.deepEqual(summary(combine({ ...choice, coupons: [...coupons].reverse() })), summary(discounts));
      const none = combine({ ...choice, coupon: 'none' });
      check(choice, none);
      assert.equal(none.coupon, null);
      for (const named of coupons) {
        const one = combine({ ...choice, coupon: named.id });
        check(choice, one);
        assert.equal(one.coupon?.id, named.refusal === null ? named.id : undefined, 'a coupon asked for by name is taken when it can be');
      }
    }), { numRuns: 10_000 });
  });

  test('says why each coupon and the points were left out', () => {
    const [off600, alone640] = [kinds[0], kinds[1]];
    assert.ok(off600 && alone640);
    const coupons = [couponOf(off600, 5400, 0), couponOf(alone640, 5400, 1), couponOf(kinds[6] ?? off600, 5400, 2)];
    const judged = (choice: Partial<Choice>) => {
      const { couponsJudged, pointsRefusal } = combine({ amount: 5400, coupons, coupon: 'auto', points: true, available: 800, ...choice });
      return [...couponsJudged.map((each) => each.refusal), pointsRefusal];
    };
    // ¥6.00 and 800 points (¥0.80, but 10 % of ¥48.00 allows them) beat ¥6.40 that goes alone.
    assert.deepEqual(judged({}), [null, 'not_combinable', 'not_money', null]);
    assert.deepEqual(judged({ available: 300 }), ['not_best', null, 'not_money', 'not_combinable']);
    assert.deepEqual(judged({ points: false }), ['not_best', null, 'not_money', 'not_wanted']);
    assert.deepEqual(judged({ coupon: 'none' }), ['not_wanted', 'not_wanted', 'not_money', null]);
    assert.deepEqual(judged({ coupon: 'cpn_1' }), ['not_wanted', null, 'not_money', 'not_combinable']);
    assert.deepEqual(judged({ coupon: 'none', available: 99 }), ['not_wanted', 'not_wanted', 'not_money', 'too_few']);
    assert.deepEqual(judged({ coupon: 'none', amount: 99 }), ['not_wanted', 'not_wanted', 'not_money', 'amount_too_small']);
  });

  test('takes the sooner expiry of two that save the same, and keeps points that save nothing more', () => {
    const off = kinds[0];
    assert.ok(off);
    const [late, soon] = [couponOf(off, 5400, 0, 9), couponOf(off, 5400, 1, 3)];
    assert.equal(combine({ amount: 5400, coupons: [late, soon], coupon: 'auto', points: false, available: 0 }).coupon?.id, 'cpn_1');
    const alone = { ...couponOf(off, 5400, 2, 9), alone: true, saving: 680 };
    const even = combine({ amount: 5400, coupons: [late, alone], coupon: 'auto', points: true, available: 800 });
    assert.deepEqual([even.pay, even.coupon?.id, even.points.points], [4720, 'cpn_2', 0]);
  });
});
