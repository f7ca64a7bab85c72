import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import type { Campaign, LotteryDraw, LotteryEntry, Problem, TesseraEvent } from '@tessera/contract';
import type { KyselyPlugin } from 'kysely';
import { demoEngagement } from '../engagement/seed.js';
import { demo } from '../seed/demo.js';
import { testGateway, type Caller, type TestGateway } from '../testing.js';
import { setIdentity } from '../session/identity-document.js';
import { drawLotteries } from './draw.js';
import { auditStock, newUsers, openCampaign } from './testing.js';

const HOUR_MS = 3_600_000;

describe('a campaign that is drawn', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    await gateway?.close();
    gateway = await testGateway();
  });
  after(() => gateway.close());

  const openDraw = (stock: number, draft: Parameters<typeof openCampaign>[1] = {}) =>
    openCampaign(gateway, { stock, mode: 'lottery', drawsAt: new Date(gateway.clock.read().getTime() + HOUR_MS), ...draft });
  const enter = (caller: Caller, id: string, key?: string) => caller.post<LotteryEntry & Problem>(`/v1/campaigns/${id}/entries`, undefined, key === undefined ? {} : { key });
  const drawOf = async (caller: Caller, id: string) => (await caller.get<LotteryDraw>(`/v1/campaigns/${id}/draw`)).body;
  const standing = async (caller: Caller, id: string) => (await caller.get<Campaign>(`/v1/campaigns/${id}`)).body.standing;
  const toDraw = () => gateway.clock.advance(HOUR_MS);
  const winners = async (id: string) => (await gateway.services.db.selectFrom('coupon').select('user_id').where('campaign_id', '=', id).execute()).map((row) => row.user_id);
  const won = async (id: string) => (await gateway.services.db.selectFrom('lottery_entry').select('user_id').where('campaign_id', '=', id).where('state', '=', 'won').execute()).map((row) => row.user_id);

  it('anybody can check with the published recipe alone', async () => {
    const id = await openDraw(3);
    const users = await newUsers(gateway, 12);
    const before = await drawOf(users[0] ?? assert.fail(), id);
    assert.deepEqual([before.seed, before.cutoff, before.entriesDigest, before.mine, before.entries, before.winners], [null, null, null, null, 0, 3]);
    const tickets = await Promise.all(users.map(async (user) => (await enter(user, id)).body.ticket));
    toDraw();
    assert.equal(await drawLotteries(gateway.services), 1);
    const told = await Promise.all((await newUsersAgain(12)).map((user) => drawOf(user, id)));

    // The recipe, by nothing but what was told: the seed is the one committed to, no ticket was added or left out, the three lowest ranks won.
    const { seed, commitment, cutoff, entriesDigest } = told[0] ?? assert.fail();
    assert.ok(seed !== null && commitment === before.commitment);
    assert.equal(createHash('sha256').update(seed).digest('hex'), commitment);
    assert.equal(createHash('sha256').update([...tickets].sort().join('\n')).digest('hex'), entriesDigest);
    const rank = (ticket: string) => createHmac('sha256', seed).update(ticket).digest('hex');
    const best = [...tickets].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, 3);
    assert.equal(rank(best.at(-1) ?? ''), cutoff);
    for (const { mine } of told) assert.deepEqual(mine, { ticket: mine?.ticket, rank: rank(mine?.ticket ?? ''), won: best.includes(mine?.ticket ?? ''), given: best.includes(mine?.ticket ?? '') });
    assert.equal((await winners(id)).length, 3);
    await auditStock(gateway);
  });

  /** Fresh sessions of the same users, since the clock has passed the first ones' end. */
  const newUsersAgain = (count: number) => newUsers(gateway, count);

  it('takes one place for each user, the same when asked again and when thirty taps come at once', async () => {
    const id = await openDraw(2);
    const [user] = await newUsers(gateway, 1);
    assert.ok(user);
    assert.equal((await standing(user, id)).state, 'enterable');
    const replies = await Promise.all(Array.from({ length: 30 }, () => enter(user, id)));
    assert.deepEqual([...new Set(replies.map(({ status }) => status))], [201]);
    assert.equal(new Set(replies.map(({ body }) => body.ticket)).size, 1);
    assert.equal((await drawOf(user, id)).entries, 1);
    assert.equal((await standing(user, id)).state, 'entered');
  });

  it('refuses a claim, an entry to what is claimed, and an entry once its time has come', async () => {
    const id = await openDraw(2);
    const [user, late] = await newUsers(gateway, 2);
    assert.ok(user && late);
    assert.equal((await user.post<Problem>(`/v1/campaigns/${id}/claims`)).body.code, 'drawn_not_claimed');
    const claimed = await openCampaign(gateway);
    assert.equal((await enter(user, claimed)).body.code, 'not_drawn');
    assert.equal((await user.get<Problem>(`/v1/campaigns/${claimed}/draw`)).body.code, 'not_drawn');
    await enter(user, id);
    toDraw();
    const [after] = await newUsers(gateway, 1, 'after');
    assert.equal((await enter(after ?? assert.fail(), id)).body.code, 'campaign_over');
    await drawLotteries(gateway.services);
    assert.equal((await enter(after ?? assert.fail(), id)).body.code, 'campaign_over');
  });

  it('gives one person one place, however many accounts', async () => {
    const id = await openDraw(2, { limits: [{ each: 'person', within: 'ever', over: 'campaign', most: 1 }] });
    const [first, second] = await newUsers(gateway, 2);
    assert.ok(first && second);
    assert.equal((await enter(first, id)).body.code, 'identity_needed');
    for (const caller of [first, second]) await setIdentity(gateway.services, await idOf(caller), '370102199001011234');
    const replies = await Promise.all([enter(first, id), enter(second, id), enter(first, id), enter(second, id)]);
    assert.equal(replies.filter(({ status }) => status === 201).length, 2);
    assert.equal(replies.filter(({ body }) => body.code === 'person_limit_reached').length, 2);
    assert.equal((await drawOf(first, id)).entries, 1);
  });

  const idOf = async (caller: Caller) => (await caller.get<{ subject: { id: string } }>('/v1/session')).body.subject.id;

  it('draws who has come to a limit since entering, gives no coupon, and says so; the draw stays true to its recipe', async () => {
    const limits = [{ each: 'user', within: 'ever', over: 'programme', most: 1 } as const];
    const programmeId = 'prg_1S00000000000000000DRAWN';
    const id = await openDraw(2, { limits, programmeId });
    const tier = await openCampaign(gateway, { limits, programmeId });
    const [lucky, other] = await newUsers(gateway, 2);
    assert.ok(lucky && other);
    for (const user of [lucky, other]) await enter(user, id);
    assert.equal((await lucky.post(`/v1/campaigns/${tier}/claims`)).status, 201);
    toDraw();
    assert.equal(await drawLotteries(gateway.services), 1);
    const [luckyAgain = lucky, otherAgain = other] = await newUsersAgain(2);
    const { cutoff, mine } = await drawOf(luckyAgain, id);
    assert.ok(mine?.rank && cutoff && mine.rank <= cutoff);
    assert.deepEqual([mine.won, mine.given, await standing(luckyAgain, id)], [true, false, { state: 'drawn', won: true }]);
    assert.equal((await drawOf(otherAgain, id)).mine?.given, true);
    assert.deepEqual(await winners(id), [other.session.subject.id]);
    const told = await gateway.services.db.selectFrom('event').select(['owner', 'type']).where('subject_id', '=', id).orderBy('type').execute();
    assert.deepEqual(told, [{ owner: lucky.session.subject.id, type: 'lottery.withheld' }, { owner: other.session.subject.id, type: 'lottery.won' }]);
    await auditStock(gateway);
  });

  it('fewer entries than coupons: everybody wins, and the rest stays in stock', async () => {
    const id = await openDraw(5);
    const users = await newUsers(gateway, 2);
    for (const user of users) await enter(user, id);
    toDraw();
    await drawLotteries(gateway.services);
    assert.equal((await winners(id)).length, 2);
    await auditStock(gateway);
  });

  it('no entries: drawn, and nobody wins', async () => {
    const id = await openDraw(5);
    toDraw();
    assert.equal(await drawLotteries(gateway.services), 1);
    const draw = await drawOf(await gateway.user(), id);
    assert.deepEqual([draw.entries, draw.cutoff, draw.mine, draw.entriesDigest], [0, null, null, createHash('sha256').update('').digest('hex')]);
    assert.equal(await drawLotteries(gateway.services), 0);
  });

  it('stopped after any statement and begun again, every entry is decided once and no lost one wins', async () => {
    const id = await openDraw(4);
    const users = await newUsers(gateway, 10);
    for (const user of users) await enter(user, id);
    toDraw();
    let stops = 0;
    for (let statements = 1; ; statements += 1) {
      const db = gateway.services.db.withPlugin(stopsAfter(statements));
      const done = await drawLotteries({ ...gateway.services, db }, { batch: 3 }).catch(() => 'stopped');
      if (done !== 'stopped') break;
      stops += 1;
      assert.deepEqual((await winners(id)).sort(), (await won(id)).sort(), 'a coupon for each winner told, after every stop');
    }
    assert.ok(stops > 10, `${stops} stops`);
    const of = await winners(id);
    assert.deepEqual([of.length, new Set(of).size], [4, 4]);
    assert.equal((await gateway.services.db.selectFrom('event').select('owner').where('type', 'in', ['lottery.won', 'lottery.lost']).execute()).length, 10);
    await auditStock(gateway);
    assert.equal(await drawLotteries(gateway.services), 0);
  });

  it('four sweeps at once decide every entry once', async () => {
    const id = await openDraw(10);
    const users = await newUsers(gateway, 40);
    await Promise.all(users.map((user) => enter(user, id)));
    toDraw();
    for (let run = 0; run < 3; run += 1) await Promise.all(Array.from({ length: 4 }, () => drawLotteries(gateway.services, { batch: 7 })));
    const of = await winners(id);
    assert.deepEqual([of.length, new Set(of).size], [10, 10]);
    assert.equal((await gateway.services.db.selectFrom('event').select('owner').where('type', 'in', ['lottery.won', 'lottery.lost']).execute()).length, 40);
    assert.equal((await gateway.services.db.selectFrom('campaign_audit').select('ordinal').where('campaign_id', '=', id).where('what', '=', 'drawn').execute()).length, 1);
    await auditStock(gateway);
  });

  it('waits while its campaign is paused, and goes on after it', async () => {
    const id = await openDraw(2);
    const users = await newUsers(gateway, 3);
    for (const user of users) await enter(user, id);
    const set = (state: 'paused' | 'active') => gateway.services.db.updateTable('campaign').set({ state }).where('id', '=', id).execute();
    await set('paused');
    toDraw();
    assert.equal(await drawLotteries(gateway.services), 0);
    assert.deepEqual(await winners(id), []);
    await set('active');
    assert.equal(await drawLotteries(gateway.services), 1);
    assert.equal((await winners(id)).length, 2);
  });

  it('tells each entrant what came of it, and shows it', async () => {
    const id = await openDraw(1);
    const users = await newUsers(gateway, 2);
    for (const user of users) await enter(user, id);
    toDraw();
    await drawLotteries(gateway.services);
    const again = await newUsersAgain(2);
    const states = await Promise.all(again.map((user) => standing(user, id)));
    assert.deepEqual(states.map((state) => (state.state === 'drawn' ? state.won : state.state)).sort(), [false, true]);
    const types = await Promise.all(again.map(async (user) => (await gateway.services.db.selectFrom('event').select('type').where('owner', '=', await idOf(user)).execute()).map(({ type }: { type: TesseraEvent['type'] }) => type).sort()));
    assert.deepEqual(types.sort((a, b) => a.length - b.length), [['lottery.lost'], ['coupon.claimed', 'lottery.won']]);
  });

  it('keeps a draw whose seed another secret made, rather than draw it by another seed', async () => {
    const id = await openDraw(1);
    const [user] = await newUsers(gateway, 1);
    await enter(user ?? assert.fail(), id);
    toDraw();
    const settings = { ...gateway.services.settings, signingSecret: new Uint8Array(32).fill(8) };
    assert.equal(await drawLotteries({ ...gateway.services, settings }), 0);
    assert.equal(await drawLotteries(gateway.services), 1);
  });

  it('is in the demonstration: Shanghai\'s vouchers by lot, drawn in three days', async () => {
    const lin = await gateway.user();
    const { body } = await lin.get<Campaign>(`/v1/campaigns/${demoEngagement.lottery}`);
    assert.deepEqual([body.standing.state, body.city?.code, body.lottery?.winners], ['enterable', demo.cities.shanghai, 200]);
  });
});

/** Fails every statement after the first `count`, as a process does that was killed there: what its transaction had done is undone. */
function stopsAfter(count: number): KyselyPlugin {
  let left = count;
  return {
    transformQuery({ node }) {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
}
