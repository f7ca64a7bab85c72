import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FundingKind, InstalmentPlan, Months } from '@tessera/contract';
import * as fc from 'fast-check';
import { offerOf } from '../channels/instalment-offers.js';
import { planFor, plansFor, splitEvenly, spread } from './instalments.js';

const MONTHS: readonly Months[] = [3, 6, 12, 24];
const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);

/** What holds for every plan, whoever made it. */
function check(plan: InstalmentPlan, amount: number): void {
  const principals = plan.schedule.map((row) => row.principal.amount);
  assert.equal(plan.schedule.length, plan.months);
  assert.equal(sum(principals), amount);
  assert.ok(Math.max(...principals) - Math.min(...principals) <= 1);
  assert.equal(sum(plan.schedule.map((row) => row.fee.amount)), plan.fee.amount);
  assert.equal(plan.total.amount, amount + plan.fee.amount);
  for (const [index, row] of plan.schedule.entries()) {
    assert.equal(row.number, index + 1);
    assert.equal(row.amount.amount, row.principal.amount + row.fee.amount);
    assert.ok(Number.isInteger(row.fee.amount) && row.fee.amount >= 0 && row.principal.amount >= 0);
  }
}

describe('a payment in instalments', () => {
  test('splits every amount from 1 to 10,000 fen over 3, 6 and 12 months exactly', () => {
    for (const kind of ['life_card', 'quick_loan'] as const) {
      const offer = offerOf(kind);
      assert.ok(offer);
      for (const months of [3, 6, 12] as const) {
        for (let amount = 1; amount <= 10_000; amount += 1) {
          const parts = splitEvenly(amount, months);
          if (sum(parts) !== amount || Math.max(...parts) - Math.min(...parts) > 1) assert.fail(`${amount} over ${months}: ${parts.join()}`);
          if (amount % 97 === 0) check(spread(offer, amount, months, '2026-11-23'), amount);
        }
      }
    }
  });

  test('adds up for any amount, source and day', () => {
    fc.assert(fc.property(
      fc.constantFrom<FundingKind>('life_card', 'quick_loan'), fc.integer({ min: 1, max: 5_000_000 }),
      fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true }),
      (kind, amount, date) => {
        const day = date.toISOString().slice(0, 10);
        for (const plan of plansFor(kind, amount, day)) {
          check(plan, amount);
          assert.deepEqual(planFor(kind, amount, plan.months, day), plan);
          const dues = plan.schedule.map((row) => row.dueOn);
          assert.deepEqual([...new Set(dues)].sort(), dues, 'each later than the one before');
          for (const [index, due] of dues.entries()) {
            const months = (Number(due.slice(0, 4)) - Number(day.slice(0, 4))) * 12 + Number(due.slice(5, 7)) - Number(day.slice(5, 7));
            assert.equal(months, index + 1);
            const next = new Date(Date.parse(due) + 86_400_000);
            assert.ok(due.slice(8) === day.slice(8) || next.getUTCDate() === 1, `${due} of ${day}`);
          }
        }
      },
    ), { numRuns: 2000 });
  });

  test('asks the life card 1.95, 3.60, 6.60 and 13.20 percent of the sum, from ¥300 on', () => {
    assert.deepEqual(plansFor('life_card', 29_999, '2026-11-23'), []);
    assert.deepEqual(plansFor('life_card', 100_000, '2026-11-23').map((plan) => [plan.months, plan.fee.amount, plan.annualRateBasisPoints]),
      [[3, 1950, 1170], [6, 3600, 1234], [12, 6600, 1218], [24, 13_200, 1267]]);
    assert.deepEqual(planFor('life_card', 30_000, 3, '2026-11-23')?.schedule.map((row) => [row.principal.amount, row.fee.amount, row.amount.amount, row.dueOn]),
      [[10_000, 195, 10_195, '2026-12-23'], [10_000, 195, 10_195, '2027-01-23'], [10_000, 195, 10_195, '2027-02-23']]);
  });

  test('asks the quick loan 4.35 percent a year on what is still owed, from ¥100 on', () => {
    assert.equal(planFor('quick_loan', 9_999, 3, '2026-11-23'), null);
    const plan = planFor('quick_loan', 1_200_000, 12, '2026-11-23');
    // ¥12,000: 0.3625 % of ¥12,000, then of ¥11,000, …
    assert.deepEqual(plan?.schedule.slice(0, 3).map((row) => row.fee.amount), [4350, 3988, 3625]);
    assert.equal(plan.annualRateBasisPoints, 435);
    for (const each of plansFor('quick_loan', 1_000_000, '2026-11-23')) assert.equal(each.annualRateBasisPoints, 435);
  });

  test('is due on the same day of each month, or on its last', () => {
    const dues = (day: string) => planFor('life_card', 30_000, 6, day)?.schedule.map((row) => row.dueOn);
    assert.deepEqual(dues('2027-01-31'), ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30', '2027-07-31']);
    assert.deepEqual(dues('2027-10-30'), ['2027-11-30', '2027-12-30', '2028-01-30', '2028-02-29', '2028-03-30', '2028-04-30']);
  });

  test('is for no other source, and for no other months', () => {
    for (const kind of ['e_cny_wallet', 'debit_card', 'other_bank_card'] as const) {
      assert.deepEqual(plansFor(kind, 100_000, '2026-11-23'), []);
      for (const months of MONTHS) assert.equal(planFor(kind, 100_000, months, '2026-11-23'), null);
    }
    assert.equal(planFor('quick_loan', 100_000, 24, '2026-11-23'), null);
    assert.equal(planFor('life_card', 100_000, 5, '2026-11-23'), null);
  });
});
