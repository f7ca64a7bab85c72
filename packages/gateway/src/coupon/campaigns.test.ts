import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Campaign, Category, Coupon, Problem } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { searchable } from './search.js';
import { demoCampaigns } from './seed-campaigns.js';
import { demoCoupons } from './seed.js';
import { openCampaign } from './testing.js';

interface Page { items: Campaign[]; nextCursor: string | null }

describe('campaigns', () => {
  let gateway: TestGateway;
  let lin: Caller;
  let chen: Caller;
  before(async () => {
    gateway = await testGateway();
    lin = await gateway.user();
    chen = await gateway.user({ reference: demo.chenMo.reference });
  });
  after(() => gateway.close());

  const list = async (query: Record<string, string> = {}, by = lin): Promise<Page> => {
    const { status, body, text } = await by.get<Page>(`/v1/campaigns?${new URLSearchParams(query).toString()}`);
    assert.equal(status, 200, text);
    return body;
  };
  const all = async (query: Record<string, string> = {}): Promise<Campaign[]> => {
    const found: Campaign[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await list({ ...query, limit: '7', ...(cursor === '' ? {} : { cursor }) });
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    return found;
  };
  const ids = (items: readonly Campaign[]) => items.map((item) => item.id);

  it('refuses a caller without the scope, for the list and for one', async () => {
    const payer = await gateway.user({ scopes: ['payments:read'] });
    for (const path of ['/v1/campaigns', `/v1/campaigns/${demoCampaigns.dining60}`, `/v1/coupons/${demoCoupons.luckin}`]) {
      const { status, body } = await payer.get<Problem>(path);
      assert.deepEqual([status, body.code], [403, 'scope_missing'], path);
    }
  });

  it('lists what can be claimed now or later, nothing ended, internal or drafted', async () => {
    const found = ids(await all());
    assert.ok(found.length >= 24);
    assert.equal(new Set(found).size, found.length);
    for (const hidden of [demoCampaigns.diningLast, demoCampaigns.summer, demoCampaigns.internal]) assert.ok(!found.includes(hidden));
  });

  it('says where a user stands with each', async () => {
    const standing = async (id: string, by: Caller) => (await by.get<Campaign>(`/v1/campaigns/${id}`)).body.standing;
    assert.deepEqual(await standing(demoCampaigns.dining60, lin), { state: 'claimable' });
    assert.deepEqual(await standing(demoCampaigns.dining60, chen), { state: 'locked', step: 'open_wallet' });
    assert.deepEqual(await standing(demoCampaigns.card15, chen), { state: 'locked', step: 'add_card' });
    assert.deepEqual(await standing(demoCampaigns.yonghuiWeekend, lin), { state: 'claimed', couponId: demoCoupons.weekend });
    assert.deepEqual(await standing(demoCampaigns.diningNext, lin), { state: 'upcoming', opensAt: '2026-11-24T02:00:00.000Z' });
    assert.deepEqual(await standing(demoCampaigns.appliance, lin), { state: 'sold_out', reopensAt: '2026-11-24T02:00:00.000Z' });
    assert.deepEqual(await standing(demoCampaigns.diningLast, chen), { state: 'over' });
    assert.equal((await lin.get(`/v1/campaigns/${demoCampaigns.internal}`)).status, 404);
    assert.equal((await lin.get('/v1/campaigns/cmp_6A00000000000000000000NONE')).status, 404);
  });

  it('carries issuer, city, round, weekdays, stores and rules in the caller\'s language', async () => {
    const { body } = await lin.get<Campaign>(`/v1/campaigns/${demoCampaigns.dining60}`, { 'Accept-Language': 'en' });
    assert.deepEqual([body.title, body.issuer, body.city], ['Quancheng dining voucher', { kind: 'government', name: 'Jinan Commerce Bureau' }, { code: '370100', name: 'Jinan' }]);
    assert.deepEqual([body.round, body.storeCount, body.distanceMeters, body.stock.total], [{ title: '10:00 round', opensAt: '2026-11-23T02:00:00.000Z' }, 3, 600, 3000]);
    assert.equal(body.rules.length, 3);
    const weekend = (await lin.get<Campaign>(`/v1/campaigns/${demoCampaigns.yonghuiWeekend}`)).body;
    assert.deepEqual([weekend.title, weekend.weekdays, weekend.city], ['永辉超市·周末折扣', [6, 7], null]);
  });

  it('filters by city (with what is good everywhere), category and store', async () => {
    const beijing = await all({ city: demo.cities.beijing });
    assert.ok(beijing.some((item) => item.id === demoCampaigns.beijingDining) && beijing.some((item) => item.city === null));
    assert.ok(beijing.every((item) => item.city === null || item.city.code === demo.cities.beijing));
    const coffee = await all({ category: 'coffee_tea' });
    assert.deepEqual(ids(coffee).sort(), [demoCampaigns.americano, demoCampaigns.luckin5].sort());
    const bakery = ids(await all({ storeId: demo.stores.holilandXidan }));
    assert.ok(bakery.includes(demoCampaigns.holilandNew) && bakery.includes(demoCampaigns.card15) && bakery.includes(demoCampaigns.beijingDining));
    assert.ok(!bakery.includes(demoCampaigns.dining60) && !bakery.includes(demoCampaigns.shanghaiDining));
    assert.deepEqual(await list({ storeId: 'str_5Z00000000000000000000NONE' }), { items: [], nextCursor: null });
  });

  it('sorts in four ways', async () => {
    const meters = (await all({ sort: 'nearest' })).map((item) => item.distanceMeters ?? Infinity);
    assert.deepEqual(meters, [...meters].sort((a, b) => a - b));
    const ends = (await all({ sort: 'ending_soon' })).map((item) => item.endsAt);
    assert.deepEqual(ends, [...ends].sort());
    const [first] = await all({ sort: 'biggest_saving' });
    assert.ok(first?.face.kind === 'amount_off' && first.face.off.amount === 10_000 || first?.face.kind === 'percent_off');
    assert.equal((await all())[0]?.id, demoCampaigns.dining60);
  });

  it('keeps its place while campaigns come and go and are claimed', async () => {
    const before = ids(await all({ sort: 'ending_soon' }));
    const first = await list({ sort: 'ending_soon', limit: '5' });
    // One before the cursor goes, one before it and one after it come, and one further on is claimed.
    await gateway.services.db.updateTable('campaign').set({ state: 'disabled' }).where('id', '=', before[1] ?? '').execute();
    await openCampaign(gateway, { id: 'cmp_6A00000000000000000000EARY', category: 'travel', endsAt: new Date('2026-11-24T00:00:00Z') });
    await openCampaign(gateway, { id: 'cmp_6A00000000000000000000LATE', category: 'travel', endsAt: new Date('2027-11-24T00:00:00Z') });
    await lin.post(`/v1/campaigns/${demoCampaigns.grocery}/claims`);
    const rest: string[] = [];
    for (let cursor = first.nextCursor; cursor !== null;) {
      const page = await list({ sort: 'ending_soon', limit: '5', cursor });
      rest.push(...ids(page.items));
      cursor = page.nextCursor;
    }
    assert.deepEqual(rest, [...before.slice(5), 'cmp_6A00000000000000000000LATE']);
    await gateway.services.db.updateTable('campaign').set({ state: 'active' }).where('id', '=', before[1] ?? '').execute();
  });

  it('refuses a cursor that it did not give for this order', async () => {
    const { nextCursor } = await list({ limit: '2' });
    const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    for (const [sort, cursor] of [
      ['nearest', nextCursor ?? ''], ['recommended', 'x'], ['recommended', forged([])], ['recommended', forged(['campaigns/recommended', 'a', 'b'])],
      ['recommended', forged(['campaigns/recommended', 1e300, 'b'])], ['recommended', forged(['campaigns/recommended', 1, '\'; drop'])],
    ] as const) {
      const { status, body } = await lin.get<Problem>(`/v1/campaigns?${new URLSearchParams({ sort, cursor }).toString()}`);
      assert.deepEqual([status, body.code, body.errors?.[0]?.pointer], [422, 'invalid_request', '#/query/cursor'], cursor);
    }
  });

  it('finds what a plain filter over titles and issuers finds, whatever signs the search has', async () => {
    for (const title of ['100% off_a\\b', '50%', 'a_c', 'abc', '\'; drop table campaign; --', 'ＦＵＬＬ']) {
      await openCampaign(gateway, { title: { 'zh-CN': title }, issuer: { kind: 'bank', name: { 'zh-CN': '搜索' } }, category: 'beauty' });
    }
    const everything = await gateway.services.db.selectFrom('campaign').select(['id', 'title', 'issuer_name']).where('category', '=', 'beauty').execute();
    const reference = (q: string) => everything
      .filter((row) => searchable([...Object.values(row.title), ...Object.values(row.issuer_name)].join(' ')).includes(searchable(q.trim())))
      .map((row) => row.id).sort();
    const query = fc.oneof(fc.constantFrom('%', '_', '\\', 'a_c', 'ABC', '100%', '搜索', 'full', "'; drop", '永辉'), fc.string({ maxLength: 4 }));
    await fc.assert(fc.asyncProperty(query, async (q) => {
      const page = await list({ category: 'beauty' satisfies Category, limit: '100', q });
      assert.deepEqual(ids(page.items).sort(), reference(q), q);
    }), { numRuns: 60 });
  });

  it('shows a coupon to its user alone', async () => {
    assert.equal((await lin.get<Coupon>(`/v1/coupons/${demoCoupons.summer}`)).body.state, 'expired');
    assert.equal((await lin.get<Coupon>(`/v1/coupons/${demoCoupons.film}`)).body.state, 'used');
    const { status, body } = await chen.get<Problem>(`/v1/coupons/${demoCoupons.luckin}`);
    assert.deepEqual([status, body.code], [404, 'not_found']);
  });
});
