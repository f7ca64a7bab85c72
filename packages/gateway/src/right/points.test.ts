import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PointsEntry, PointsLot, RightsSummary, TesseraEvent } from '@tessera/contract';
import fc from 'fast-check';
import type { Services } from '../context.js';
import { Overtaken, withRetry } from '../database.js';
import { balance, conservation, hold, voidHold } from '../ledger/ledger.js';
import { ProblemError } from '../problem.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { TestGateway } from '../testing.js';
import { expirePoints } from './expire-points.js';
import { lapsedMonth, lapsesAt, lotsOf, readLots } from './lots.js';
import { givePoints, movePoints, pointsHouse, pointsOf, spendPoints } from './points.js';

const chen = demo.chenMo.id;

describe('points', () => {
  let gateway: TestGateway;
  let count = 0;
  /** Has no other points than the test's. */
  let saver: string;
  before(async () => {
    gateway = await testGateway();
    await asSaver();
    saver = (await gateway.services.db.selectFrom('person_link').select('user_id').where('reference', '=', 'saver').executeTakeFirstOrThrow()).user_id;
  });
  after(() => gateway.close());
  const at = (time?: string): Services => (time === undefined ? gateway.services : { ...gateway.services, clock: () => new Date(time) });
  const give = (points: number, time?: string, userId: string = chen) => withRetry(gateway.services.db, (db) => givePoints({ ...at(time), db }, { userId, points, reason: 'gift', reference: `${userId}/given-${count += 1}` }));
  const spend = (points: number, userId: string = chen, reference = `${userId}/spent-${count += 1}`) =>
    withRetry(gateway.services.db, (db) => spendPoints({ ...gateway.services, db }, { userId, points, reason: 'spent', reference }));
  const left = async (userId: string = chen) => (await balance(gateway.services, pointsOf(userId))).balance;
  const asSaver = () => gateway.user({ reference: 'saver' });

  it('fault 6: are spent in full or not at all: of 200 spends of 10 at once out of 1,000 exactly 100 succeed', async () => {
    await give(1000);
    const seen: number[] = [];
    const results = await Promise.all(Array.from({ length: 200 }, async () => {
      try { await spend(10); return 'spent'; } catch (error) { assert.ok(error instanceof ProblemError, String(error)); return error.code; } finally { seen.push(await left()); }
    }));
    assert.deepEqual([results.filter((result) => result === 'spent').length, results.filter((result) => result === 'points_too_few').length, await left()], [100, 100, 0]);
    assert.ok(seen.every((points) => points >= 0));
  });

  it('move once for a reference, however often they are asked to', async () => {
    await give(50);
    for (let time = 0; time < 3; time += 1) await spend(20, chen, 'order-1/points');
    assert.equal(await left(), 30);
    await spend(30);
  });

  it('move for many users together, each move once, and none of them when one user has too few', async () => {
    await give(30);
    const friend = (await gateway.user({ reference: 'friend' })).session.subject.id;
    const move = (userId: string, points: number, reference: string) => ({ userId, points, reason: 'prize' as const, reference: `${reference}/together` });
    const together = (spent: ReturnType<typeof move>[], given: ReturnType<typeof move>[]) => withRetry(gateway.services.db, (db) => movePoints({ ...gateway.services, db }, { spent, given }));
    for (let time = 0; time < 2; time += 1) await together([move(chen, 10, 'a'), move(chen, 5, 'b'), move(friend, 0, 'c')], [move(friend, 7, 'd'), move(chen, 1, 'e'), move(demo.linXiao.id, 2, 'f')]);
    assert.deepEqual([await left(), await left(friend)], [16, 7]);
    await assert.rejects(gateway.services.db.transaction().execute((db) => movePoints({ ...gateway.services, db }, { spent: [move(friend, 3, 'g'), move(chen, 17, 'h')], given: [] })), Overtaken);
    assert.deepEqual([await left(), await left(friend)], [16, 7]);
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
    await spend(16);
  });

  it('lapse at the end of the twelfth month after the one they were earned in, in Shanghai', () => {
    assert.equal(lapsesAt('2025-03').toISOString(), '2026-03-31T15:59:59.999Z');
    assert.equal(lapsesAt('2023-02').toISOString(), '2024-02-29T15:59:59.999Z');
    assert.deepEqual([lapsedMonth(new Date('2026-03-31T15:59:59.999Z')), lapsedMonth(new Date('2026-03-31T16:00:00.000Z'))], ['2025-02', '2025-03']);
  });

  it('leave lots that sum to the balance, never negative, whatever is earned and spent', () => {
    const month = fc.tuple(fc.integer({ min: 2020, max: 2029 }), fc.integer({ min: 1, max: 12 })).map(([year, of]) => `${year}-${String(of).padStart(2, '0')}`);
    fc.assert(fc.property(fc.uniqueArray(fc.record({ month, earned: fc.integer({ min: 1, max: 5000 }) }), { selector: (lot) => lot.month }), fc.double({ min: 0, max: 1, noNaN: true }), (earned, part) => {
      const total = earned.reduce((sum, lot) => sum + lot.earned, 0);
      const spent = Math.floor(total * part);
      const lots = lotsOf(earned, spent);
      assert.equal(lots.reduce((sum, lot) => sum + lot.left, 0), total - spent);
      for (const [place, lot] of lots.entries()) {
        assert.ok(lot.left >= 0 && lot.left <= lot.earned);
        if (lot.left > 0) assert.ok(lots.slice(place + 1).every((later) => later.left === later.earned), 'the oldest go first');
      }
    }));
  });

  it('lapse once, the oldest first, in a line of the book that names it; the books stay true', async () => {
    await give(300, '2025-09-10T00:00:00Z', saver);
    await give(200, '2025-10-31T15:59:59Z', saver);
    await give(100, '2025-10-31T16:00:00Z', saver);
    await spend(350, saver);
    const user = await asSaver();
    gateway.clock.advance(1000);
    const lots = async () => (await user.get<{ items: PointsLot[] }>('/v1/points/lots')).body.items;
    assert.deepEqual((await lots()).slice(0, 2), [
      { month: '2025-10', earned: 200, left: 150, expiresAt: '2026-10-31T15:59:59.999Z' },
      { month: '2025-11', earned: 100, left: 100, expiresAt: '2026-11-30T15:59:59.999Z' },
    ]);
    const { body: { lastId } } = await user.get<{ lastId: string }>('/v1/events');
    assert.deepEqual((await Promise.all([1, 2, 3, 4].map(() => expirePoints(gateway.services)))).reduce((sum, one) => sum + one, 0), 1);
    assert.equal(await expirePoints(gateway.services), 0);
    const [line] = (await user.get<{ items: PointsEntry[] }>('/v1/points?limit=1')).body.items;
    assert.deepEqual([line?.points, line?.reason, line?.title, line?.balance], [-150, 'expired', '积分到期', 100]);
    const { body: events } = await user.get<{ items: TesseraEvent[] }>(`/v1/events?after=${lastId}`);
    assert.deepEqual(events.items.map(({ type, subjectId }) => [type, subjectId]), [['points.expired', line?.id]]);
    assert.deepEqual((await user.get<RightsSummary>('/v1/rights/summary')).body.pointsExpiring, { points: 100, at: '2026-11-30T15:59:59.999Z' });
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('do not lapse under a payment that holds them', async () => {
    gateway.clock.set('2026-11-30T15:00:00Z');
    const held = { debit: pointsOf(saver), credit: pointsHouse(saver), amount: 60, reason: 'spent', reference: 'pay_held/points-spent' };
    await hold(gateway.services, held);
    gateway.clock.set('2026-12-01T00:00:00Z');
    assert.equal(await expirePoints(gateway.services), 0);
    assert.equal(await left(saver), 100);
    await voidHold(gateway.services, held);
    assert.equal(await expirePoints(gateway.services), 1);
    assert.deepEqual([await left(saver), (await readLots(gateway.services, saver)).every((lot) => lot.left === 0)], [0, true]);
  });
});
