import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PointsEntry, Problem, Right, RightDetail, RightsSummary } from '@tessera/contract';
import { demoBundle } from '../bundle/seed.js';
import { demoCoupons } from '../coupon/seed.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { Caller, Reply, TestGateway } from '../testing.js';
import { demoBenefits } from './seed.js';

interface Page<T> { items: T[]; nextCursor: string | null }

describe('rights', () => {
  let gateway: TestGateway;
  let lin: Caller;
  let chen: Caller;
  before(async () => {
    gateway = await testGateway();
    lin = await gateway.user();
    chen = await gateway.user({ reference: demo.chenMo.reference });
  });
  after(() => gateway.close());
  const list = async (query: Record<string, string>, by = lin) => (await by.get<Page<Right>>(`/v1/rights?${new URLSearchParams(query).toString()}`)).body;
  const use = (id: string, by = lin, key?: string) => by.post<RightDetail & Problem>(`/v1/rights/${id}/uses`, undefined, key === undefined ? {} : { key });
  const get = (id: string, by = lin) => by.get<RightDetail & Problem>(`/v1/rights/${id}`);

  it('refuse a caller without the scope, for each verb', async () => {
    const reader = await gateway.user({ scopes: ['coupons:read'] });
    for (const reply of [
      await reader.get<Problem>('/v1/rights'), await get(demoBenefits.coffee, reader), await reader.get<Problem>('/v1/rights/summary'),
      await reader.get<Problem>('/v1/points'), await use(demoBenefits.coffee, reader),
    ]) assert.deepEqual([reply.status, reply.body.code], [403, 'scope_missing']);
    const { body } = await lin.post<Problem>('/v1/rights', { reference: 'lin-xiao', benefit: 'coffee_cup' });
    assert.equal(body.code, 'caller_not_allowed');
  });

  it('list coupons and benefits together: what expires first, first', async () => {
    const { items } = await list({ view: 'unused', limit: '100' });
    assert.deepEqual(items.map((item) => item.validTo), items.map((item) => item.validTo).sort());
    assert.deepEqual([items[0]?.id, items[0]?.validTo], [demoCoupons.endsToday, '2026-11-23T15:59:59.999Z']);
    const states = new Map(items.map((item) => [item.id, item.state]));
    assert.deepEqual([states.get(demoBenefits.video), states.get(demoBenefits.coffee), states.get(demoCoupons.weekend)], ['pending', 'unused', 'unused']);
    assert.equal(items.length, 11);
    assert.deepEqual((await list({ view: 'used' })).items.map((item) => item.id), [demoCoupons.film, demoBundle.usedTart, demoBundle.usedCoffee, demoBenefits.film]);
    assert.deepEqual((await list({ view: 'expired' })).items.map((item) => item.id), [demoBenefits.expiredCoffee, demoCoupons.summer]);
    assert.deepEqual((await list({ view: 'unused', category: 'coffee_tea' })).items.map((item) => item.id), [demoCoupons.luckin, demoBundle.coffee, demoBundle.tea, demoBenefits.coffee]);
    assert.deepEqual(await list({ view: 'unused' }, chen), { items: [], nextCursor: null });
  });

  it('page without a gap or a repeat', async () => {
    const whole = (await list({ view: 'unused', limit: '100' })).items.map((item) => item.id);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<Right> = await list({ view: 'unused', limit: '2', ...(cursor === '' ? {} : { cursor }) });
      paged.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    assert.deepEqual(paged, whole);
    const { nextCursor } = await list({ view: 'unused', limit: '2' });
    assert.equal((await lin.get(`/v1/rights?view=used&cursor=${nextCursor ?? ''}`)).status, 422);
  });

  it('say everything of one: rules, stores, history, and no code before it is asked for', async () => {
    const coupon = (await get(demoCoupons.film)).body;
    assert.deepEqual(coupon.history.map((line) => [line.what, line.where]), [['claimed', null], ['used', '万达影城（经四路店）']]);
    assert.deepEqual(coupon.stores.map((store) => store.id), [demo.stores.cinemaJinan, demo.stores.cinemaSanlitun]);
    assert.ok(coupon.rules.length > 0);
    const benefit = await get(demoBenefits.coffee);
    assert.deepEqual([benefit.body.code, benefit.body.giver, benefit.body.history.map((line) => line.what)], [null, '瑞幸咖啡', ['granted', 'fulfilled']]);
    assert.ok(!benefit.text.includes('CF7K'));
    assert.deepEqual((await get(demoCoupons.summer)).body.history.map((line) => line.what), ['claimed', 'expired']);
  });

  it('show another user\'s right to nobody', async () => {
    for (const id of [demoBenefits.coffee, demoCoupons.luckin]) {
      for (const reply of [await get(id, chen), await use(id, chen)]) assert.deepEqual([reply.status, reply.body.code], [404, 'not_found']);
    }
  });

  it('reveal the supplier\'s code once, and answer a repeated key with the first result', async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, (_, place) => use(demoBenefits.coffee, lin, `coffee-${place}`)));
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, ...Array<number>(9).fill(409)]);
    const winner = replies.findIndex((reply) => reply.status === 201);
    assert.deepEqual([replies[winner]?.body.code, replies[winner]?.body.state], ['CF7K-2M9Q-XT4R-8WPD', 'used']);
    for (const reply of replies) if (reply.status === 409) assert.equal(reply.body.code, 'right_not_usable');
    const again = await use(demoBenefits.coffee, lin, `coffee-${winner}`);
    assert.deepEqual([again.status, again.text], [201, replies[winner]?.text]);
    assert.equal((await get(demoBenefits.coffee)).body.code, 'CF7K-2M9Q-XT4R-8WPD');
  });

  it('refuse what cannot be used: pending, expired, used, and a coupon, which is used by paying', async () => {
    for (const [id, words] of [[demoBenefits.video, 'pending'], [demoBenefits.expiredCoffee, 'expired'], [demoBenefits.film, 'used'], [demoCoupons.luckin, 'paying'], [demoCoupons.summer, 'expired']] as const) {
      const { status, body } = await use(id);
      assert.deepEqual([status, body.code], [409, 'right_not_usable']);
      assert.match(body.detail, new RegExp(words));
    }
  });

  it('sum up points, what expires within seven days, what was saved this year, and the ladder', async () => {
    const { body } = await lin.get<RightsSummary>('/v1/rights/summary');
    const unused = (await list({ view: 'unused', limit: '100' })).items;
    assert.deepEqual([body.points, body.unused, body.coupons, body.savedThisYear.amount], [12_860, unused.length, unused.filter((right) => right.kind === 'coupon').length, 48_600]);
    assert.equal(body.expiringSoon, unused.filter((right) => right.validTo <= '2026-11-30T04:00:00.000Z').length);
    assert.deepEqual([body.tier.level, body.tier.levels.map((step) => step.level)], ['card', ['registered', 'wallet', 'card']]);
    assert.deepEqual(body.tier.levels.map(({ reached, step }) => [reached, step]), [[true, null], [true, 'open_wallet'], [true, 'add_card']]);
    assert.deepEqual([body.pointsExpiring?.at, (body.pointsExpiring?.points ?? 0) > 0], ['2027-01-31T15:59:59.999Z', true]);
    const fresh = (await chen.get<RightsSummary>('/v1/rights/summary')).body;
    assert.deepEqual([fresh.points, fresh.unused, fresh.expiringSoon, fresh.savedThisYear.amount, fresh.tier.level], [0, 0, 0, 0, 'registered']);
    assert.deepEqual([fresh.pointsExpiring, fresh.tier.levels.map(({ reached }) => reached)], [null, [true, false, false]]);
  });

  it('keep a points book whose balance follows from its lines, page by page as all at once', async () => {
    const entries: PointsEntry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { status, text, body }: Reply<Page<PointsEntry>> = await lin.get(`/v1/points?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      assert.equal(status, 200, text);
      entries.push(...body.items);
      cursor = body.nextCursor;
    }
    assert.ok(entries.length > 6);
    assert.deepEqual((await lin.get<Page<PointsEntry>>('/v1/points?limit=100')).body, { items: entries, nextCursor: null });
    assert.equal(entries[0]?.balance, 12_860);
    assert.equal(new Set(entries.map((entry) => entry.id)).size, entries.length);
    for (const [place, entry] of entries.entries()) assert.equal(entry.balance - entry.points, entries[place + 1]?.balance ?? 0);
    assert.match(entries[0]?.title ?? '', /永辉超市/);
    assert.deepEqual((await chen.get<Page<PointsEntry>>('/v1/points')).body, { items: [], nextCursor: null });
  });
});
