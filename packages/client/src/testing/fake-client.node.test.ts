import { routes, TesseraEvent, type Endpoint, type Payment } from '@tessera/contract';
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { hasCode } from '../error.js';
import { campaignFixtures, claimRefusals, createFakeClient, fixtureId, FIXTURE_NOW, invitationFixture, merchantPayloads, paymentFixtures, receiptFixtures, refusingCampaigns, type FakeClient, type MethodName } from './index.js';

const inputs: Record<MethodName, object> = {
  'session.get': {},
  'session.signIn': { publishableKey: 'pk_test_00000000', phone: '13800000001', code: '888888', scopes: ['energy:read'] },
  'payCodes.issue': {},
  'payCodes.retire': { payCodeId: fixtureId('pyc', 1) },
  'payCodes.issueOffline': {},
  'payCodes.revokeOffline': { batchId: fixtureId('ofb', 1) },
  'payments.options': {},
  'payments.orderSources': { sourceIds: [fixtureId('src', 3)] },
  'payments.charge': { code: '8700 0000 3141 5926', amount: { amount: 6_800, currency: 'CNY' } },
  'payments.get': { paymentId: fixtureId('pay', 1) },
  'payments.list': {},
  'payments.terms': { sourceId: fixtureId('src', 4) },
  'payments.acceptTerms': { sourceId: fixtureId('src', 4), version: '2026-01' },
  'payments.quote': { amount: 6_800 },
  'payments.payMerchant': { payload: merchantPayloads.order, coupon: 'none', pay: { amount: 3_600, currency: 'CNY' } },
  'payments.requestConfirmation': { paymentId: fixtureId('pay', 11) },
  'payments.confirm': { paymentId: fixtureId('pay', 11), method: 'pin', pin: '271828' },
  'payments.cancel': { paymentId: fixtureId('pay', 11) },
  'payments.void': { paymentId: fixtureId('pay', 1) },
  'payments.reverse': { chargeKey: 'never-arrived' },
  'payments.settlement': { day: '2026-03-02' },
  'payments.listSettlementEntries': { day: '2026-03-02' },
  'merchantCodes.issue': { amount: { amount: 3_600, currency: 'CNY' } },
  'merchantCodes.read': { payload: merchantPayloads.fixed },
  'verification.get': {},
  'verification.sendPhoneCode': {},
  'verification.setPin': { pin: '161803', proof: { method: 'pin', pin: '271828' } },
  'verification.requestPasskey': { pin: '271828' },
  'verification.addPasskey': { name: '手机', response: {} },
  'verification.removePasskey': { passkeyId: fixtureId('psk', 1) },
  'payments.refund': { paymentId: fixtureId('pay', 1), amount: { amount: 100, currency: 'CNY' }, reason: '退一件' },
  'coupons.listCampaigns': { limit: 100 },
  'coupons.getCampaign': { campaignId: fixtureId('cmp', 1) },
  'coupons.claim': { campaignId: fixtureId('cmp', 1) },
  'coupons.claimMany': { campaignIds: [fixtureId('cmp', 1), fixtureId('cmp', 5)] },
  'coupons.enter': { campaignId: fixtureId('cmp', 17) },
  'coupons.getDraw': { campaignId: fixtureId('cmp', 20) },
  'coupons.issueCode': { couponId: fixtureId('cpn', 3) },
  'coupons.redeem': { code: 'R7K2-M9QX-T48W-0001' },
  'coupons.get': { couponId: fixtureId('cpn', 1) },
  'rights.summary': {},
  'rights.list': { view: 'expired' },
  'rights.get': { rightId: fixtureId('bnf', 5) },
  'rights.use': { rightId: fixtureId('bnf', 1) },
  'rights.listPoints': {},
  'rights.listPointsLots': {},
  'bundles.list': {},
  'bundles.buy': { bundleId: fixtureId('bdl', 1) },
  'bundles.get': { subscriptionId: fixtureId('sub', 2) },
  'bundles.cancel': { subscriptionId: fixtureId('sub', 2) },
  'energy.get': {},
  'energy.checkIn': {},
  'energy.collect': { bubbleIds: [fixtureId('bub', 1)] },
  'energy.setConsent': { consent: true },
  'energy.listDays': { days: 84 },
  'energy.listRides': {},
  'energy.getCheckIns': {},
  'engagement.getPrizeDraw': {},
  'engagement.drawPrize': { drawId: fixtureId('prd', 1), pay: 'free' },
  'engagement.listPrizes': {},
  'engagement.getInvitation': {},
  'engagement.acceptInvitation': { code: 'QK4M7X2P' },
  'stores.list': {},
  'stores.get': { storeId: fixtureId('str', 1) },
  'stores.listCities': {},
  'events.list': {},
};

const call = (client: FakeClient, method: string, input: object) => {
  const [noun = '', verb = ''] = method.split('.');
  const verbs = (client as unknown as Record<string, Record<string, (input: object) => Promise<unknown>>>)[noun];
  return verbs?.[verb]?.(input);
};

describe('the fake client', () => {
  for (const [method, input] of Object.entries(inputs)) {
    it(`answers ${method} as the contract says`, async () => {
      const [noun = '', verb = ''] = method.split('.');
      const row = (routes as unknown as Record<string, Record<string, Endpoint>>)[noun]?.[verb];
      assert.ok(row);
      const parts = [row.params, row.query].filter((part) => part !== undefined);
      for (const part of parts) assert.ok(part.safeParse(input).success, `the input of ${method}`);
      const payments = [...paymentFixtures(FIXTURE_NOW), ...Object.values(receiptFixtures(FIXTURE_NOW))];
      const world = { payments, redemptionCodes: { R7K2M9QXT48W0001: fixtureId('cpn', 3) }, invitation: { ...invitationFixture(FIXTURE_NOW), acceptable: true } };
      const answer = await call(createFakeClient({ world }), method, input);
      if (row.response) assert.deepEqual(row.response.safeParse(answer).error?.issues ?? [], []);
      else assert.equal(answer, undefined);
    });
  }

  it('has a method for every row that a browser or a till may call', () => {
    const rows = Object.entries(routes).flatMap(([noun, verbs]) => Object.entries(verbs as Record<string, Endpoint>)
      .filter(([, row]) => row.kind !== 'stream' && row.callers.some((caller) => caller !== 'platform')).map(([verb]) => `${noun}.${verb}`));
    assert.deepEqual(Object.keys(inputs).sort(), rows.sort());
  });

  it('has fixtures in every state a widget shows', async () => {
    const { world } = createFakeClient();
    const states = (all: readonly { readonly state: string }[]) => [...new Set(all.map(({ state }) => state))].sort();
    assert.deepEqual(states(world.campaigns.map(({ standing }) => standing)), [
      'claimable', 'claimed', 'drawn', 'enterable', 'entered', 'locked', 'not_eligible', 'over', 'paused', 'period_limit', 'sold_out', 'upcoming',
    ]);
    assert.deepEqual(states(world.rights), ['expired', 'failed', 'locked', 'pending', 'recalled', 'refunded', 'unused', 'used']);
    assert.deepEqual([...new Set(world.campaigns.map(({ face }) => face.kind))].sort(), ['amount_off', 'exchange', 'gift', 'percent_off']);
    assert.ok(world.options.sources.length >= 4 && world.energy.bubbles.some(({ ripe }) => ripe) && world.energy.bubbles.some(({ ripe }) => !ripe));
    assert.equal(world.points[0]?.balance, world.options.points.balance);
  });

  it('moves a claimed coupon into the wallet and tells it', async () => {
    const client = createFakeClient();
    const told: string[] = [];
    client.events.subscribe((event) => told.push(event.type));
    const coupon = await client.coupons.claim({ campaignId: fixtureId('cmp', 1) });
    const { items } = await client.rights.list();
    assert.equal(items[0]?.id, coupon.id);
    assert.equal((await client.coupons.getCampaign({ campaignId: fixtureId('cmp', 1) })).standing.state, 'claimed');
    assert.deepEqual(told, ['coupon.claimed']);
    await assert.rejects(client.coupons.claim({ campaignId: fixtureId('cmp', 1) }), (error) => hasCode(error, 'limit_reached'));
  });

  it('refuses each standing with its own code', async () => {
    const client = createFakeClient();
    const codes = { 4: 'not_started', 5: 'sold_out', 6: 'not_eligible', 8: 'campaign_over', 13: 'position_needed', 14: 'not_eligible', 15: 'period_limit_reached', 16: 'campaign_paused', 17: 'drawn_not_claimed', 19: 'identity_needed', 20: 'campaign_over' } as const;
    for (const [number, code] of Object.entries(codes)) {
      await assert.rejects(client.coupons.claim({ campaignId: fixtureId('cmp', Number(number)) }), (error) => hasCode(error, code));
    }
    client.advance(91 * 60_000);
    await client.coupons.claim({ campaignId: fixtureId('cmp', 4) });
  });

  it('refuses a claim of each refusing campaign with its code, one by one and among others', async () => {
    const campaigns = [...refusingCampaigns(FIXTURE_NOW), ...campaignFixtures(FIXTURE_NOW).slice(0, 1)];
    const client = createFakeClient({ world: { campaigns } });
    for (const [index, code] of claimRefusals.entries()) {
      await assert.rejects(client.coupons.claim({ campaignId: campaigns[index]?.id ?? '' }), (error) => hasCode(error, code));
    }
    const { results } = await client.coupons.claimMany({ campaignIds: campaigns.map(({ id }) => id) });
    assert.deepEqual(results.map(({ coupon, problem }) => (coupon ? 'claimed' : problem?.code)), [...claimRefusals, 'claimed']);
  });

  it('judges where a claim is made, and enters a draw once', async () => {
    const client = createFakeClient();
    const [area, lottery] = [fixtureId('cmp', 13), fixtureId('cmp', 17)];
    await assert.rejects(client.coupons.claim({ campaignId: area, position: { latitude: 31.23, longitude: 121.47 } }), (error) => hasCode(error, 'outside_area'));
    await client.coupons.claim({ campaignId: area, position: { latitude: 36.66, longitude: 117.02 } });
    const { ticket } = await client.coupons.enter({ campaignId: lottery });
    assert.equal((await client.coupons.enter({ campaignId: lottery })).ticket, ticket);
    assert.equal((await client.coupons.getDraw({ campaignId: lottery })).mine?.ticket, ticket);
    assert.equal((await client.coupons.getCampaign({ campaignId: lottery })).standing.state, 'entered');
    await assert.rejects(client.coupons.enter({ campaignId: fixtureId('cmp', 1) }), (error) => hasCode(error, 'not_drawn'));
  });

  it('has a draw that follows from its seed', async () => {
    const draw = await createFakeClient().coupons.getDraw({ campaignId: fixtureId('cmp', 20) });
    const seed = draw.seed ?? '';
    assert.equal(createHash('sha256').update(seed).digest('hex'), draw.commitment);
    assert.equal(createHmac('sha256', seed).update(draw.mine?.ticket ?? '').digest('hex'), draw.mine?.rank);
    assert.equal((draw.mine?.rank ?? '') <= (draw.cutoff ?? ''), draw.mine?.won);
  });

  it('keeps check-in, collection and the week of days in step', async () => {
    const client = createFakeClient();
    const before = await client.energy.get();
    await client.energy.checkIn();
    const { energy } = await client.energy.collect({ bubbleIds: [fixtureId('bub', 1), fixtureId('bub', 2)] });
    assert.equal(energy.totalGrams, before.totalGrams + 10 + 318 + 176);
    assert.equal((await client.energy.listDays()).items.at(-1)?.grams, energy.todayGrams);
    await assert.rejects(client.energy.checkIn(), (error) => hasCode(error, 'already_checked_in'));
    await assert.rejects(client.energy.collect({ bubbleIds: [fixtureId('bub', 5)] }), (error) => hasCode(error, 'bubble_unripe'));
    await assert.rejects(client.energy.collect({ bubbleIds: [fixtureId('bub', 1)] }), (error) => hasCode(error, 'bubble_gone'));
  });

  it('rewards the streak that comes to seven, and shows the month it stands in', async () => {
    const client = createFakeClient();
    const { reward } = await client.energy.checkIn();
    assert.deepEqual(reward, { kind: 'points', points: 70 });
    const { days, streakDays, done, rewards } = await client.energy.getCheckIns();
    assert.deepEqual([days, streakDays, done], [['2026-03-01', '2026-03-02'], 7, true]);
    assert.deepEqual(rewards.map(({ given }) => given), [true, true, false, false]);
    assert.equal((await client.energy.getCheckIns({ month: '2026-02' })).days.length, 7);
  });

  it('draws free once, then for points, and gives the last prize for one that has run out', async () => {
    const client = createFakeClient({ world: { nextPrize: fixtureId('prz', 1) } });
    const drawId = fixtureId('prd', 1);
    assert.equal((await client.engagement.drawPrize({ drawId, pay: 'free' })).prizeId, fixtureId('prz', 5));
    await assert.rejects(client.engagement.drawPrize({ drawId, pay: 'free' }), (error) => hasCode(error, 'no_draws_left'));
    client.world.nextPrize = fixtureId('prz', 3);
    const before = (await client.engagement.getPrizeDraw()).points;
    assert.equal((await client.engagement.drawPrize({ drawId, pay: 'points' })).paidPoints, 100);
    assert.equal((await client.engagement.getPrizeDraw()).points, before - 100 + 200);
  });

  it('hands a coupon over once, for its newest code only', async () => {
    const client = createFakeClient();
    const couponId = fixtureId('cpn', 3);
    const [first, second] = [await client.coupons.issueCode({ couponId }), await client.coupons.issueCode({ couponId })];
    await assert.rejects(client.coupons.redeem({ code: first.code }), (error) => hasCode(error, 'redemption_code_ended'));
    assert.equal((await client.coupons.redeem({ code: second.code.toLowerCase() })).couponId, couponId);
    await assert.rejects(client.coupons.redeem({ code: second.code }), (error) => hasCode(error, 'redemption_code_used'));
    await assert.rejects(client.coupons.redeem({ code: '0000000000000000' }), (error) => hasCode(error, 'redemption_code_unknown'));
    assert.equal((await client.rights.get({ rightId: couponId })).state, 'used');
  });

  it('walks the pages of a list', async () => {
    const client = createFakeClient();
    const titles: string[] = [];
    for await (const campaign of client.coupons.listCampaigns.each({ limit: 5 })) titles.push(campaign.title);
    assert.equal(titles.length, client.world.campaigns.length);
    assert.equal(client.calls.length, 4);
  });

  it('fails as told, is offline as told, and stops on abort with the signal\'s reason', async () => {
    const client = createFakeClient({ problems: { 'energy.get': 'internal' }, latency: 5_000 });
    client.latency = 0;
    await assert.rejects(client.energy.get(), (error) => hasCode(error, 'internal') && error.requestId === 'req_fixture');
    client.fail('energy.get', 'rate_limited', 1);
    await assert.rejects(client.energy.get(), (error) => hasCode(error, 'rate_limited') && error.retryAfter === 2);
    await client.energy.get();
    client.offline = true;
    await assert.rejects(client.energy.get(), (error) => hasCode(error, 'network_error'));
    client.offline = false;
    client.latency = 5_000;
    const controller = new AbortController();
    const waiting = client.energy.get({}, { signal: controller.signal });
    controller.abort(new Error('left the page'));
    await assert.rejects(waiting, /left the page/);
  });

  it('emits events that fit the contract', () => {
    const client = createFakeClient();
    const payment = client.world.payments[0] as Payment;
    assert.ok(TesseraEvent.safeParse(client.emit({ type: 'payment.paid', payment })).success);
  });
});
