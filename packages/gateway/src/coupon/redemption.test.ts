import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Coupon, Problem, Redemption, RedemptionCode, RightDetail } from '@tessera/contract';
import { withRetry } from '../database.js';
import { guessing } from '../guessing.js';
import { demo } from '../seed/demo.js';
import type { Caller, TestGateway } from '../testing.js';
import { testGateway } from '../testing.js';
import type { CampaignDraft } from './create.js';
import { deactivateCoupon } from './recall.js';
import { mintRedemptionCode, normalCode, shardOfCode } from './redemption-code.js';
import { fen, openCampaign } from './testing.js';

const random = (bytes: number) => randomBytes(bytes);
const thing = { face: { kind: 'exchange', item: { 'zh-CN': '咖啡' } }, worth: 100 } as const;

describe('redemption codes', () => {
  let gateway: TestGateway;
  let user: Caller;
  let till: Caller;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());
  const sessions = async () => { [user, till] = [await gateway.user(), await gateway.terminal()]; };
  before(sessions);

  const claim = async (draft: Partial<CampaignDraft> = {}): Promise<string> => {
    const reply = await user.post<Coupon>(`/v1/campaigns/${await openCampaign(gateway, { ...thing, ...draft })}/claims`);
    assert.equal(reply.status, 201, reply.text);
    return reply.body.id;
  };
  const issue = (id: string) => user.post<RedemptionCode & Problem>(`/v1/coupons/${id}/codes`);
  const code = async (id: string) => { const reply = await issue(id); assert.equal(reply.status, 201, reply.text); return reply.body.code; };
  const redeem = (text: string, by = till, key?: string) => by.post<Redemption & Problem>('/v1/redemptions', { code: text }, key === undefined ? {} : { key });
  const forget = () => gateway.services.db.deleteFrom('pay_code_miss').execute();

  it('hands the thing over once: coupon, history and event say where', async () => {
    const id = await claim();
    const { status, body, text } = await redeem(await code(id));
    assert.equal(status, 201, text);
    assert.deepEqual([body.couponId, body.storeId, body.face], [id, demo.stores.yonghuiQuancheng, { kind: 'exchange', item: '咖啡' }]);
    const right = (await user.get<RightDetail>(`/v1/rights/${id}`)).body;
    assert.deepEqual([right.state, right.history.map(({ what, where }) => [what, where])], ['used', [['claimed', null], ['used', '永辉超市（泉城路店）']]]);
    assert.equal((await gateway.services.db.selectFrom('event').select('owner').where('type', '=', 'coupon.used').where('subject_id', '=', id).execute()).length, 1);
    assert.equal((await issue(id)).body.code, 'right_not_usable');
  });

  it('is taken as people type it', async () => {
    for (const typed of [(each: string) => each.replaceAll('-', ' '), (each: string) => each.toLowerCase(), (each: string) => ` ${each.replaceAll('-', '')}\n`, (each: string) => each.replaceAll('0', 'o').replaceAll('1', 'l')]) {
      assert.equal((await redeem(typed(await code(await claim())))).status, 201);
    }
  });

  it('ends with the next one, and after a minute', async () => {
    const id = await claim();
    const [first, second] = [await code(id), await code(id)];
    assert.equal((await redeem(first)).body.code, 'redemption_code_ended');
    gateway.clock.advance(60_000);
    assert.equal((await redeem(second)).body.code, 'redemption_code_ended');
    assert.equal((await redeem(await code(id))).status, 201);
    assert.equal((await redeem(second)).body.code, 'redemption_code_ended');
  });

  it('leaves one code alive when ten screens ask at once', async () => {
    const id = await claim();
    await Promise.all(Array.from({ length: 10 }, () => issue(id)));
    const rows = await gateway.services.db.selectFrom('redemption_code').select('state').where('coupon_id', '=', id).where('state', '=', 'live').execute();
    assert.equal(rows.length, 1);
  });

  it('fault 3: thirty tills at once: exactly one takes it, and the others hear that it was used', async () => {
    for (let trial = 0; trial < 5; trial += 1) {
      const text = await code(await claim());
      const replies = await Promise.all(Array.from({ length: 30 }, () => redeem(text)));
      assert.equal(replies.filter((reply) => reply.status === 201).length, 1);
      assert.ok(replies.every((reply) => reply.status === 201 || reply.body.code === 'redemption_code_used'), replies.map((reply) => reply.text).join());
    }
  });

  it('answers a repeated key with the first result, also when the kept answer was lost in a crash', async () => {
    const text = await code(await claim());
    const first = await redeem(text, till, 'once');
    await gateway.services.db.deleteFrom('idempotency').execute();
    const again = await redeem(text, till, 'once');
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.equal((await redeem(text)).body.code, 'redemption_code_used');
  });

  it('says when it cannot be used: weekday, hour, not yet, money off, taken back', async () => {
    // The test's clock starts on a Monday at noon in Shanghai.
    const cases: [Partial<CampaignDraft>, RegExp][] = [
      [{ weekdays: '67' }, /weekdays 6, 7/], [{ hours: [{ from: '17:00', to: '21:00' }] }, /17:00 to 21:00/],
      [{ validity: { kind: 'fixed', from: '2026-11-25T00:00:00Z', to: '2026-12-25T00:00:00Z' } }, /2026-11-25/],
      [{ face: { kind: 'amount_off', off: fen(100), threshold: fen(0) } }, /paying/],
    ];
    for (const [draft, words] of cases) {
      const { status, body } = await issue(await claim(draft));
      assert.deepEqual([status, body.code], [409, 'right_not_usable']);
      assert.match(body.detail, words);
    }
    const id = await claim();
    const text = await code(id);
    await withRetry(gateway.services.db, (db) => deactivateCoupon({ ...gateway.services, db }, id, 'mei'));
    assert.match((await redeem(text)).body.detail, /recalled/);
    assert.match((await issue(id)).body.detail, /recalled/);
  });

  it('fault 40: says the same of a code of nobody and of one that another store takes', async () => {
    await forget();
    const id = await claim({ scope: 'listed', storeIds: [demo.stores.luckinJingan] });
    const [elsewhere, nobodys] = [await redeem(await code(id)), await redeem(mintRedemptionCode(random, 3))];
    const same = (text: string) => text.replace(/req_[0-9a-f]+/, '');
    assert.deepEqual([elsewhere.status, elsewhere.body.code, same(elsewhere.text)], [404, 'redemption_code_unknown', same(nobodys.text)]);
  });

  it('fault 40: after twenty misses the terminal waits, even with a live code; another terminal goes on', async () => {
    await forget();
    const codes = await Promise.all(Array.from({ length: 40 }, () => redeem(mintRedemptionCode(random, 3))));
    assert.equal(codes.filter((reply) => reply.status === 404).length, guessing.misses);
    const text = await code(await claim());
    const blocked = await redeem(text);
    assert.deepEqual([blocked.status, Number(blocked.headers.get('retry-after')) > 0], [429, true]);
    assert.equal((await redeem(text, await gateway.terminal({ id: demo.terminals.guomao }))).status, 201);
  });

  it('fault 40: all terminals at one address together are stopped after a hundred misses', async () => {
    await forget();
    const { db } = gateway.services;
    for (let miss = 0; miss < guessing.addressMisses; miss += 1) {
      assert.equal((await redeem(mintRedemptionCode(random, 3))).status, 404);
      // As if each guess came from another terminal.
      await db.deleteFrom('pay_code_miss').where('terminal_id', 'like', 'ter_%').execute();
    }
    assert.equal((await redeem(mintRedemptionCode(random, 3))).status, 429);
    await forget();
  });

  it('fault 40: ten thousand guesses at a thousand live codes find none; a million codes have no duplicate and are uniform', () => {
    const all = new Set<string>();
    const counts = Array<number>(32).fill(0);
    for (let made = 0; made < 1_000_000; made += 1) {
      const each = mintRedemptionCode(random, 5);
      all.add(each);
      if (made % 10 === 0) for (const digit of each.slice(2)) counts['0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(digit)]! += 1;
    }
    assert.equal(all.size, 1_000_000);
    const expected = 100_000 * 14 / 32;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 31 degrees of freedom: 80 is passed by chance about once in 300,000 runs.
    assert.ok(chiSquare < 80, `chi square ${chiSquare}`);
    for (let guess = 0; guess < 10_000; guess += 1) assert.ok(!all.has(mintRedemptionCode(random, 5)));
    assert.deepEqual([shardOfCode(normalCode('05ab-cdef ghjk MNPQ')), shardOfCode('hello')], [5, null]);
  });

  it('a coupon with a code of an imported list shows that one, and the till takes it once', async () => {
    const id = await claim();
    const { db } = gateway.services;
    const { campaign_id } = await db.updateTable('coupon').set({ code: 'KFC-2026-0001' }).where('id', '=', id).returning('campaign_id').executeTakeFirstOrThrow();
    await db.updateTable('campaign').set({ imported_codes: true }).where('id', '=', campaign_id).execute();
    assert.equal(await code(id), 'KFC-2026-0001');
    const replies = await Promise.all(Array.from({ length: 10 }, () => redeem('kfc-2026-0001')));
    assert.deepEqual(replies.map((reply) => reply.body.code ?? reply.status).sort(), [201, ...Array<string>(9).fill('redemption_code_used')]);
  });

  it('knows imported codes of digits alone, of any length, those of sixteen too, as they are printed or in groups', async () => {
    for (const digits of ['601234', '690123456789', '6901234567890123', '690123456789012345678']) {
      const id = await claim();
      const { campaign_id } = await gateway.services.db.updateTable('coupon').set({ code: digits }).where('id', '=', id).returning('campaign_id').executeTakeFirstOrThrow();
      await gateway.services.db.updateTable('campaign').set({ imported_codes: true }).where('id', '=', campaign_id).execute();
      assert.equal((await redeem(digits.replace(/(.{4})(?=.)/g, '$1 '))).status, 201, digits);
      assert.equal((await redeem(digits)).body.code, 'redemption_code_used', digits);
    }
  });
});
