import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { Invitation, Problem, Reward } from '@tessera/contract';
import { auditStock, newUsers, tally } from '../coupon/testing.js';
import { rewardCampaigns } from '../energy/energy.js';
import { conservation } from '../ledger/ledger.js';
import { demo } from '../seed/demo.js';
import { setIdentity } from '../session/identity-document.js';
import { testGateway, type Caller, type TestGateway } from '../testing.js';
import { maskName, readCode } from './invitation.js';
import { demoEngagement } from './seed.js';

describe('an invitation', () => {
  let gateway: TestGateway;
  let lin: Caller;
  beforeEach(async () => {
    await gateway?.close();
    gateway = await testGateway();
    lin = await gateway.user();
  });
  after(() => gateway.close());

  const own = async (caller: Caller) => (await caller.get<Invitation>('/v1/invitation')).body;
  const accept = (caller: Caller, code: string, key?: string) => caller.post<{ reward: Reward } & Problem>('/v1/invitations', { code }, key === undefined ? {} : { key });
  const points = async (caller: Caller) => (await caller.get<{ points: number }>('/v1/rights/summary')).body.points;
  const idOf = async (caller: Caller) => (await caller.get<{ subject: { id: string } }>('/v1/session')).body.subject.id;
  const newcomer = async (reference = 'newcomer') => gateway.user({ reference });

  it('shows the code, what both get, and who came by it with covered names', async () => {
    const body = await own(lin);
    assert.deepEqual([body.code, body.rewarded, body.most, body.inviterReward], [demoEngagement.invitationCode, 1, 20, { kind: 'points', points: 500 }]);
    assert.deepEqual(body.invited.map(({ name }) => name), ['周*']);
    assert.equal(body.inviteeReward.kind === 'coupon' ? body.inviteeReward.campaignId : null, rewardCampaigns.welcome);
    assert.ok(body.rules.some((rule) => rule.includes('1,000 积分')));
  });

  it('has eight digits of Crockford\'s alphabet, the same at every reading, thirty at once too, and nobody else\'s', async () => {
    const users = await newUsers(gateway, 5);
    const codes = await Promise.all(users.map(async (user) => {
      const read = await Promise.all(Array.from({ length: 6 }, () => own(user)));
      assert.equal(new Set(read.map(({ code }) => code)).size, 1);
      return read[0]?.code ?? '';
    }));
    for (const code of codes) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{8}$/);
    assert.equal(new Set(codes).size, 5);
    assert.equal((await gateway.services.db.selectFrom('invitation_code').select('code').execute()).length, 6);
  });

  it('rewards both sides, once', async () => {
    const before = await points(lin);
    const friend = await newcomer();
    assert.equal((await own(friend)).acceptable, true);
    const { status, body } = await accept(friend, ` ${demoEngagement.invitationCode.slice(0, 4).toLowerCase()}-${demoEngagement.invitationCode.slice(4)} `);
    assert.deepEqual([status, body.reward.kind], [201, 'coupon']);
    assert.deepEqual([await points(lin), (await own(lin)).rewarded, (await own(friend)).acceptable], [before + 500, 2, false]);
    const again = await accept(friend, demoEngagement.invitationCode);
    assert.deepEqual([again.status, again.body.code], [409, 'invitation_refused']);
    assert.equal(await points(lin), before + 500);
    assert.equal((await own(lin)).invited.length, 2);
    await auditStock(gateway);
  });

  it('fault 51: one friend accepting thirty times at once, by two inviters\' codes, is rewarded once, and so is one of them', async () => {
    const other = await newcomer('other-inviter');
    const codes = [demoEngagement.invitationCode, (await own(other)).code];
    const [linHad, otherHad] = [await points(lin), await points(other)];
    const friend = await newcomer();
    const replies = await Promise.all(Array.from({ length: 30 }, (_, place) => accept(friend, codes[place % 2] ?? '')));
    assert.deepEqual(tally(replies), { 201: 1, '409 invitation_refused': 29 });
    assert.equal(await points(lin) - linHad + await points(other) - otherHad, 500);
    assert.equal((await gateway.services.db.selectFrom('coupon').select('id').where('user_id', '=', await idOf(friend)).execute()).length, 1);
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('rewards an inviter twenty times and no more, however many friends come at once; each friend is rewarded', async () => {
    const before = await points(lin);
    const friends = await newUsers(gateway, 30, 'friend');
    const replies = await Promise.all(friends.map((friend) => accept(friend, demoEngagement.invitationCode)));
    assert.deepEqual(tally(replies), { 201: 30 });
    assert.deepEqual([(await own(lin)).rewarded, await points(lin)], [20, before + 19 * 500]);
    await auditStock(gateway);
  });

  it('is refused to its owner, to who registered more than seven days ago, and to another account of the same person', async () => {
    const mine = await accept(lin, demoEngagement.invitationCode);
    assert.deepEqual([mine.status, mine.body.code], [409, 'invitation_refused']);
    const twin = await newcomer('twin');
    for (const id of [demo.linXiao.id, await idOf(twin)]) await setIdentity(gateway.services, id, '370102199001011234');
    assert.match((await accept(twin, demoEngagement.invitationCode)).body.detail, /one person/);
    await newcomer('late');
    gateway.clock.advance(7 * 86_400_000);
    const late = await newcomer('late');
    assert.equal((await own(late)).acceptable, false);
    assert.match((await accept(late, demoEngagement.invitationCode)).body.detail, /within the last 7 days/);
  });

  it('answers a repeated key with the first result, also when the answer was lost after the effects', async () => {
    const friend = await newcomer();
    const first = await accept(friend, demoEngagement.invitationCode, 'a key');
    await gateway.services.db.deleteFrom('idempotency').execute();
    const again = await accept(friend, demoEngagement.invitationCode, 'a key');
    assert.deepEqual([again.status, again.text], [first.status, first.text]);
    assert.equal((await own(lin)).rewarded, 2);
  });

  it('tells at most twenty unknown codes in a minute, however many are tried at once, and then not even a right one', async () => {
    const friend = await newcomer();
    const replies = await Promise.all(Array.from({ length: 40 }, (_, place) => accept(friend, `0000${String(place).padStart(4, '0')}`)));
    assert.deepEqual(tally(replies), { '404 invitation_unknown': 20, '429 rate_limited': 20 });
    const right = await accept(friend, demoEngagement.invitationCode);
    assert.deepEqual([right.status, right.headers.get('retry-after')], [429, '60']);
    gateway.clock.advance(60_000);
    assert.equal((await accept(friend, demoEngagement.invitationCode)).status, 201);
  });

  it('reads a code as it is typed, and covers names of any script', () => {
    assert.equal(readCode('tess-era l'), 'TESSERA1');
    assert.equal(readCode('oO iI'), '0011');
    assert.deepEqual([maskName('陈默'), maskName('Ann'), maskName('𠮷田'), maskName(''), maskName(null)], ['陈*', 'A*', '𠮷*', '*', '*']);
  });
});
