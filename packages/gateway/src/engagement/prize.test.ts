import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { PrizeDraw, PrizeResult, Problem } from '@tessera/contract';
import { auditStock, newUsers, tally } from '../coupon/testing.js';
import { rewardCampaigns } from '../energy/energy.js';
import { newId } from '../id.js';
import { conservation } from '../ledger/ledger.js';
import { givePoints } from '../right/right.js';
import { demo } from '../seed/demo.js';
import { testGateway, type Caller, type TestGateway } from '../testing.js';
import { createPrizeDraw, type PrizeDrawDraft } from './prize-draw.js';
import { demoEngagement } from './seed.js';

describe('a prize draw', () => {
  let gateway: TestGateway;
  let lin: Caller;
  beforeEach(async () => {
    await gateway?.close();
    gateway = await testGateway();
    lin = await gateway.user();
  });
  after(() => gateway.close());

  const shown = async (caller: Caller) => (await caller.get<PrizeDraw>('/v1/prize-draw')).body;
  const draw = (caller: Caller, id: string, pay: 'free' | 'points', key?: string) =>
    caller.post<PrizeResult & Problem>(`/v1/prize-draws/${id}/draws`, { pay }, key === undefined ? {} : { key });
  const idOf = async (caller: Caller) => (await caller.get<{ subject: { id: string } }>('/v1/session')).body.subject.id;

  /** A draw of one prize that everybody gets, and what is given when that has run out. */
  async function openPrizes(draft: Partial<PrizeDrawDraft> & { first?: PrizeDrawDraft['prizes'][number]['reward']; stock?: number | null } = {}): Promise<string> {
    const now = gateway.clock.read();
    const { first = { kind: 'points', points: 1000 }, stock = null, ...rest } = draft;
    const id = newId('prd', 55, gateway.services.random, now);
    const prize = () => newId('prz', 55, gateway.services.random, now);
    await createPrizeDraw(gateway.services, {
      id, title: { 'zh-CN': '测试抽奖' }, startsAt: new Date(now.getTime() - 1000), endsAt: new Date(now.getTime() + 7 * 86_400_000), freePerDay: 1, pointsPerDraw: 100, rules: [],
      prizes: [{ id: prize(), reward: first, chances: 1_000_000, stock }, { id: prize(), reward: { kind: 'points', points: 5 }, chances: 0, stock: null }], ...rest,
    });
    return id;
  }

  it('shows its odds, which sum to a million, its stock and what a draw costs', async () => {
    const body = await shown(lin);
    assert.equal(body.prizes.reduce((sum, { chancesInMillion }) => sum + chancesInMillion, 0), 1_000_000);
    assert.deepEqual([body.id, body.title, body.freeDraws, body.pointsPerDraw, body.prizes.length], [demoEngagement.prizeDraw, '每日一抽', 1, 100, 8]);
    assert.deepEqual(body.prizes[1]?.stock, { total: 500, remaining: 500 });
    assert.equal(body.prizes.at(-1)?.stock, null);
    assert.ok(body.rules.some((rule) => rule.includes('最后一项')));
  });

  it('gives one free draw a day in Shanghai, and takes points for more', async () => {
    const id = await openPrizes();
    const { points } = await shown(lin);
    const free = await draw(lin, id, 'free');
    assert.deepEqual([free.status, free.body.paidPoints, free.body.reward], [201, 0, { kind: 'points', points: 1000 }]);
    assert.equal((await draw(lin, id, 'free')).body.code, 'no_draws_left');
    assert.equal((await draw(lin, id, 'points')).body.paidPoints, 100);
    assert.equal((await shown(lin)).points, points + 1000 - 100 + 1000);
    gateway.clock.set('2026-11-23T15:59:59.999Z');
    lin = await gateway.user();
    assert.equal((await draw(lin, id, 'free')).body.code, 'no_draws_left');
    gateway.clock.set('2026-11-23T16:00:00.000Z');
    assert.equal((await draw(lin, id, 'free')).status, 201);
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('fault 3: thirty free draws at once are one draw', async () => {
    const id = await openPrizes();
    const replies = await Promise.all(Array.from({ length: 30 }, () => draw(lin, id, 'free')));
    assert.deepEqual(tally(replies), { 201: 1, '409 no_draws_left': 29 });
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('never spends points that are not there: of forty draws at once by a user with 1,000 points exactly ten are paid', async () => {
    const id = await openPrizes({ first: { kind: 'nothing' } });
    const [user] = await newUsers(gateway, 1);
    assert.ok(user);
    await givePoints(gateway.services, { userId: await idOf(user), points: 1000, reason: 'gift', reference: 'a test\'s gift' });
    const replies = await Promise.all(Array.from({ length: 40 }, () => draw(user, id, 'points')));
    assert.deepEqual(tally(replies), { 201: 10, '409 points_too_few': 30 });
    assert.equal((await shown(user)).points, 0);
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('200 draws at once of a prize with a stock of 37 give 37 of it, and the last prize to the others', async () => {
    const id = await openPrizes({ first: { kind: 'coupon', campaignId: rewardCampaigns.prize, instead: 300 }, stock: 37 });
    const users = await newUsers(gateway, 200);
    const replies = await Promise.all(users.map((user) => draw(user, id, 'free')));
    assert.deepEqual(tally(replies), { 201: 200 });
    const coupons = replies.filter(({ body }) => body.reward.kind === 'coupon');
    assert.equal(coupons.length, 37);
    for (const { body } of replies) if (body.reward.kind !== 'coupon') assert.deepEqual(body.reward, { kind: 'points', points: 5 });
    const rows = await gateway.services.db.selectFrom('prize').select(['stock', 'given']).where('draw_id', '=', id).orderBy('place').execute();
    assert.deepEqual(rows, [{ stock: 37, given: 37 }, { stock: null, given: 0 }]);
    await auditStock(gateway);
  });

  it('gives points of the stated worth when a coupon\'s campaign has none left', async () => {
    const id = await openPrizes({ first: { kind: 'coupon', campaignId: rewardCampaigns.prize, instead: 300 } });
    await gateway.services.db.updateTable('campaign').set({ state: 'disabled' }).where('id', '=', rewardCampaigns.prize).execute();
    assert.deepEqual((await draw(lin, id, 'free')).body.reward, { kind: 'points', points: 300 });
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('ends: then nothing is drawn, and an unknown draw is not found', async () => {
    const id = await openPrizes({ endsAt: new Date(gateway.clock.read().getTime() + 1000) });
    gateway.clock.advance(1000);
    assert.equal((await draw(lin, id, 'free')).body.code, 'campaign_over');
    assert.equal((await draw(lin, 'prd_1C00000000000000NONE', 'free')).body.code, 'not_found');
    await gateway.services.db.updateTable('prize_draw').set({ ends_at: gateway.clock.read() }).execute();
    assert.equal((await lin.get<Problem>('/v1/prize-draw')).body.code, 'not_found');
  });

  it('takes no points where none are asked for, and gives no free draw where there is none', async () => {
    assert.equal((await draw(lin, await openPrizes({ pointsPerDraw: null }), 'points')).body.code, 'no_draws_left');
    assert.equal((await draw(lin, await openPrizes({ freePerDay: 0 }), 'free')).body.code, 'no_draws_left');
  });

  it('lists what was drawn by cursor, the latest first, and nothing of anybody else', async () => {
    const id = await openPrizes({ first: { kind: 'points', points: 7 } });
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      gateway.clock.advance(10);
      made.unshift((await draw(lin, id, 'points')).body.id);
    }
    const items: PrizeResult[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { items: PrizeResult[]; nextCursor: string | null } } = await lin.get(`/v1/prizes?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      items.push(...body.items);
      cursor = body.nextCursor;
    }
    assert.deepEqual(items.map((item) => item.id), made);
    const chen = await gateway.user({ reference: demo.chenMo.reference });
    assert.deepEqual((await chen.get<{ items: PrizeResult[] }>('/v1/prizes')).body.items, []);
  });

  it('is written down with chances that sum to a million and a last prize that never runs out', async () => {
    const prize = (chances: number, stock: number | null) => [{ id: 'prz_1C00000000000000TEST', reward: { kind: 'nothing' as const }, chances, stock }];
    await assert.rejects(openPrizes({ prizes: prize(999_999, null) }), /sum to 1000000; these sum to 999999/);
    await assert.rejects(openPrizes({ prizes: prize(1_000_000, 1) }), /must be null/);
  });
});
