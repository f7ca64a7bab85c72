import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MintedSession } from '@tessera/contract';
import { createPrizeDraw } from '../engagement/prize-draw.js';
import { demo } from '../seed/demo.js';
import { hashDocument } from '../session/identity-document.js';
import { serveBeside, stopAll, type Served } from '../testing-processes.js';
import { PAGE, testGateway, type TestGateway } from '../testing.js';
import type { CampaignDraft } from './create.js';
import { auditStock, openCampaign, tally } from './testing.js';

/** Rounds of each race; the twenty are `TESSERA_TRIALS=20`. */
const TRIALS = Number(process.env['TESSERA_TRIALS'] ?? 1);
const DAY_MS = 86_400_000;
const times = <T>(count: number, make: (place: number) => T): T[] => Array.from({ length: count }, (_, place) => make(place));

interface Told { readonly status: number; readonly text: string; readonly body: { code?: string; token?: string } }

async function call(port: number, token: string, path: string, { body, key = randomUUID() }: { body?: unknown; key?: string } = {}): Promise<Told> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST', headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Told['body'] };
}

function races(isolation: 'read committed' | 'serializable'): void {
  describe(`fault 15: gateways beside one another on one PostgreSQL, ${isolation}`, () => {
    let gateway: TestGateway;
    let served: Served[];
    let tokens: string[];
    before(async () => {
      gateway = await testGateway();
      served = await serveBeside(gateway, 4, { isolation });
      tokens = await Promise.all(times(300, async (place) => {
        const { status, text } = await call(portOf(place), demo.partner.secretKey, '/v1/sessions', { body: { subject: { kind: 'user', reference: `racer-${place}` }, origin: PAGE, scopes: ['coupons:write', 'engagement:write'] } });
        assert.equal(status, 201, text);
        return (JSON.parse(text) as MintedSession).token;
      }));
    });
    after(async () => {
      await stopAll(served);
      await gateway.close();
    });

    const portOf = (place: number, processes = 4): number => served[place % processes]?.port ?? 0;
    const claim = (place: number, processes: number, campaignId: string, user = place, key?: string) =>
      call(portOf(place, processes), tokens[user % 300] ?? '', `/v1/campaigns/${campaignId}/claims`, key === undefined ? {} : { key });
    /** Their clock is the real one. */
    const open = (stock: number, allowed = 1, rules: Partial<CampaignDraft> = {}) => openCampaign(gateway, { stock, allowed, opensAt: new Date(Date.now() - DAY_MS), endsAt: new Date(Date.now() + DAY_MS), ...rules });
    const owners = async (campaignId: string) => (await gateway.services.db.selectFrom('coupon').select('user_id').where('campaign_id', '=', campaignId).execute()).map((row) => row.user_id);

    for (const processes of [1, 2, 4]) {
      for (let trial = 1; trial <= TRIALS; trial += 1) {
        it(`fault 1: ${processes} of them, trial ${trial}: 500 claims by 300 users of a stock of 100 are exactly 100 coupons and 400 told why not`, async () => {
          const id = await open(100);
          const counts = tally(await Promise.all(times(500, (place) => claim(place, processes, id))));
          assert.deepEqual([counts['201'], (counts['409 sold_out'] ?? 0) + (counts['409 limit_reached'] ?? 0)], [100, 400], JSON.stringify(counts));
          const of = await owners(id);
          assert.deepEqual([of.length, new Set(of).size], [100, 100]);
          await auditStock(gateway);
        });
      }
    }

    it('fault 1: one coupon a person, 500 claims by 300 accounts of 150 persons at all four: exactly 150 coupons', async () => {
      const persons = await gateway.services.db.selectFrom('person_link').select(['user_id', 'reference']).where('reference', 'like', 'racer-%').execute();
      for (const { user_id, reference } of persons) {
        const identity_hash = hashDocument(gateway.services, `document ${Number(reference.slice(6)) % 150}`);
        await gateway.services.db.updateTable('person').set({ identity_hash }).where('id', '=', user_id).execute();
      }
      const id = await open(500, 5, { limits: [{ each: 'person', within: 'ever', over: 'campaign', most: 1 }] });
      assert.deepEqual(tally(await Promise.all(times(500, (place) => claim(place, 4, id)))), { 201: 150, '409 person_limit_reached': 350 });
      await auditStock(gateway);
    });

    it('fault 1: a campaign\'s own day, 300 users at all four: exactly 100 coupons', async () => {
      const id = await open(500, 1, { limits: [{ each: 'campaign', within: 'day', over: 'campaign', most: 100 }] });
      assert.deepEqual(tally(await Promise.all(times(300, (place) => claim(place, 4, id)))), { 201: 100, '409 sold_out': 200 });
      await auditStock(gateway);
    });

    it('fault 39: more than planned at all four trips the fuse once: exactly what it lets pass goes out', async () => {
      const id = await open(500, 1, { fuse: { perMinute: 20, factor: 2 } });
      const counts = tally(await Promise.all(times(300, (place) => claim(place, 4, id))));
      const given = counts['201'] ?? 0;
      // The minute may turn meanwhile, which lets as many pass again at most.
      assert.ok(given >= 40 && given <= 80 && given + (counts['409 campaign_paused'] ?? 0) === 300, JSON.stringify(counts));
      assert.equal((await gateway.services.db.selectFrom('campaign_audit').select('what').where('campaign_id', '=', id).execute()).length, 1);
      await auditStock(gateway);
    });

    it('a round that is due opens once, whichever of the four is claimed at first', async () => {
      const id = await open(0, 1, { reopen: { at: new Date(Date.now() - 1000), hours: 24, stock: 100 } });
      assert.deepEqual(tally(await Promise.all(times(300, (place) => claim(place, 4, id)))), { 201: 100, '409 sold_out': 200 });
      await auditStock(gateway);
    });

    it('fault 2: one user at all four at once: one coupon, 49 limit_reached', async () => {
      const id = await open(100);
      assert.deepEqual(tally(await Promise.all(times(50, (place) => claim(place, 4, id, 7)))), { 201: 1, '409 limit_reached': 49 });
      await auditStock(gateway);
    });

    it('fault 32: one key at all four at once: one coupon and one answer', async () => {
      const id = await open(100, 50);
      const replies = await Promise.all(times(40, (place) => claim(place, 4, id, 9, `${id}-key`)));
      assert.deepEqual(tally(replies), { 201: 40 });
      assert.equal(new Set(replies.map(({ text }) => text)).size, 1);
      assert.equal((await owners(id)).length, 1);
    });

    it('200 draws at all four of a prize with a stock of 37: 37 of it, and the last prize for the others', async () => {
      const id = `prd_1S0000000000000000${isolation === 'serializable' ? 'SER' : 'RC0'}`;
      const prize = (place: number) => ({ id: `${id.replace('prd', 'prz')}${place}`, reward: { kind: 'points' as const, points: 10 ** place }, chances: place === 1 ? 1_000_000 : 0, stock: place === 1 ? 37 : null });
      await createPrizeDraw(gateway.services, { id, title: {}, startsAt: new Date(Date.now() - DAY_MS), endsAt: new Date(Date.now() + DAY_MS), freePerDay: 1, pointsPerDraw: null, rules: [], prizes: [prize(1), prize(2)] });
      const replies = await Promise.all(times(200, (place) => call(portOf(place), tokens[place] ?? '', `/v1/prize-draws/${id}/draws`, { body: { pay: 'free' } })));
      assert.deepEqual(tally(replies), { 201: 200 });
      assert.equal(replies.filter(({ text }) => text.includes('"points":10,') || text.includes('"points":10}')).length, 37);
      await auditStock(gateway);
    });

    it('entered at all four up to its last moment, with two of them killed at the draw: every ticket told of is in it, and 20 win, once', async () => {
      const drawsAt = new Date(Date.now() + 4000);
      const id = await open(20, 1, { mode: 'lottery', drawsAt });
      const replies = await Promise.all(times(300, async (place) => {
        await sleep(place < 100 ? 0 : drawsAt.getTime() - Date.now() - 330 + place * 1.3);
        return call(portOf(place), tokens[place] ?? '', `/v1/campaigns/${id}/entries`);
      }));
      for (const { child } of served.slice(2)) child.kill('SIGKILL');
      const counts = tally(replies);
      const entered = counts['201'] ?? 0;
      assert.ok(entered >= 20 && entered + (counts['409 campaign_over'] ?? 0) === 300, JSON.stringify(counts));
      const read = () => gateway.services.db.selectFrom('lottery_draw').select(['state', 'entries']).where('campaign_id', '=', id).executeTakeFirst();
      for (let tries = 0; (await read())?.state !== 'drawn'; tries += 1) {
        assert.ok(tries < 200, 'drawn within twenty seconds');
        await sleep(100);
      }
      assert.equal((await read())?.entries, entered);
      const of = await owners(id);
      assert.deepEqual([of.length, new Set(of).size], [20, 20]);
      await auditStock(gateway);
    });
  });
}

// PGlite is one process by its nature, and the lock on its data keeps it so.
if (process.env['TEST_DATABASE_URL'] !== undefined) {
  races('read committed');
  races('serializable');
}
