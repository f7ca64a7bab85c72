import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CampaignFile, type CampaignDetail, type Coupon, type Problem } from '@tessera/contract';
import { withRetry } from '../database.js';
import { demo } from '../seed/demo.js';
import { testGateway, type TestGateway } from '../testing.js';
import { createCampaigns, setCampaignState, usableCoupons } from './coupon.js';
import { newUser, type User } from './testing.js';

const folder = join(import.meta.dirname, 'fixtures');
const read = (name: string): CampaignFile => CampaignFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));

/** Creates a file's campaigns and opens them. */
async function open(gateway: TestGateway, name: string): Promise<string[]> {
  return withRetry(gateway.services.db, async (db) => {
    const ctx = { ...gateway.services, db };
    const ids = await createCampaigns(ctx, read(name), 'the test');
    for (const id of ids) await setCampaignState(ctx, id, 'activate', 'the test');
    return ids;
  });
}

describe('real rule sets, as files', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());
  const claim = (by: User, id: string | undefined, body?: unknown) => by.post<Coupon & Problem>(`/v1/campaigns/${id ?? ''}/claims`, body);
  const codes = async (by: User, ids: readonly (string | undefined)[]) => {
    const said: string[] = [];
    for (const id of ids) { const { status, body } = await claim(by, id); said.push(status === 201 ? 'claimed' : body.code); }
    return said;
  };
  const detail = async (by: User, id: string | undefined) => (await by.get<CampaignDetail>(`/v1/campaigns/${id ?? ''}`)).body;
  /** Fen the best of the user's coupons of these campaigns takes off. */
  const best = async (by: User, amount: number, storeId: string, campaigns: readonly string[]) => {
    const coupons = await usableCoupons(gateway.services, { userId: by.session.subject.id, storeId, amount, now: gateway.clock.read() });
    return coupons.find((coupon) => coupon.refusal === null && campaigns.includes(coupon.campaignId))?.saving ?? 0;
  };

  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    it(`${name} is created as drafts that nobody sees, and again changes nothing`, async () => {
      const other = await testGateway();
      try {
        const make = () => withRetry(other.services.db, (db) => createCampaigns({ ...other.services, db }, read(name), 'the test'));
        const ids = await make();
        assert.deepEqual(await make(), ids);
        const rows = await other.services.db.selectFrom('campaign').select(['id', 'state']).where('id', 'in', ids).execute();
        assert.deepEqual([...new Set(rows.map(({ state }) => state))], ['draft']);
        assert.equal((await other.services.db.selectFrom('campaign_audit').selectAll().where('campaign_id', 'in', ids).execute()).length, ids.length);
        assert.equal((await (await other.user()).get(`/v1/campaigns/${ids[0] ?? ''}`)).status, 404);
      } finally {
        await other.close();
      }
    });
  }

  it('Jinan 2023: one electronic and one e-CNY voucher a person and round, whichever tier and account; 200-60, 100-30, 50-10', async () => {
    gateway.clock.set('2023-09-01T02:00:00.000Z');
    const paper = await open(gateway, 'jinan-2023.json');
    const ecny = await open(gateway, 'jinan-2023-e-cny.json');
    let one = await newUser(gateway, 'jinan', { wallet: true, document: 'J' });
    const same = await newUser(gateway, 'jinan again', { wallet: true, document: 'J' });
    assert.deepEqual(await codes(one, [paper[0], paper[1], ecny[2], ecny[0]]), ['claimed', 'period_limit_reached', 'claimed', 'period_limit_reached']);
    assert.deepEqual(await codes(same, [paper[2], ecny[1]]), ['period_limit_reached', 'period_limit_reached']);
    assert.deepEqual((await detail(one, paper[1])).standing, { state: 'period_limit', opensAt: '2023-09-02T02:00:00.000Z' });
    const bare = await newUser(gateway, 'jinan without a wallet', { document: 'K' });
    assert.deepEqual([(await claim(bare, paper[0])).body.code, (await detail(bare, paper[0])).standing], ['not_eligible', { state: 'locked', step: 'open_wallet' }]);
    const unknown = await newUser(gateway, 'jinan without a name', { wallet: true });
    assert.deepEqual([(await claim(unknown, paper[0])).body.code, (await detail(unknown, paper[0])).standing], ['identity_needed', { state: 'locked', step: 'verify_identity' }]);
    gateway.clock.set('2023-09-02T01:59:59.999Z');
    one = await gateway.user({ reference: 'jinan' });
    assert.deepEqual(await codes(one, [paper[1]]), ['period_limit_reached']);
    gateway.clock.set('2023-09-02T02:00:00.000Z');
    assert.deepEqual(await codes(one, [paper[1], paper[2]]), ['claimed', 'period_limit_reached']);
    gateway.clock.set('2023-09-03T02:00:00.000Z');
    one = await gateway.user({ reference: 'jinan' });
    assert.deepEqual(await codes(one, [paper[2]]), ['claimed']);
    for (const [amount, saving] of [[10_000, 3000], [9999, 1000], [20_000, 6000], [4999, 0]] as const) {
      assert.equal(await best(one, amount, demo.stores.holilandQuancheng, paper), saving, `an order of ${amount} fen`);
    }
    assert.equal(await best(one, 20_000, demo.stores.holilandXidan, paper), 0, 'listed stores alone');
    const { payWith, refund, programme, validity } = await detail(one, ecny[0]);
    assert.deepEqual([payWith, refund, programme?.id.startsWith('prg_7B'), validity], [['e_cny_wallet'], 'forfeit', true, { kind: 'relative', days: 10, claimDayCounts: true, waitDays: 0 }]);
  });

  it('Beijing 2020: two of 40-10, one each of 80-20 and 160-40; an order of ¥210 takes 40 off; back once, and no partial refund', async () => {
    gateway.clock.set('2020-06-06T02:00:00.000Z');
    const ids = await open(gateway, 'beijing-2020.json');
    const user = await newUser(gateway, 'beijing', { document: 'B' });
    assert.deepEqual(await codes(user, [ids[0], ids[0], ids[0], ids[1], ids[1], ids[2], ids[2]]), ['claimed', 'claimed', 'limit_reached', 'claimed', 'limit_reached', 'claimed', 'limit_reached']);
    const second = await newUser(gateway, 'beijing, other account', { document: 'B' });
    assert.deepEqual(await codes(second, ids), ['person_limit_reached', 'person_limit_reached', 'person_limit_reached']);
    assert.deepEqual((await detail(second, ids[2])).standing, { state: 'not_eligible', reason: 'person_limit' });
    assert.equal(await best(user, 21_000, demo.stores.yonghuiGuomao, ids), 4000);
    const row = await gateway.services.db.selectFrom('campaign').select(['refund_policy', 'partial_refund']).where('id', '=', ids[2] ?? '').executeTakeFirstOrThrow();
    assert.deepEqual(row, { refund_policy: 'return', partial_refund: 'refused' });
  });

  it('Yizhuang 2022: one of six tiers a person and day, good for two days with the day of the claim', async () => {
    gateway.clock.set('2022-08-01T04:00:00.000Z');
    const ids = await open(gateway, 'yizhuang-2022.json');
    assert.equal(ids.length, 6);
    let user = await newUser(gateway, 'yizhuang', { document: 'Y' });
    const { body } = await claim(user, ids[5]);
    assert.deepEqual([body.validFrom, body.validTo], ['2022-08-01T04:00:00.000Z', '2022-08-02T15:59:59.999Z']);
    assert.deepEqual(await codes(user, ids), Array.from({ length: 6 }, () => 'period_limit_reached'));
    assert.deepEqual((await detail(user, ids[0])).standing, { state: 'period_limit', opensAt: '2022-08-01T16:00:00.000Z' });
    assert.deepEqual((await detail(user, ids[5])).standing, { state: 'claimed', couponId: body.id });
    gateway.clock.set('2022-08-01T15:59:59.999Z');
    user = await gateway.user({ reference: 'yizhuang' });
    assert.deepEqual(await codes(user, [ids[0]]), ['period_limit_reached']);
    gateway.clock.set('2022-08-01T16:00:00.000Z');
    assert.deepEqual(await codes(user, [ids[0], ids[1]]), ['claimed', 'period_limit_reached']);
  });

  it('a city of our own: a place, days to wait, new users, a budget, a day\'s cap and a draw, without code', async () => {
    gateway.clock.set('2026-06-01T02:00:00.000Z');
    const [drawn, onTheBund] = await open(gateway, 'shanghai-sample.json');
    const user = await newUser(gateway, 'shanghai', { document: 'S' });
    assert.equal((await detail(user, drawn)).standing.state, 'enterable');
    assert.deepEqual(await codes(user, [drawn, onTheBund]), ['drawn_not_claimed', 'position_needed']);
    const { stock, funders, conditions, area } = await detail(user, onTheBund);
    assert.deepEqual([stock.remaining, area], [300, { name: '外滩两公里内' }], 'the budget of ¥6,000 pays for 300 of ¥20');
    assert.deepEqual(funders, [{ kind: 'government', name: '上海市商务委员会', percent: 100 }]);
    assert.deepEqual(conditions.map(({ kind, met }) => [kind, met]), [['running', true], ['open', true], ['new_users_only', true], ['verify_identity', true], ['user_limit', true], ['person_limit', true], ['stock', true], ['area', null]]);
    assert.equal((await claim(user, onTheBund, { position: { latitude: 31.22, longitude: 121.47 } })).body.code, 'outside_area');
    const { body } = await claim(user, onTheBund, { position: { latitude: 31.241, longitude: 121.487 } });
    assert.deepEqual([body.validFrom, body.validTo], ['2026-06-02T16:00:00.000Z', '2026-06-05T15:59:59.999Z']);
    assert.deepEqual((await detail(user, drawn)).funders.map(({ percent }) => percent), [60, 25, 15]);
  });
});
