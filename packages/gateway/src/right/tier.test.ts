import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem, Right, RightsSummary, TesseraEvent, TierLevel } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { catalogue } from './catalogue.js';
import { tiers } from './tiers.js';

interface Told { level: TierLevel; granted: Right[] }

describe('tiers', () => {
  let gateway: TestGateway;
  let city: Caller;
  let chen: Caller;
  before(async () => {
    gateway = await testGateway();
    [city, chen] = [gateway.as(demo.partner.secretKey), await gateway.user({ reference: demo.chenMo.reference })];
  });
  after(() => gateway.close());
  const tell = (level: TierLevel, reference: string = demo.chenMo.reference, by = city) => by.put<Told & Problem>('/v1/tiers', { reference, level });
  const ladder = async () => (await chen.get<RightsSummary>('/v1/rights/summary')).body.tier;
  const titles = (level: TierLevel) => tiers.find((tier) => tier.level === level)?.benefits.map((code) => catalogue[code].title['zh-CN']) ?? [];

  it('give what they unlock once, however often and at once they are told', async () => {
    const { body: { lastId } } = await chen.get<{ lastId: string }>('/v1/events');
    const told = await Promise.all(Array.from({ length: 8 }, () => tell('wallet')));
    assert.deepEqual(told.map((reply) => [reply.status, reply.body.level]), told.map(() => [200, 'wallet']));
    assert.deepEqual(told.flatMap((reply) => reply.body.granted).map((right) => right.title), titles('wallet'));
    assert.deepEqual((await tell('wallet')).body.granted, []);
    const { items } = (await chen.get<{ items: TesseraEvent[] }>(`/v1/events?after=${lastId}`)).body;
    assert.deepEqual(items.map(({ type, subjectId }) => (type === 'tier.reached' ? [type, subjectId] : [type])), [['tier.reached', 'wallet'], ['right.granted']]);
    assert.deepEqual((await ladder()).levels.map(({ reached }) => reached), [true, true, false]);
  });

  it('fall back and take nothing away; reached again they give nothing again', async () => {
    assert.deepEqual((await tell('card')).body.granted.map((right) => right.title), titles('card'));
    const rights = async () => (await chen.get<{ items: Right[] }>('/v1/rights?limit=100')).body.items.map((right) => right.id);
    const had = await rights();
    assert.equal(had.length, titles('wallet').length + titles('card').length);
    assert.deepEqual((await tell('registered')).body, { level: 'registered', granted: [] });
    assert.equal((await ladder()).level, 'registered');
    assert.deepEqual(await rights(), had);
    assert.deepEqual((await tell('card')).body, { level: 'card', granted: [] });
  });

  it('are the higher of what is told and what the user’s sources show', async () => {
    assert.deepEqual((await tell('registered', demo.linXiao.reference)).body, { level: 'card', granted: [] });
  });

  it('found by the user’s sources give what they unlock when the wallet is next opened', async () => {
    const reference = 'new-here';
    const fresh = await gateway.user({ reference });
    assert.equal((await fresh.get<RightsSummary>('/v1/rights/summary')).body.tier.level, 'registered');
    const { user_id, shard_key } = await gateway.services.db.selectFrom('person_link').innerJoin('person', 'person.id', 'person_link.user_id')
      .select(['user_id', 'person.shard_key']).where('reference', '=', reference).executeTakeFirstOrThrow();
    await gateway.services.db.insertInto('funding_source').values({ shard_key, id: 'src_new', user_id, kind: 'e_cny_wallet', name: '{}', last4: '0000', position: 0 }).execute();
    const summaries = await Promise.all([1, 2, 3].map(() => fresh.get<RightsSummary>('/v1/rights/summary')));
    assert.deepEqual(summaries.map(({ body }) => body.tier.level), ['wallet', 'wallet', 'wallet']);
    assert.deepEqual((await fresh.get<{ items: Right[] }>('/v1/rights')).body.items.map((right) => right.title), titles('wallet'));
  });

  it('refuse a stranger’s reference, a user’s session, and a level that is none', async () => {
    assert.deepEqual([(await tell('card', 'nobody')).body.code, (await tell('card', demo.chenMo.reference, chen)).body.code], ['not_found', 'caller_not_allowed']);
    assert.equal((await tell('gold' as TierLevel)).status, 422);
  });

  it('number what they open as their words do', () => {
    let sum = 0;
    for (const tier of tiers) assert.equal(tier.rights, sum += tier.perks.length);
  });
});
