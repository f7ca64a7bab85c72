import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CheckIn, Invitation, LotteryEntry, PrizeResult, Problem, Reward } from '@tessera/contract';
import { drawLotteries } from '../coupon/draw.js';
import { collisions, type Collisions } from '../coupon/testing-collisions.js';
import { auditStock, newUsers, openCampaign, tally } from '../coupon/testing.js';
import { rewardCampaigns } from '../energy/energy.js';
import { newId } from '../id.js';
import { givePoints } from '../right/right.js';
import { testGateway, type TestGateway } from '../testing.js';
import { createPrizeDraw } from './prize-draw.js';

const SEED = Number(process.env['TESSERA_SEED'] ?? 1);
const times = <T>(count: number, make: (place: number) => T): T[] => Array.from({ length: count }, (_, place) => make(place));

for (const isolation of ['read committed', 'serializable'] as const) {
  describe(`engagement under races, ${isolation}, with 20 % of the transactions refused by the database (seed ${SEED})`, () => {
    let gateway: TestGateway;
    let refusals: Collisions | undefined;
    before(async () => {
      gateway = await testGateway({ ...(isolation === 'serializable' ? { isolation } : {}), replace: ({ db }) => ({ db: (refusals = collisions(db, SEED)).db }) });
    });
    after(async () => {
      assert.ok((refusals?.count() ?? 0) > 0, 'the database did refuse');
      await gateway.close();
    });
    /** Users made while the database refuses nothing. */
    const users = async (count: number, prefix: string) => {
      refusals?.on(0);
      const made = await newUsers(gateway, count, prefix);
      refusals?.on(0.2);
      return made;
    };

    it('200 draws of two kinds: a prize with a stock of 30 is given 30 times, and points are spent as often as they are there', async () => {
      const { services, clock } = gateway;
      const id = newId('prd', 55, services.random, clock.read());
      const prize = (place: number) => `prz_1S00000000000000000000000${place}`;
      await createPrizeDraw(services, {
        id, title: { 'zh-CN': '测试' }, startsAt: clock.read(), endsAt: new Date(clock.read().getTime() + 86_400_000), freePerDay: 1, pointsPerDraw: 100, rules: [],
        prizes: [
          { id: prize(isolation === 'serializable' ? 1 : 2), reward: { kind: 'coupon', campaignId: rewardCampaigns.prize, instead: 300 }, chances: 1_000_000, stock: 30 },
          { id: prize(isolation === 'serializable' ? 3 : 4), reward: { kind: 'nothing' }, chances: 0, stock: null },
        ],
      });
      const drawers = await users(100, 'drawer');
      for (const [place, { session }] of drawers.entries()) if (place < 40) await givePoints(services, { userId: session.subject.id, points: 150, reason: 'gift', reference: `gift ${place}` });
      const replies = await Promise.all(times(200, (place) => drawers[place % 100]?.post<PrizeResult & Problem>(`/v1/prize-draws/${id}/draws`, { pay: place < 100 ? 'free' : 'points' }) ?? assert.fail()));
      assert.deepEqual(tally(replies), { 201: 140, '409 points_too_few': 60 });
      assert.equal(replies.filter(({ body, status }) => status === 201 && body.reward.kind === 'coupon').length, 30);
      await auditStock(gateway);
    });

    it('fault 3: thirty check-ins of each of ten users at once are one each', async () => {
      const early = await users(10, 'early');
      const replies = await Promise.all(times(300, (place) => early[place % 10]?.post<CheckIn & Problem>('/v1/energy/check-ins') ?? assert.fail()));
      assert.deepEqual(tally(replies), { 201: 10, '409 already_checked_in': 290 });
      await auditStock(gateway);
    });

    it('fault 51: forty friends accept three times each at once: forty acceptances, twenty rewards to the inviter', async () => {
      const [inviter, ...friends] = await users(41, 'invited');
      assert.ok(inviter);
      const { code } = (await inviter.get<Invitation>('/v1/invitation')).body;
      const replies = await Promise.all(times(120, (place) => friends[place % 40]?.post<{ reward: Reward } & Problem>('/v1/invitations', { code }) ?? assert.fail()));
      assert.deepEqual(tally(replies), { 201: 40, '409 invitation_refused': 80 });
      const { body } = await inviter.get<Invitation>('/v1/invitation');
      assert.deepEqual([body.rewarded, body.invited.length], [20, 40]);
      assert.equal((await inviter.get<{ points: number }>('/v1/rights/summary')).body.points, 20 * 500);
      await auditStock(gateway);
    });

    it('100 users enter twice each at once and four sweeps draw: 100 places, 25 coupons, each decided once', async () => {
      const id = await openCampaign(gateway, { stock: 25, mode: 'lottery', drawsAt: new Date(gateway.clock.read().getTime() + 1000) });
      const entrants = await users(100, 'entrant');
      const replies = await Promise.all(times(200, (place) => entrants[place % 100]?.post<LotteryEntry & Problem>(`/v1/campaigns/${id}/entries`) ?? assert.fail()));
      assert.deepEqual(tally(replies), { 201: 200 });
      assert.equal(new Set(replies.map(({ body }) => body.ticket)).size, 100);
      gateway.clock.advance(1000);
      for (let run = 0; run < 4; run += 1) await Promise.all(times(4, () => drawLotteries(gateway.services, { batch: 20 })));
      const states = await gateway.services.db.selectFrom('lottery_entry').select(['state', (eb) => eb.fn.countAll<number>().as('count')]).where('campaign_id', '=', id).groupBy('state').orderBy('state').execute();
      assert.deepEqual(states, [{ state: 'lost', count: 75 }, { state: 'won', count: 25 }]);
      await auditStock(gateway);
    });
  });
}
