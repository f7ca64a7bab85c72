import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { CheckIn, CheckInCalendar, PointsEntry, Problem } from '@tessera/contract';
import { auditStock, tally } from '../coupon/testing.js';
import { addDays } from '../day.js';
import { conservation } from '../ledger/ledger.js';
import { demo } from '../seed/demo.js';
import { testGateway, type Caller, type TestGateway } from '../testing.js';
import { rewardCampaigns } from './seed-rewards.js';
import { dayOfCycle, rewardFor } from './streak.js';

describe('checking in', () => {
  let gateway: TestGateway;
  let chen: Caller;
  beforeEach(async () => {
    await gateway?.close();
    gateway = await testGateway();
    chen = await asChen();
  });
  after(() => gateway.close());

  const asChen = () => gateway.user({ reference: demo.chenMo.reference });
  const checkIn = (by = chen) => by.post<CheckIn & Problem>('/v1/energy/check-ins');
  const calendar = async (by = chen, month?: string) => (await by.get<CheckInCalendar>(`/v1/energy/check-ins${month === undefined ? '' : `?month=${month}`}`)).body;
  const given = async () => (await calendar()).rewards.filter((reward) => reward.given).map(({ days }) => days);
  /** Checks in at noon of this many days after the first day. */
  const on = async (day: number) => {
    gateway.clock.set(`${addDays('2026-11-23', day)}T04:00:00.000Z`);
    chen = await asChen();
    return (await checkIn()).body;
  };

  it('gives the streak\'s rewards on its 3rd, 7th, 14th and 30th day and begins again on the 31st', async () => {
    const rewards: Record<number, string> = {};
    for (let day = 0; day < 34; day += 1) {
      const { reward } = await on(day);
      if (reward !== null) rewards[day + 1] = reward.kind === 'points' ? String(reward.points) : reward.kind === 'coupon' ? reward.campaignId : '';
      if (day === 7) assert.deepEqual(await given(), [3, 7]);
      if (day === 29) assert.deepEqual(await given(), [3, 7, 14, 30]);
      if (day === 30) assert.deepEqual(await given(), []);
    }
    assert.deepEqual(rewards, { 3: '20', 7: '70', 14: rewardCampaigns.streak, 30: '500', 33: '20' });
    const { items } = (await chen.get<{ items: PointsEntry[] }>('/v1/points?limit=50')).body;
    assert.deepEqual(items.filter(({ reason }) => reason === 'check_in').map(({ points }) => points), [20, 500, 70, 20]);
    await auditStock(gateway);
  });

  it('fault 3: thirty taps on a rewarded day are one check-in and one reward', async () => {
    const lin = await gateway.user();
    const before = (await lin.get<{ points: number }>('/v1/rights/summary')).body.points;
    const replies = await Promise.all(Array.from({ length: 30 }, () => checkIn(lin)));
    assert.deepEqual(tally(replies), { 201: 1, '409 already_checked_in': 29 });
    assert.deepEqual(replies.find(({ status }) => status === 201)?.body.reward, { kind: 'points', points: 70 });
    assert.equal((await lin.get<{ points: number }>('/v1/rights/summary')).body.points, before + 70);
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('fault 25: a clock that goes back over midnight in Shanghai gives no day twice', async () => {
    const at = async (time: string) => {
      gateway.clock.set(time);
      return checkIn(await asChen());
    };
    assert.equal((await at('2026-11-23T16:00:00.500Z')).status, 201);
    for (const time of ['2026-11-23T15:30:00.000Z', '2026-11-23T15:59:59.999Z', '2026-11-23T16:59:59.999Z']) assert.equal((await at(time)).body.code, 'already_checked_in', time);
    const rows = await gateway.services.db.selectFrom('check_in').select('day').where('user_id', '=', demo.chenMo.id).execute();
    assert.deepEqual(rows, [{ day: '2026-11-24' }]);
  });

  it('gives points of the stated worth when the coupon of the 14th day is gone', async () => {
    await gateway.services.db.updateTable('campaign').set({ state: 'paused' }).where('id', '=', rewardCampaigns.streak).execute();
    let last: CheckIn | undefined;
    for (let day = 0; day < 14; day += 1) last = await on(day);
    assert.deepEqual(last?.reward, { kind: 'points', points: 150 });
    assert.deepEqual(await given(), [3, 7, 14]);
  });

  it('begins anew after a day left out: what was given is not given again by the same days', async () => {
    for (const day of [0, 1, 2, 4, 5]) await on(day);
    assert.deepEqual([(await calendar()).streakDays, await given()], [2, []]);
    assert.deepEqual((await on(6)).reward, { kind: 'points', points: 20 });
  });

  it('shows a month of days, this one unless another is named', async () => {
    const lin = await gateway.user();
    const now = await calendar(lin);
    assert.deepEqual([now.month, now.today, now.done, now.streakDays], ['2026-11', '2026-11-23', false, 6]);
    assert.deepEqual(now.days, ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']);
    assert.deepEqual(now.rewards.map(({ days, given: had }) => [days, had]), [[3, true], [7, false], [14, false], [30, false]]);
    assert.deepEqual((await calendar(lin, '2026-10')).days, []);
    for (const month of ['2026-13', '2026-00', '2026-1', 'x']) assert.equal((await lin.get(`/v1/energy/check-ins?month=${month}`)).status, 422, month);
    await checkIn(lin);
    const after = await calendar(lin);
    assert.deepEqual([after.done, after.days.at(-1), after.rewards[1]?.given], [true, '2026-11-23', true]);
  });

  it('counts a streak\'s days in cycles of thirty', () => {
    assert.deepEqual([0, 1, 30, 31, 60, 61].map(dayOfCycle), [0, 1, 30, 1, 30, 1]);
    assert.deepEqual([2, 3, 33, 60].map((streak) => rewardFor(streak)?.kind ?? null), [null, 'points', 'points', 'points']);
  });
});
