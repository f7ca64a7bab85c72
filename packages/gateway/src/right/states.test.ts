import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Category } from '@tessera/contract';
import type { Problem, Right, RightDetail, TesseraEvent } from '@tessera/contract';
import { demoCoupons } from '../coupon/seed.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { balance } from '../ledger/ledger.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { catalogue } from './catalogue.js';
import type { BenefitCode } from './catalogue.js';
import { fulfilBenefits } from './fulfil.js';
import { grantBenefits } from './grant-benefits.js';
import { pointsOf } from './points.js';
import { remindBenefits } from './remind.js';
import { demoBenefits } from './seed.js';

describe('what becomes of rights', () => {
  let gateway: TestGateway;
  let lin: Caller;
  before(async () => {
    gateway = await testGateway();
    lin = await gateway.user();
  });
  after(() => gateway.close());
  const get = async (id: string) => (await lin.get<RightDetail>(`/v1/rights/${id}`)).body;
  const list = async (query: string) => (await lin.get<{ items: Right[] }>(`/v1/rights?limit=100&${query}`)).body.items;
  const use = async (id: string) => (await lin.post<Problem>(`/v1/rights/${id}/uses`)).body;
  const grant = async (benefit: BenefitCode, paid?: { points: number }) => {
    const [row] = await withRetry(gateway.services.db, (db) => grantBenefits({ ...gateway.services, db }, [{ userId: demo.linXiao.id, platformId: demo.partner.id, benefit, ...paid && { paid } }], gateway.clock.read()));
    return row?.id ?? '';
  };

  it('each of the 19 categories shows its own, and no other', async () => {
    for (const category of Category.options) {
      const [code] = Object.entries(catalogue).find(([, benefit]) => benefit.category === category) ?? [];
      await grant(code as BenefitCode);
    }
    for (const category of Category.options) {
      const items = await list(`view=unused&category=${category}`);
      assert.ok(items.length > 0 && items.every((item) => item.category === category), category);
    }
  });

  it('says how each is used, and what a use would need instead', async () => {
    assert.deepEqual([(await get(demoCoupons.luckin)).usedBy, (await get(demoBenefits.coffee)).usedBy], ['payment', 'supplier_code']);
    assert.match((await use(demoCoupons.luckin)).detail, /pay code/);
    await gateway.services.db.updateTable('campaign').set({ face: JSON.stringify({ kind: 'gift', item: { 'zh-CN': '帆布袋' } }) })
      .where('id', '=', (eb) => eb.selectFrom('coupon').select('campaign_id').where('id', '=', demoCoupons.transit)).execute();
    assert.equal((await get(demoCoupons.transit)).usedBy, 'redemption_code');
    const refused = await use(demoCoupons.transit);
    assert.equal(refused.code, 'right_not_usable');
    assert.match(refused.detail, /redemption code/);
  });

  it('a recalled coupon is with what cannot be used any more, and cannot be', async () => {
    await gateway.services.db.updateTable('coupon').set({ state: 'recalled' }).where('id', '=', demoCoupons.card).execute();
    assert.ok(!(await list('view=unused')).some(({ id }) => id === demoCoupons.card));
    assert.equal((await list('view=expired')).find(({ id }) => id === demoCoupons.card)?.state, 'recalled');
    assert.match((await use(demoCoupons.card)).detail, /recalled/);
  });

  it('what points were paid for and its supplier refuses is refunded: the points are back, once', async () => {
    const points = async () => (await balance(gateway.services, pointsOf(demo.linXiao.id))).balance;
    const before = await points();
    const id = await grant('sandbox_fail', { points: 300 });
    assert.equal(await points(), before - 300);
    await Promise.all([fulfilBenefits(gateway.services), fulfilBenefits(gateway.services)]);
    assert.equal(await points(), before);
    const right = await get(id);
    assert.deepEqual([right.state, right.history.map(({ what }) => what)], ['refunded', ['granted', 'failed', 'refunded']]);
    assert.equal((await list('view=expired')).find((item) => item.id === id)?.state, 'refunded');
    assert.match((await use(id)).detail, /refunded/);
    await assert.rejects(grant('coffee_cup', { points: 1_000_000 }), /points_too_few/);
  });

  it('what a supplier fails to answer a few times is fulfilled all the same, and issued once', async () => {
    const id = await grant('sandbox_error');
    for (let second = 0; second < 30; second += 1) {
      gateway.clock.advance(1000);
      await fulfilBenefits(gateway.services);
    }
    assert.equal((await get(id)).state, 'unused');
  });

  it('an order that never comes to an end is taken back at the last look, and fails', async () => {
    const id = await grant('sandbox_slow');
    await fulfilBenefits(gateway.services);
    await gateway.services.db.updateTable('benefit').set({ looks: 29, look_at: gateway.clock.read() }).where('id', '=', id).execute();
    await fulfilBenefits(gateway.services);
    assert.equal((await get(id)).state, 'failed');
    const books = await gateway.services.db.selectFrom('sandbox_supply').select('state').where('shard_key', '=', shardOf(id)).where('reference', '=', id).executeTakeFirstOrThrow();
    assert.equal(books.state, 'cancelled');
  });

  it('reminds of a benefit 72 hours before its end, once, however many sweep', async () => {
    const { body: { lastId } } = await lin.get<{ lastId: string }>('/v1/events');
    const { validTo } = await get(demoBenefits.metro);
    gateway.clock.set(new Date(Date.parse(validTo) - 72 * 3_600_000).toISOString());
    await Promise.all([remindBenefits(gateway.services), remindBenefits(gateway.services)]);
    await remindBenefits(gateway.services);
    lin = await gateway.user();
    const { items } = (await lin.get<{ items: TesseraEvent[] }>(`/v1/events?after=${lastId}&limit=100`)).body;
    assert.deepEqual(items.filter((event) => event.subjectId === demoBenefits.metro).map(({ type }) => type), ['right.expiring']);
    assert.ok(!items.some((event) => event.type === 'right.expiring' && event.subjectId === demoBenefits.film), 'a used one is not');
  });
});
