import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CampaignFile, type CampaignRules } from '@tessera/contract';
import { withRetry } from '../database.js';
import { demo } from '../seed/demo.js';
import { testGateway, type TestGateway } from '../testing.js';
import { addStock, CampaignRefused, createCampaigns } from './coupon.js';
import { auditStock } from './testing.js';

const yuan = (amount: number) => ({ amount, currency: 'CNY' as const });
const words = (chinese: string) => ({ 'zh-CN': chinese });

/** A file of one campaign that nothing is wrong with; what a test is about is given. */
const fileOf = (rules: object, programme: unknown = null): CampaignFile => CampaignFile.parse({
  programme, campaigns: [{
    title: words('满减券'), face: { kind: 'amount_off', off: yuan(1000), threshold: yuan(5000) }, category: 'food', issuer: { kind: 'bank', name: words('银行') },
    opensAt: '2026-12-01T02:00:00Z', endsAt: '2026-12-31T02:00:00Z', stock: 10, validity: { kind: 'relative', days: 7, claimDayCounts: true, waitDays: 0 }, ...rules,
  }],
});

const rounds = { title: words('10:00 场'), at: '2026-12-02T02:00:00Z', everyHours: 24, stock: 5 };
const oneAPerson: CampaignRules['limits'][number] = { each: 'person', within: 'ever', over: 'programme', most: 1 };

describe('creating campaigns from a file', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());
  const create = (file: CampaignFile) => withRetry(gateway.services.db, (db) => createCampaigns({ ...gateway.services, db }, file, 'the test'));
  const count = async () => Number((await gateway.services.db.selectFrom('campaign').select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()).count);

  for (const [what, rules, path, expected] of [
    ['funders that do not pay all of it', { funders: [{ kind: 'bank', name: words('银行'), percent: 60 }] }, '/funders', 'percentages that sum to 100'],
    ['an end before the start', { endsAt: '2026-12-01T02:00:00Z' }, '/endsAt', 'a time after opensAt'],
    ['validity that ends before it starts', { validity: { kind: 'fixed', from: '2026-12-05T00:00:00Z', to: '2026-12-05T00:00:00Z' } }, '/validity/to', 'a time after from'],
    ['coupons that are over before they are given', { validity: { kind: 'fixed', from: '2026-10-05T00:00:00Z', to: '2026-11-05T00:00:00Z' } }, '/validity/to', 'a time after opensAt'],
    ['a claim day that counts and is waited for', { validity: { kind: 'relative', days: 7, claimDayCounts: true, waitDays: 2 } }, '/validity/waitDays', '0 where the claim day counts'],
    ['hours that end before they begin', { hours: [{ from: '09:00', to: '12:00' }, { from: '18:00', to: '17:00' }] }, '/hours/1/to', 'an hour after 18:00'],
    ['a lottery without a draw', { mode: 'lottery' }, '/drawsAt', 'the time of the draw'],
    ['a draw without a lottery', { drawsAt: '2026-12-03T02:00:00Z' }, '/drawsAt', 'nothing where no draw is held'],
    ['a draw after the end', { mode: 'lottery', drawsAt: '2027-01-03T02:00:00Z' }, '/drawsAt', 'a time between opensAt'],
    ['a lottery in rounds', { mode: 'lottery', drawsAt: '2026-12-03T02:00:00Z', rounds }, '/rounds', 'null for a lottery'],
    ['a round before the start', { rounds: { ...rounds, at: '2026-11-02T02:00:00Z' } }, '/rounds/at', 'a time between opensAt'],
    ['a gift of no worth', { face: { kind: 'gift', item: words('护手霜') } }, '/worth', 'what one gift is worth'],
    ['a coupon that takes nothing off', { face: { kind: 'amount_off', off: yuan(0), threshold: yuan(5000) } }, '/face/off/amount', 'more than 0'],
    ['a budget for discounts without an end', { face: { kind: 'percent_off', percent: 10, cap: null, threshold: yuan(0) }, budget: yuan(100_000) }, '/face/cap', 'a cap'],
    ['stock beside imported codes', { importedCodes: true }, '/stock', '0 where codes are imported'],
    ['a limit over a programme that is not there', { limits: [oneAPerson] }, '/limits/0/over', 'a programme in the file'],
    ['a limit by round without rounds', { limits: [{ each: 'user', within: 'round', most: 1 }] }, '/limits/0/within', 'rounds in the campaign'],
    ['a city nobody knows', { city: '999999' }, '/city', 'one of the cities'],
    ['a store nobody knows', { stores: ['str_5Z00000000000000000000NONE'] }, '/stores/0', 'a store there is'],
    ['a store of another city', { city: demo.cities.jinan, stores: [demo.stores.yonghuiQuancheng, demo.stores.yonghuiGuomao] }, '/stores/1', 'a store of the city 370100'],
  ] as const) {
    it(`refuses ${what}, names where and what was expected, and keeps nothing`, async () => {
      const before = await count();
      await assert.rejects(create(fileOf(rules)), (error) => {
        assert.ok(error instanceof CampaignRefused);
        const [fault, ...more] = error.faults;
        assert.deepEqual([more, fault?.path], [[], `#/campaigns/0${path}`], error.message);
        assert.ok(fault?.expected.startsWith(expected), error.message);
        return true;
      });
      assert.equal(await count(), before);
    });
  }

  it('refuses all that is wrong at once, and two tiers that count a round together and open apart', async () => {
    const [tier] = fileOf({ rounds, limits: [{ each: 'person', within: 'round', over: 'programme', most: 1 }] }, { title: words('济南'), city: null }).campaigns;
    assert.ok(tier);
    const file: CampaignFile = { programme: { title: words('济南'), city: null }, campaigns: [tier, { ...tier, rounds: { ...tier.rounds ?? assert.fail(), at: '2026-12-02T06:00:00Z' }, city: '999999' }] };
    await assert.rejects(create(file), (error) => error instanceof CampaignRefused
      && ['#/campaigns/0/rounds', '#/campaigns/1/rounds', '#/campaigns/1/city'].every((path) => error.faults.some((fault) => fault.path === path)));
  });

  it('takes the same file again for the same campaign, and refuses other rules under its id', async () => {
    const id = 'cmp_7Y000000000SAMEAGAIN0001';
    assert.deepEqual([await create(fileOf({ id, stores: [demo.stores.holilandXidan, demo.stores.holilandXidan] })), await create(fileOf({ id, stores: [demo.stores.holilandXidan] }))], [[id], [id]]);
    await gateway.services.db.updateTable('campaign').set({ state: 'active' }).where('id', '=', id).execute();
    assert.deepEqual(await create(fileOf({ id, stores: [demo.stores.holilandXidan] })), [id]);
    for (const other of [{ stock: 11 }, { title: words('别的') }, { allowed: 2 }, { stores: 'any' }, { stores: [demo.stores.cinemaSanlitun] }]) {
      await assert.rejects(create(fileOf({ id, stores: [demo.stores.holilandXidan], ...other })), /#\/campaigns\/0\/id: expected an id that is free/);
    }
    const twice = fileOf({ id });
    await assert.rejects(create({ ...twice, campaigns: [...twice.campaigns, ...twice.campaigns] }), /an id of its own/);
  });

  it('creates a hundred campaigns of a programme, and adds to a stock once per reference', async () => {
    const [one] = fileOf({ limits: [oneAPerson] }, { title: words('百券'), city: null }).campaigns;
    assert.ok(one);
    const ids = await create({ programme: { title: words('百券'), city: null }, campaigns: Array.from({ length: 100 }, (_, place) => ({ ...one, rank: place })) });
    assert.equal(new Set(ids).size, 100);
    const programmes = await gateway.services.db.selectFrom('campaign').select('programme_id').distinct().where('id', 'in', ids).execute();
    assert.equal(programmes.length, 1);
    const add = () => withRetry(gateway.services.db, (db) => addStock({ ...gateway.services, db }, ids[0] ?? '', 5, 'the test', 'once'));
    assert.deepEqual([await add(), await add()], [5, 5]);
    const stock = await gateway.services.db.selectFrom('ledger_account').select('balance').where('id', '=', `${ids[0] ?? ''}/stock`).executeTakeFirstOrThrow();
    assert.equal(stock.balance, 15);
    await auditStock(gateway);
  });
});
