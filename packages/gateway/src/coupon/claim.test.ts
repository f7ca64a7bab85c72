import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Campaign, Coupon, Problem, TesseraEvent } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import type { CampaignDraft } from './create.js';
import { reopenCampaigns } from './reopen.js';
import { demoCampaigns } from './seed-campaigns.js';
import { auditStock, newUsers, openCampaign, tally } from './testing.js';

type Claimed = Coupon & Problem;

describe('claim', () => {
  let gateway: TestGateway;
  let lin: Caller;
  before(async () => {
    gateway = await testGateway();
    lin = await gateway.user();
  });
  after(() => gateway.close());
  const claim = (by: Caller, campaignId: string, key?: string) =>
    by.post<Claimed>(`/v1/campaigns/${campaignId}/claims`, undefined, key === undefined ? {} : { key });
  const campaign = async (id: string) => (await lin.get<Campaign>(`/v1/campaigns/${id}`)).body;

  it('gives a coupon, good from now to the end of its last day, and takes one from the stock', async () => {
    const before = await campaign(demoCampaigns.dining60);
    const { body: start } = await lin.get<{ lastId: string | null }>('/v1/events');
    const { status, body } = await claim(lin, demoCampaigns.dining60);
    assert.equal(status, 201);
    assert.deepEqual([body.state, body.campaignId, body.claimedAt], ['unused', demoCampaigns.dining60, '2026-11-23T04:00:00.000Z']);
    // Ten days, the claim day is day one.
    assert.deepEqual([body.validFrom, body.validTo], ['2026-11-23T04:00:00.000Z', '2026-12-02T15:59:59.999Z']);
    const now = await campaign(demoCampaigns.dining60);
    assert.deepEqual([now.stock.total, now.stock.remaining, now.claimed], [3000, before.stock.remaining - 1, 1]);
    assert.deepEqual(now.standing, { state: 'claimed', couponId: body.id });
    assert.deepEqual((await lin.get<Coupon>(`/v1/coupons/${body.id}`)).body, body);
    const { body: events } = await lin.get<{ items: TesseraEvent[] }>(`/v1/events?after=${start.lastId ?? ''}`);
    assert.deepEqual(events.items.map((event) => [event.type, event.subjectId]), [['coupon.claimed', body.id]]);
    await auditStock(gateway);
  });

  it('refuses a caller without the scope', async () => {
    const reader = await gateway.user({ scopes: ['coupons:read'] });
    const { status, body } = await claim(reader, demoCampaigns.dining10);
    assert.deepEqual([status, body.code], [403, 'scope_missing']);
  });

  it('answers a repeated idempotency key with the first result', async () => {
    const id = await openCampaign(gateway);
    const [first, again] = [await claim(lin, id, 'same-key'), await claim(lin, id, 'same-key')];
    assert.deepEqual([first.status, again.status, again.text], [201, 201, first.text]);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal((await campaign(id)).stock.remaining, 9);
  });

  it('refuses a body: nothing about a claim is the caller\'s to set', async () => {
    const id = await openCampaign(gateway);
    const reply = await lin.post<Problem>(`/v1/campaigns/${id}/claims`, { userId: demo.chenMo.id, state: 'used', remaining: 99 });
    assert.deepEqual([reply.status, reply.body.code], [422, 'invalid_request']);
  });

  const at = (time: string) => new Date(time);
  const refusals: readonly [string, Partial<CampaignDraft>, number, string][] = [
    ['that is sold out', { stock: 5, elsewhere: 5 }, 409, 'sold_out'],
    ['that needs a wallet', { audience: 'open_wallet' }, 409, 'not_eligible'],
    ['that needs a card', { audience: 'add_card' }, 409, 'not_eligible'],
    ['that opens in an hour', { opensAt: at('2026-11-23T05:00:00.000Z') }, 409, 'not_started'],
    ['that ended this millisecond', { endsAt: at('2026-11-23T04:00:00.000Z') }, 409, 'campaign_over'],
    ['whose coupons could not be used any more', { validity: { kind: 'fixed', from: '2026-11-01T00:00:00Z', to: '2026-11-23T04:00:00.000Z' } }, 409, 'campaign_over'],
    ['that was disabled', { state: 'disabled' }, 409, 'campaign_over'],
    ['that is a draft', { state: 'draft' }, 404, 'not_found'],
    ['that is internal', { state: 'internal' }, 404, 'not_found'],
  ];
  for (const [which, draft, status, code] of refusals) {
    it(`refuses a campaign ${which}: ${code}`, async () => {
      const id = await openCampaign(gateway, draft);
      const chen = await gateway.user({ reference: demo.chenMo.reference });
      const reply = await claim(chen, id);
      assert.deepEqual([reply.status, reply.body.code], [status, code]);
      assert.equal((await gateway.services.db.selectFrom('coupon').select('id').where('campaign_id', '=', id).execute()).length, 0);
    });
  }

  it('refuses one more than allowed: limit_reached, also when the stock is gone', async () => {
    const id = await openCampaign(gateway, { allowed: 2, stock: 2 });
    assert.deepEqual(tally([await claim(lin, id), await claim(lin, id), await claim(lin, id)]), { 201: 2, '409 limit_reached': 1 });
  });

  it('lets a holder of the step claim what others may not', async () => {
    const id = await openCampaign(gateway, { audience: 'add_card' });
    assert.equal((await claim(lin, id)).status, 201);
  });

  it('answers 50 claims by one user at once with one coupon and 49 limit_reached', async () => {
    const id = await openCampaign(gateway, { stock: 100 });
    const replies = await Promise.all(Array.from({ length: 50 }, () => claim(lin, id)));
    assert.deepEqual(tally(replies), { 201: 1, '409 limit_reached': 49 });
    assert.equal((await campaign(id)).stock.remaining, 99);
    await auditStock(gateway);
  });

  it('gives exactly three to a user who is allowed three and asks twenty times at once', async () => {
    const id = await openCampaign(gateway, { stock: 100, allowed: 3 });
    const replies = await Promise.all(Array.from({ length: 20 }, () => claim(lin, id)));
    assert.deepEqual(tally(replies), { 201: 3, '409 limit_reached': 17 });
    const rows = await gateway.services.db.selectFrom('coupon').select('ordinal').where('campaign_id', '=', id).orderBy('ordinal').execute();
    assert.deepEqual(rows.map((row) => row.ordinal), [1, 2, 3]);
  });

  it('gives exactly the stock to 300 users who ask 500 times at once', async () => {
    const id = await openCampaign(gateway, { stock: 100 });
    const users = await newUsers(gateway, 300);
    const replies = await Promise.all(Array.from({ length: 500 }, (_, place) => claim(users[place % 300] ?? lin, id)));
    const counts = tally(replies);
    assert.equal(counts['201'], 100);
    assert.equal((counts['409 sold_out'] ?? 0) + (counts['409 limit_reached'] ?? 0), 400);
    const owners = await gateway.services.db.selectFrom('coupon').select('user_id').where('campaign_id', '=', id).execute();
    assert.deepEqual([owners.length, new Set(owners.map((row) => row.user_id)).size], [100, 100]);
    // Each loser hears its own reason: a second coupon for those who have one, an empty stock for the others.
    const winners = new Set(replies.flatMap((reply, place) => (reply.status === 201 ? [place % 300] : [])));
    for (const [place, reply] of replies.entries()) {
      if (reply.status === 409 && !winners.has(place % 300)) assert.equal(reply.body.code, 'sold_out');
    }
    assert.equal((await campaign(id)).stock.remaining, 0);
    await auditStock(gateway);
  });

  it('releases the next round once, however many processes see that it is due', async () => {
    const id = await openCampaign(gateway, { stock: 1, reopen: { at: at('2026-11-23T04:05:00.000Z'), hours: 24, stock: 2 } });
    const [first, second] = await newUsers(gateway, 2, 'round');
    assert.equal((await claim(first ?? lin, id)).status, 201);
    assert.deepEqual((await campaign(id)).standing, { state: 'sold_out', reopensAt: '2026-11-23T04:05:00.000Z' });
    assert.equal(await reopenCampaigns(gateway.services), 0);
    gateway.clock.set('2026-11-23T04:05:00.000Z');
    const released = await Promise.all(Array.from({ length: 5 }, () => reopenCampaigns(gateway.services)));
    assert.equal(released.reduce((sum, count) => sum + count, 0), 1);
    assert.equal((await campaign(id)).stock.remaining, 2);
    assert.equal((await claim(second ?? lin, id)).status, 201);
    await auditStock(gateway);
  });
});
