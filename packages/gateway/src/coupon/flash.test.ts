import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Coupon, Problem } from '@tessera/contract';
import { sql } from 'kysely';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { testGateway, type Caller, type Reply, type TestGateway } from '../testing.js';
import { setIdentity } from '../session/identity-document.js';
import { release } from './stock.js';
import { collisions, type Collisions } from './testing-collisions.js';
import { auditStock, newUsers, openCampaign, tally, type User } from './testing.js';

type Claimed = Coupon & Problem;

/** Rounds of each race; the twenty are `TESSERA_TRIALS=20`. */
const TRIALS = Number(process.env['TESSERA_TRIALS'] ?? 2);
const SEED = Number(process.env['TESSERA_SEED'] ?? 1);
const times = <T>(count: number, make: (place: number) => T): T[] => Array.from({ length: count }, (_, place) => make(place));

for (const isolation of ['read committed', 'serializable'] as const) {
  describe(`a flash round, ${isolation}, with 20 % of the transactions refused by the database (seed ${SEED})`, () => {
    let gateway: TestGateway;
    let refusals: Collisions | undefined;
    let users: User[];
    let lin: Caller;
    before(async () => {
      gateway = await testGateway({
        ...(isolation === 'serializable' ? { isolation } : {}),
        replace: ({ db }) => ({ db: (refusals = collisions(db, SEED)).db }),
      });
      users = await newUsers(gateway, 300);
      // Two accounts each: 150 persons.
      await Promise.all(users.map((user, place) => withRetry(gateway.services.db, (db) => setIdentity({ ...gateway.services, db }, user.session.subject.id, `document ${place % 150}`))));
      lin = await gateway.user();
      refusals?.on(0.2);
    });
    after(async () => {
      assert.ok((refusals?.count() ?? 0) > 0, 'the database did refuse');
      await gateway.close();
    });

    const claim = (by: Caller | undefined, campaignId: string, key?: string): Promise<Reply<Claimed>> =>
      (by ?? lin).post<Claimed>(`/v1/campaigns/${campaignId}/claims`, undefined, key === undefined ? {} : { key });
    const ownersOf = async (campaignId: string) =>
      (await gateway.services.db.selectFrom('coupon').select('user_id').where('campaign_id', '=', campaignId).execute()).map((row) => row.user_id);

    for (let trial = 1; trial <= TRIALS; trial += 1) {
      it(`fault 1: 500 claims by 300 users of a stock of 100, one each, trial ${trial}: exactly 100 coupons, and 400 hear why not`, async () => {
        const id = await openCampaign(gateway, { stock: 100 });
        const replies = await Promise.all(times(500, (place) => claim(users[place % 300], id)));
        const counts = tally(replies);
        assert.deepEqual([counts['201'], (counts['409 sold_out'] ?? 0) + (counts['409 limit_reached'] ?? 0)], [100, 400], JSON.stringify(counts));
        const owners = await ownersOf(id);
        assert.deepEqual([owners.length, new Set(owners).size], [100, 100]);
        await auditStock(gateway);
      });
    }

    for (let trial = 1; trial <= TRIALS; trial += 1) {
      it(`fault 1: 500 claims by 300 accounts of 150 persons, one coupon a person, trial ${trial}: exactly 150 coupons, each to another person`, async () => {
        const id = await openCampaign(gateway, { stock: 500, allowed: 5, limits: [{ each: 'person', within: 'ever', over: 'campaign', most: 1 }] });
        assert.deepEqual(tally(await Promise.all(times(500, (place) => claim(users[place % 300], id)))), { 201: 150, '409 person_limit_reached': 350 });
        const owners = new Set(await ownersOf(id));
        const persons = await gateway.services.db.selectFrom('person').select('identity_hash').where('id', 'in', [...owners]).execute();
        assert.equal(new Set(persons.map((row) => row.identity_hash)).size, 150);
        const counts = await gateway.services.db.selectFrom('claim_count').select('claimed').where('scope', '=', id).execute();
        assert.deepEqual([counts.length, counts.every(({ claimed }) => claimed === 1)], [150, true]);
        await auditStock(gateway);
      });
    }

    it('fault 1: a round with every kind of limit at once gives exactly what the tightest allows', async () => {
      const id = await openCampaign(gateway, {
        stock: 400, allowed: 3, budget: 300_000, fuse: { perMinute: 1000, factor: 2 },
        limits: [{ each: 'campaign', within: 'day', over: 'campaign', most: 120 }, { each: 'person', within: 'round', over: 'campaign', most: 2 }, { each: 'user', within: 'day', over: 'campaign', most: 1 }],
      });
      const counts = tally(await Promise.all(times(500, (place) => claim(users[place % 300], id))));
      assert.deepEqual([counts['201'], (counts['409 sold_out'] ?? 0) + (counts['409 period_limit_reached'] ?? 0)], [120, 380], JSON.stringify(counts));
      const owners = await ownersOf(id);
      assert.deepEqual([owners.length, new Set(owners).size], [120, 120]);
      const [total] = await gateway.services.db.selectFrom('claim_count').select('claimed').where('holder', '=', id).where('period', '=', 'ever').execute();
      assert.equal(total?.claimed, 120);
      await auditStock(gateway);
    });

    it('fault 2: 50 claims by one user in one burst: one coupon, 49 limit_reached, nothing else', async () => {
      const id = await openCampaign(gateway, { stock: 100 });
      assert.deepEqual(tally(await Promise.all(times(50, () => claim(lin, id)))), { 201: 1, '409 limit_reached': 49 });
      await auditStock(gateway);
    });

    it('fault 4: 300 users claim three campaigns in one request each, at once: exactly the stock of each, and a result for every claim', async () => {
      const ids = [await openCampaign(gateway, { stock: 100 }), await openCampaign(gateway, { stock: 1 }), await openCampaign(gateway, { stock: 400, limits: [{ each: 'person', within: 'day', over: 'campaign', most: 1 }] })];
      const replies = await Promise.all(users.map((user) => user.post<{ results: { campaignId: string; coupon: Coupon | null }[] }>('/v1/claims', { campaignIds: [...ids, ids[1]] })));
      assert.ok(replies.every(({ status, body }) => status === 201 && body.results.map((each) => each.campaignId).join() === [...ids, ids[1]].join()));
      const claimed = (id: string | undefined) => replies.flatMap(({ body }) => body.results.filter((each) => each.campaignId === id && each.coupon !== null)).length;
      assert.deepEqual(ids.map(claimed), [100, 1, 150]);
      await auditStock(gateway);
    });

    it('fault 5: when the stock cannot be taken, no coupon, event or answer is left behind', async () => {
      const id = await openCampaign(gateway, { stock: 5 });
      const { db } = gateway.services;
      const counts = async () => Promise.all((['coupon', 'event', 'ledger_transfer', 'idempotency'] as const).map(async (table) =>
        Number((await db.selectFrom(table).select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()).count)));
      const before = await counts();
      await sql`create function keep_stock() returns trigger language plpgsql as $$ begin return null; end $$`.execute(db);
      await sql`create trigger keep_stock before update on ledger_account for each row execute function keep_stock()`.execute(db);
      const refused = await claim(lin, id, `${id}-again`);
      await sql`drop trigger keep_stock on ledger_account`.execute(db);
      await sql`drop function keep_stock`.execute(db);
      assert.deepEqual([refused.status, refused.body.code], [503, 'unavailable']);
      assert.deepEqual(await counts(), before);
      let again = await claim(lin, id, `${id}-again`);
      // The tries of the first may still be under way, if it was answered for being late.
      for (let tries = 0; again.status === 503 && tries < 20; tries += 1) {
        await new Promise((resolve) => { setTimeout(resolve, 100); });
        again = await claim(lin, id, `${id}-again`);
      }
      assert.equal(again.status, 201, again.text);
    });

    it('fault 9: 100 users for the last 100 all get one: nobody hears sold_out while there is stock', async () => {
      const id = await openCampaign(gateway, { stock: 100 });
      assert.deepEqual(tally(await Promise.all(times(100, (place) => claim(users[place], id)))), { 201: 100 });
      assert.deepEqual(tally([await claim(lin, id)]), { '409 sold_out': 1 });
    });

    it('fault 20: a user whose rows the database refuses fails alone, in a batch with 39 others', async () => {
      const id = await openCampaign(gateway, { stock: 100 });
      const poisoned = await gateway.user({ reference: `poisoned ${isolation}` });
      const { id: owner } = poisoned.session.subject;
      // The number of this user's next event is one that no bigint holds.
      await sql`insert into event_head (shard_key, owner, sequence) values (${shardOf(owner)}, ${owner}, 9223372036854775807)`.execute(gateway.services.db);
      const replies = await Promise.all([...users.slice(0, 20), poisoned, ...users.slice(20, 39)].map((user) => claim(user, id)));
      assert.deepEqual(tally(replies), { 201: 39, '500 internal': 1 });
      assert.equal(replies[20]?.status, 500);
      assert.ok(!(await ownersOf(id)).includes(owner));
      await auditStock(gateway);
    });

    it('fault 30: a thousand repeats of one claim, fifty at a time, are one coupon and one answer, byte for byte', async () => {
      const id = await openCampaign(gateway, { stock: 100, allowed: 50 });
      const replies: Reply<Claimed>[] = [];
      for (let round = 0; round < 20; round += 1) replies.push(...await Promise.all(times(50, () => claim(lin, id, `${id}-many`))));
      assert.deepEqual([...new Set(replies.map(({ status, text, headers }) => `${status} ${headers.get('content-type') ?? ''} ${text}`))].length, 1);
      assert.equal(replies.filter(({ headers }) => headers.get('idempotent-replayed') === null).length, 1);
      assert.equal((await ownersOf(id)).length, 1);
    });

    it('fault 31: the same key for two campaigns at once is one claim; another user\'s equal key is another key', async () => {
      const [id, other] = [await openCampaign(gateway), await openCampaign(gateway)];
      assert.deepEqual(tally(await Promise.all([claim(lin, id, `${id}-key`), claim(lin, other, `${id}-key`)])), { 201: 1, '422 idempotency_key_reused': 1 });
      assert.equal((await claim(users[0], id, `${id}-key`)).status, 201);
      assert.equal((await ownersOf(other)).length + (await ownersOf(id)).length, 2);
    });

    it('fault 32: a claim asked again while the first is under way runs once', async () => {
      const id = await openCampaign(gateway, { stock: 100, allowed: 50 });
      const replies = await Promise.all(times(64, (place) => claim(users[place % 8], id, `${id}-${place % 8}`)));
      assert.deepEqual(tally(replies), { 201: 64 });
      assert.equal(new Set(replies.map(({ text }) => text)).size, 8);
      assert.equal((await ownersOf(id)).length, 8);
    });

    it('fault 34: a refusal is kept for its key although there is stock again', async () => {
      const id = await openCampaign(gateway, { stock: 1 });
      assert.equal((await claim(users[0], id)).status, 201);
      const refused = await claim(lin, id, `${id}-late`);
      assert.equal(refused.body.code, 'sold_out');
      await gateway.services.db.transaction().execute((trx) => release({ ...gateway.services, db: trx }, id, 1, `${id}/more`));
      const again = await claim(lin, id, `${id}-late`);
      assert.deepEqual([again.text, again.headers.get('idempotent-replayed')], [refused.text, 'true']);
      assert.equal((await claim(lin, id)).status, 201);
    });
  });
}
