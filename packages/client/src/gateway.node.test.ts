import type { Scope, TesseraEvent } from '@tessera/contract';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { demo } from '../../gateway/src/seed/demo.js';
import { PAGE, testGateway, type TestGateway } from '../../gateway/src/testing.js';
import type { ClientOptions, TesseraClient } from './client.js';
import { createClient } from './create-client.js';
import { hasCode } from './error.js';

let gateway: TestGateway;
const clients: TesseraClient[] = [];

before(async () => {
  gateway = await testGateway();
});
after(async () => {
  for (const client of clients) client.close();
  await gateway.close();
});

/** The gateway's own handler as `fetch`, asked as a browser page of an allowed origin would ask. */
const asPage = (fetch: typeof globalThis.fetch = async (input, init) => gateway.app.request(input, init)): typeof globalThis.fetch => (input, init) => {
  const request = new Request(input, init);
  request.headers.set('origin', PAGE);
  return fetch(request);
};

const open = (options: { reference?: string; scopes?: Scope[] } & Partial<ClientOptions> = {}): TesseraClient => {
  const { reference, scopes, ...rest } = options;
  const fetchSession = async () => (await gateway.user({ ...(reference && { reference }), ...(scopes && { scopes }) })).session;
  const client = createClient({ gateway: 'http://gateway.test', fetchSession, fetch: asPage(), ...rest });
  clients.push(client);
  return client;
};
const till = (): TesseraClient => {
  const client = createClient({ gateway: 'http://gateway.test', fetchSession: async () => (await gateway.terminal()).session, fetch: asPage() });
  clients.push(client);
  return client;
};
const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' as const });

describe('the client against the gateway', () => {
  it('reads every noun a page can show, each answer as the contract says', async () => {
    const client = open();
    const session = await client.session.get();
    assert.equal(session.subject.kind, 'user');
    assert.ok((await client.payments.options()).sources.length > 0);
    assert.ok((await client.coupons.listCampaigns()).items.length > 0);
    await client.rights.summary();
    await client.rights.list({ view: 'used' });
    await client.rights.listPoints();
    await client.energy.get();
    assert.equal((await client.energy.listDays({ days: 7 })).items.length, 7);
    await client.energy.listRides();
    assert.ok((await client.stores.list()).items.length > 0);
    assert.ok((await client.stores.listCities()).items.length > 0);
    await client.payments.list();
  });

  it('walks every page of a list without a repeat', async () => {
    const client = open();
    const seen: string[] = [];
    for await (const campaign of client.coupons.listCampaigns.each({ limit: 3 })) seen.push(campaign.id);
    assert.equal(new Set(seen).size, seen.length);
    assert.equal(seen.length, (await client.coupons.listCampaigns({ limit: 100 })).items.length);
  });

  it('learns the gateway\'s time from its answers', async () => {
    const client = open();
    await client.payments.options();
    assert.ok(Math.abs(client.now() - gateway.clock.read().getTime()) < 1_500);
  });

  it('shows a code that the till charges, and hears of it', async () => {
    const client = open();
    const told: TesseraEvent[] = [];
    const heard = new Promise<void>((resolve) => {
      client.events.subscribe((event) => {
        told.push(event);
        if (event.type === 'payment.paid') resolve();
      }, { onStatus: (status) => status === 'live' && void charge() });
    });
    const charge = async () => {
      const code = await client.payCodes.issue({});
      const payment = await till().payments.charge({ code: code.number, amount: yuan(30) });
      assert.equal(payment.status, 'paid');
    };
    await heard;
    assert.equal(told.find(({ type }) => type === 'payment.paid')?.payment?.amount.amount, 3_000);
    client.close();
  });

  it('claims once although the reply to the first request was lost', async () => {
    let lost = 0;
    const lossy = asPage(async (input, init) => {
      const request = new Request(input, init);
      const answer = await gateway.app.request(request);
      if (request.method === 'POST' && (lost += 1) < 3) throw new TypeError('fetch failed');
      return answer;
    });
    const client = open({ fetch: lossy });
    const { items } = await client.coupons.listCampaigns({ limit: 100 });
    const campaign = items.find(({ standing, claimed }) => standing.state === 'claimable' && claimed === 0);
    assert.ok(campaign);
    const coupon = await client.coupons.claim({ campaignId: campaign.id });
    assert.equal(coupon.campaignId, campaign.id);
    assert.equal(lost, 3);
    assert.equal((await client.coupons.getCampaign({ campaignId: campaign.id })).claimed, 1);
  });

  it('turns the gateway\'s refusals into codes', async () => {
    const client = open({ scopes: ['energy:read'] });
    await assert.rejects(client.coupons.listCampaigns(), (error) => hasCode(error, 'scope_missing') && error.requestId?.startsWith('req_') === true);
    await assert.rejects(client.energy.checkIn(), (error) => hasCode(error, 'scope_missing'));
    await assert.rejects(till().payments.charge({ code: '4111 1111 1111 1111', amount: yuan(1) }), (error) => hasCode(error, 'code_foreign') || hasCode(error, 'code_malformed'));
    const signIn = client.session.signIn({ publishableKey: demo.partner.publishableKey, phone: '13800000001', code: '999999', scopes: ['energy:read'] });
    await assert.rejects(signIn, (error) => hasCode(error, 'sign_in_failed') || hasCode(error, 'origin_not_allowed'));
  });

  it('renews a session that the gateway has ended, and the call goes through', async () => {
    let count = 0;
    const client = open({ fetchSession: async () => (count += 1, (await gateway.user()).session) });
    await client.energy.get();
    gateway.clock.advance(16 * 60_000);
    await client.energy.get();
    assert.equal(count, 2);
  });
});
