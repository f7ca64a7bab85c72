import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Campaign, CampaignDetail, ClaimLimit, Coupon, Problem } from '@tessera/contract';
import { sql } from 'kysely';
import { pino } from 'pino';
import { addCodes } from '../code-pool/pool.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { demo } from '../seed/demo.js';
import { testGateway, type Caller, type TestGateway } from '../testing.js';
import { metersBetween } from './area.js';
import { addStock, setCampaignState } from './coupon.js';
import { grant } from './grant.js';
import { reopenCampaigns } from './reopen.js';
import { release } from './stock.js';
import { auditStock, fen, newUser, newUsers, openCampaign, tally } from './testing.js';
import { validityOf } from './validity.js';

type Claimed = Coupon & Problem;
interface Many { results: { campaignId: string; coupon: Coupon | null; problem: { code: string } | null }[] }

const limit = (each: ClaimLimit['each'], within: ClaimLimit['within'], most: number): ClaimLimit => ({ each, within, over: 'campaign', most });
const at = (time: string) => new Date(time);

describe('days of a coupon', () => {
  const claimed = at('2026-03-01T04:00:00.000Z');
  for (const [what, validity, from, to] of [
    ['two with the claim day', { kind: 'relative', days: 2, claimDayCounts: true, waitDays: 0 }, '2026-03-01T04:00:00.000Z', '2026-03-02T15:59:59.999Z'],
    ['two and the rest of the claim day', { kind: 'relative', days: 2, claimDayCounts: false, waitDays: 0 }, '2026-03-01T04:00:00.000Z', '2026-03-03T15:59:59.999Z'],
    ['two after one to wait', { kind: 'relative', days: 2, claimDayCounts: false, waitDays: 1 }, '2026-03-02T16:00:00.000Z', '2026-03-04T15:59:59.999Z'],
    ['two as they were counted before', { kind: 'relative', days: 2 }, '2026-03-01T04:00:00.000Z', '2026-03-02T15:59:59.999Z'],
    ['fixed', { kind: 'fixed', from: '2026-03-05T00:00:00Z', to: '2026-03-06T00:00:00Z' }, '2026-03-05T00:00:00.000Z', '2026-03-06T00:00:00.000Z'],
  ] as const) {
    it(`${what}: from ${from} to ${to}`, () => {
      const { from: first, to: last } = validityOf(validity, claimed);
      assert.deepEqual([first.toISOString(), last.toISOString()], [from, to]);
    });
  }
});

it('a degree of the equator is 111,195 metres, and a place is no metres from itself', () => {
  assert.equal(Math.round(metersBetween({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 })), 111_195);
  assert.equal(metersBetween({ latitude: 36.67, longitude: 117.02 }, { latitude: 36.67, longitude: 117.02 }), 0);
  assert.equal(Math.round(metersBetween({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })), 111_195);
});

describe('the rules of a campaign', () => {
  let gateway: TestGateway;
  let lin: Caller;
  const told: string[] = [];
  before(async () => {
    gateway = await testGateway({ log: pino({ level: 'error' }, { write: (line: string) => { told.push(line); } }) });
    lin = await gateway.user();
  });
  after(() => gateway.close());
  const claim = (by: Caller, campaignId: string, body?: unknown) => by.post<Claimed>(`/v1/campaigns/${campaignId}/claims`, body);
  const detail = async (by: Caller, campaignId: string) => (await by.get<CampaignDetail>(`/v1/campaigns/${campaignId}`)).body;
  const listed = async (by: Caller) => (await by.get<{ items: Campaign[] }>('/v1/campaigns?limit=100')).body.items.map(({ id }) => id);

  it('a round opens at its very millisecond, once, whether a claim or the sweep is first', async () => {
    const id = await openCampaign(gateway, { stock: 0, reopen: { at: at('2026-11-23T04:05:00.000Z'), hours: 24, stock: 3 }, allowed: 9, limits: [limit('user', 'round', 1)] });
    gateway.clock.set('2026-11-23T04:04:59.999Z');
    assert.equal((await claim(lin, id)).body.code, 'sold_out');
    assert.deepEqual((await detail(lin, id)).standing, { state: 'sold_out', reopensAt: '2026-11-23T04:05:00.000Z' });
    gateway.clock.set('2026-11-23T04:05:00.000Z');
    assert.deepEqual((await detail(lin, id)).standing, { state: 'claimable' });
    const users = await newUsers(gateway, 6, 'round');
    const [replies] = await Promise.all([Promise.all(users.map((user) => claim(user, id))), reopenCampaigns(gateway.services), reopenCampaigns(gateway.services)]);
    assert.deepEqual(tally(replies), { 201: 3, '409 sold_out': 3 });
    await auditStock(gateway);
    const row = await gateway.services.db.selectFrom('campaign').select(['round', 'reopens_at']).where('id', '=', id).executeTakeFirstOrThrow();
    assert.deepEqual([row.round, row.reopens_at?.toISOString()], [2, '2026-11-24T04:05:00.000Z']);
  });

  it('rounds that nobody opened for three days are all released, and a user\'s limit counts the last one', async () => {
    const now = gateway.clock.read().getTime();
    const id = await openCampaign(gateway, { stock: 0, reopen: { at: new Date(now - 50 * 3_600_000), hours: 24, stock: 2 }, allowed: 9, limits: [limit('user', 'round', 1)] });
    assert.equal((await detail(lin, id)).stock.remaining, 6);
    assert.deepEqual(tally([await claim(lin, id), await claim(lin, id)]), { 201: 1, '409 period_limit_reached': 1 });
    const count = await gateway.services.db.selectFrom('claim_count').select('period').where('scope', '=', id).execute();
    assert.deepEqual(count, [{ period: 'round/4' }]);
    assert.equal((await detail(lin, id)).stock.remaining, 5);
  });

  it('is for new users, for a list, or for those in a place: each has its refusal and its standing', async () => {
    const fresh = await openCampaign(gateway, { newWithinDays: 7 });
    const listedOnly = await openCampaign(gateway, { segment: 'gold' });
    const lake = { name: { 'zh-CN': '湖边' }, latitude: 36.6757, longitude: 117.0228, radiusMeters: 500 };
    const near = await openCampaign(gateway, { area: lake });
    const user = await newUser(gateway, 'somebody new');
    await gateway.services.db.updateTable('person').set({ created_at: at('2026-11-01T00:00:00Z') }).where('id', '=', demo.linXiao.id).execute();
    await gateway.services.db.insertInto('segment_member').values({ shard_key: shardOf(demo.linXiao.id), segment: 'gold', user_id: demo.linXiao.id }).execute();
    assert.deepEqual([(await claim(user, fresh)).status, (await claim(lin, fresh)).body.code], [201, 'not_eligible']);
    assert.deepEqual((await detail(lin, fresh)).standing, { state: 'not_eligible', reason: 'new_users_only' });
    assert.deepEqual((await detail(user, listedOnly)).standing, { state: 'not_eligible', reason: 'invited_only' });
    assert.deepEqual([(await claim(user, listedOnly)).body.code, (await claim(lin, listedOnly)).status], ['not_eligible', 201]);
    const away = { latitude: 36.6805, longitude: 117.0228 };
    assert.deepEqual([(await claim(lin, near)).body.code, (await claim(lin, near, { position: away })).body.code, (await claim(lin, near, { position: { ...away, latitude: 36.6800 } })).status], ['position_needed', 'outside_area', 201]);
    assert.equal((await claim(lin, near, { position: { latitude: 91, longitude: 0 } })).status, 422);
  });

  it('where somebody was when claiming is judged, and kept nowhere: in no table and no line of the log', async () => {
    const lines: string[] = [];
    const other = await testGateway({ log: pino({ level: 'trace' }, { write: (line: string) => { lines.push(line); } }) });
    try {
      const id = await openCampaign(other, { area: { name: { 'zh-CN': '湖边' }, latitude: 36.6757, longitude: 117.0228, radiusMeters: 500 } });
      const user = await other.user();
      assert.equal((await claim(user, id, { position: { latitude: 36.678912345, longitude: 117.022811223 } })).status, 201);
      assert.equal((await claim(user, id, { position: { latitude: 39.678912345, longitude: 117.022811223 } })).body.code, 'limit_reached');
      const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(other.services.db);
      assert.ok(tables.length > 40 && lines.length > 0);
      for (const { name } of tables) {
        const { rows } = await sql`select 1 from ${sql.table(name)} as kept where kept::text like '%.678912345%' or kept::text like '%.022811223%'`.execute(other.services.db);
        assert.equal(rows.length, 0, name);
      }
      assert.ok(lines.every((line) => !line.includes('.678912345') && !line.includes('.022811223')));
    } finally {
      await other.close();
    }
  });

  it('a campaign\'s own day is over for all, and opens again at midnight in Shanghai', async () => {
    const id = await openCampaign(gateway, { stock: 100, limits: [limit('campaign', 'day', 2)] });
    const users = await newUsers(gateway, 5, 'daily');
    assert.deepEqual(tally(await Promise.all(users.map((user) => claim(user, id)))), { 201: 2, '409 sold_out': 3 });
    assert.deepEqual((await detail(lin, id)).standing, { state: 'sold_out', reopensAt: '2026-11-23T16:00:00.000Z' });
  });

  it('fault 4: several claims in one request each have their own result, and the last unit goes once', async () => {
    const [last, other, paused] = [await openCampaign(gateway, { stock: 1, allowed: 5 }), await openCampaign(gateway), await openCampaign(gateway, { state: 'paused' })];
    const user = await newUser(gateway, 'many at once');
    const { status, body } = await user.post<Many>('/v1/claims', { campaignIds: [last, last, paused, other, other, 'cmp_00000000NONE'] });
    assert.equal(status, 201);
    assert.deepEqual(body.results.map(({ coupon, problem }) => (coupon === null ? problem?.code : 'claimed')), ['claimed', 'sold_out', 'campaign_paused', 'claimed', 'limit_reached', 'not_found']);
    await auditStock(gateway);
  });

  it('a person whose other account is in a draw is shown that, and refused for it', async () => {
    const now = gateway.clock.read().getTime();
    const id = await openCampaign(gateway, { mode: 'lottery', drawsAt: new Date(now + 3_600_000), limits: [limit('person', 'ever', 1)] });
    const [one, other] = [await newUser(gateway, 'first account', { document: 'D' }), await newUser(gateway, 'second account', { document: 'D' })];
    assert.deepEqual([(await detail(one, id)).standing.state, (await detail(other, id)).standing.state], ['enterable', 'enterable']);
    assert.equal((await one.post(`/v1/campaigns/${id}/entries`)).status, 201);
    assert.deepEqual([(await detail(one, id)).standing.state, (await detail(other, id)).standing], ['entered', { state: 'not_eligible', reason: 'person_limit' }]);
    assert.equal((await other.post<Problem>(`/v1/campaigns/${id}/entries`)).body.code, 'person_limit_reached');
  });

  it('a claim of a simple campaign takes as many statements as ever; a limit of persons three more', async () => {
    const statements = async (campaignId: string) => {
      const { services } = gateway;
      const asked: string[] = [];
      const counting = services.db.withPlugin({ transformQuery: ({ node }) => { asked.push(node.kind); return node; }, transformResult: ({ result }) => Promise.resolve(result) });
      const { userId, now } = { userId: demo.linXiao.id, now: services.clock() };
      await withRetry(counting, (db) => grant({ ...services, db }, [{ userId, campaignId, by: 'claim' }], now));
      return asked.length;
    };
    const [simple, limited] = [await openCampaign(gateway), await openCampaign(gateway, { limits: [limit('person', 'ever', 1)] })];
    assert.deepEqual([await statements(simple), await statements(limited)], [7, 10]);
  });

  it('a platform gives its users coupons by the same limits, also of campaigns that nobody can claim or see', async () => {
    const id = await openCampaign(gateway, { mode: 'grant', stock: 2, category: 'travel' });
    const partner = gateway.as(demo.partner.secretKey);
    const give = (reference: string) => partner.post<Claimed>('/v1/coupons', { reference, campaignId: id });
    assert.ok(!(await listed(lin)).includes(id));
    assert.deepEqual([(await claim(lin, id)).body.code, (await detail(lin, id)).standing], ['not_eligible', { state: 'not_eligible', reason: 'invited_only' }]);
    assert.deepEqual(tally([await give(demo.linXiao.reference), await give(demo.linXiao.reference), await give('nobody they know'), await give(demo.chenMo.reference)]), { 201: 2, '409 limit_reached': 1, '404 not_found': 1 });
    assert.equal((await detail(lin, id)).standing.state, 'claimed');
  });

  it('a platform says where its user is, for a campaign that is for those in a place', async () => {
    const lake = { latitude: 36.6757, longitude: 117.0228 };
    const id = await openCampaign(gateway, { mode: 'grant', area: { name: { 'zh-CN': '湖边' }, ...lake, radiusMeters: 500 } });
    const give = (position?: object) => gateway.as(demo.partner.secretKey).post<Claimed>('/v1/coupons', { reference: demo.linXiao.reference, campaignId: id, ...(position && { position }) });
    assert.deepEqual([(await give()).body.code, (await give({ ...lake, latitude: 36.6805 })).body.code, (await give(lake)).status], ['position_needed', 'outside_area', 201]);
  });

  it('fault 39: more than planned within a minute trips the fuse at once: the rest is refused, somebody is told, nothing more goes out', async () => {
    const id = await openCampaign(gateway, { stock: 500, fuse: { perMinute: 10, factor: 2 } });
    const users = await newUsers(gateway, 80, 'fuse');
    told.length = 0;
    assert.deepEqual(tally(await Promise.all(users.map((user) => claim(user, id)))), { 201: 20, '409 campaign_paused': 60 });
    assert.deepEqual((await detail(lin, id)).standing, { state: 'paused' });
    const audit = await gateway.services.db.selectFrom('campaign_audit').select(['actor', 'what', 'detail']).where('campaign_id', '=', id).execute();
    assert.deepEqual(audit, [{ actor: 'fuse', what: 'tripped', detail: 'more than 20 coupons within a minute' }]);
    assert.equal(told.filter((line) => line.includes(id)).length, 1);
    assert.match(await gateway.services.metrics.registry.metrics(), /tessera_fuse_trips_total 1/);
    await withRetry(gateway.services.db, (db) => setCampaignState({ ...gateway.services, db }, id, 'resume', 'an operator'));
    gateway.clock.advance(60_000);
    assert.equal((await claim(lin, id)).status, 201, 'the next minute counts anew');
    await auditStock(gateway);
  });

  it('fault 39: stock beyond the budget is not released, and what was put there otherwise trips the fuse', async () => {
    const id = await openCampaign(gateway, { stock: 50, budget: 5000, face: { kind: 'amount_off', off: fen(1000), threshold: fen(5000) } });
    const { services } = gateway;
    assert.equal((await detail(lin, id)).stock.remaining, 5);
    assert.equal(await withRetry(services.db, (db) => addStock({ ...services, db }, id, 10, 'an operator', 'more')), 0);
    await withRetry(services.db, (db) => release({ ...services, db }, id, 20, `${id}/by mistake`));
    const users = await newUsers(gateway, 9, 'budget');
    assert.deepEqual(tally(await Promise.all(users.map((user) => claim(user, id)))), { 201: 5, '409 campaign_paused': 4 });
    await auditStock(gateway);
  });

  it('coupons of a campaign with imported codes carry one each, as many as were imported', async () => {
    const id = await openCampaign(gateway, { stock: 0, importedCodes: true });
    const { services } = gateway;
    const codes = Array.from({ length: 30 }, (_, place) => `CODE-${place}`);
    await withRetry(services.db, async (db) => { await addCodes({ db }, id, codes); await addStock({ ...services, db }, id, codes.length, 'an operator', 'codes'); });
    const users = await newUsers(gateway, 40, 'codes');
    assert.deepEqual(tally(await Promise.all(users.map((user) => claim(user, id)))), { 201: 30, '409 sold_out': 10 });
    const rows = await services.db.selectFrom('coupon').select('code').where('campaign_id', '=', id).execute();
    assert.deepEqual(rows.map(({ code }) => code).sort(), [...codes].sort());
    await auditStock(gateway);
  });

  it('a paused campaign is listed and gives nothing; an ended one is not listed, and its change is refused in words', async () => {
    const id = await openCampaign(gateway, { category: 'travel' });
    const change = (to: 'pause' | 'resume' | 'end' | 'activate') => withRetry(gateway.services.db, (db) => setCampaignState({ ...gateway.services, db }, id, to, 'an operator'));
    await change('pause');
    assert.deepEqual([(await listed(lin)).includes(id), (await detail(lin, id)).standing.state, (await claim(lin, id)).body.code], [true, 'paused', 'campaign_paused']);
    await change('resume');
    assert.equal((await claim(lin, id)).status, 201);
    await change('end');
    assert.deepEqual([(await listed(lin)).includes(id), (await detail(lin, id)).standing.state, (await claim(await newUser(gateway, 'late'), id)).body.code], [false, 'claimed', 'campaign_over']);
    await assert.rejects(change('resume'), /Expected a campaign that is paused to resume it; cmp_\w+ is disabled\./);
    const audit = await gateway.services.db.selectFrom('campaign_audit').select(['ordinal', 'what']).where('campaign_id', '=', id).orderBy('ordinal').execute();
    assert.deepEqual(audit, [{ ordinal: 1, what: 'paused' }, { ordinal: 2, what: 'resumed' }, { ordinal: 3, what: 'ended' }]);
  });
});
