import { expect } from '@open-wc/testing';
import type { ClientOptions, TesseraClient } from './client.js';
import { createClient } from './create-client.js';
import { hasCode, isTesseraError, type TesseraError } from './error.js';
import { couponFixtures, fixtureId, optionsFixture } from './testing/index.js';
import { json, minted, never, problem, scriptedFetch, type Asked } from './testing/scripted-fetch.js';

const coupon = couponFixtures(Date.now())[0];
const campaignId = fixtureId('cmp', 1);

const open = (answer: Parameters<typeof scriptedFetch>[0], options: Partial<ClientOptions> = {}) => {
  const { fetch, asked } = scriptedFetch(answer);
  const client = createClient({ gateway: 'https://gateway.example', fetchSession: async () => minted(), fetch, ...options });
  return { client, asked };
};
const caught = async (promise: Promise<unknown>): Promise<TesseraError> => {
  try {
    await promise;
  } catch (error) {
    return error as TesseraError;
  }
  throw new Error('expected a rejection');
};

describe('a call', () => {
  it('puts each part of the input in its place', async () => {
    const { client, asked } = open(({ method }) => (method === 'GET' ? json(200, { items: [], nextCursor: null }) : json(200, optionsFixture())));
    await client.coupons.listCampaigns({ city: '370100', q: '超市 & 50%' });
    await client.payments.orderSources({ sourceIds: [fixtureId('src', 2)] });
    expect(asked[0]?.path).to.equal('/v1/campaigns?city=370100&q=%E8%B6%85%E5%B8%82+%26+50%25');
    expect(asked[1]).to.include({ method: 'PUT', path: '/v1/funding-sources/order' });
    expect(asked[1]?.body).to.deep.equal({ sourceIds: [fixtureId('src', 2)] });
  });

  it('sends the token, the language of the moment and, with a write, an idempotency key', async () => {
    const { client, asked } = open(({ method }) => (method === 'GET' ? json(200, optionsFixture()) : json(201, coupon)), { locale: 'zh-HK' });
    await client.payments.options();
    client.locale = 'en';
    await client.coupons.claim({ campaignId });
    await client.coupons.claim({ campaignId }, { idempotencyKey: 'order-77' });
    const header = (name: string) => asked.map(({ headers }) => headers.get(name));
    expect(header('authorization')).to.deep.equal(Array(3).fill(`Bearer ${minted().token}`));
    expect(header('accept-language')).to.deep.equal(['zh-HK', 'en', 'en']);
    expect(header('idempotency-key')[0]).to.equal(null);
    expect(header('idempotency-key')[1]).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(header('idempotency-key')[2]).to.equal('order-77');
  });

  it('makes a proper UUID where the page has no secure context', async () => {
    const { client, asked } = open(() => json(201, coupon));
    const own = Object.getOwnPropertyDescriptor(crypto, 'randomUUID');
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    try {
      await client.coupons.claim({ campaignId });
    } finally {
      if (own) Object.defineProperty(crypto, 'randomUUID', own);
      else delete (crypto as Partial<Crypto>).randomUUID;
    }
    expect(asked[0]?.headers.get('idempotency-key')).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('turns a problem document into an error a program can branch on', async () => {
    const { client } = open(() => problem(409, 'sold_out'));
    const error = await caught(client.coupons.claim({ campaignId }));
    expect(hasCode(error, 'sold_out')).to.equal(true);
    expect(error).to.include({ blame: 'gateway', requestId: 'req_scripted', detail: 'said sold_out' });
  });

  it('walks all pages of a list', async () => {
    const { client, asked } = open(({ path }) => json(200, { items: [{ code: path.length }], nextCursor: path.includes('cursor') ? null : 'next' }));
    const error = await caught(client.stores.list());
    expect(error.code).to.equal('invalid_response');
    const pages = open(({ path }) => json(200, { items: [], nextCursor: path.includes('cursor=2') ? null : '2' }));
    for await (const ride of pages.client.energy.listRides.each({ limit: 5 })) expect(ride).to.equal(undefined);
    expect(pages.asked.map(({ path }) => path)).to.deep.equal(['/v1/energy/rides?limit=5', '/v1/energy/rides?limit=5&cursor=2']);
    expect(asked.length).to.equal(1);
  });

  it('may be awaited as a noun by mistake', async () => {
    const { client } = open(() => json(200, {}));
    expect(await Promise.resolve<unknown>(client.coupons)).to.equal(client.coupons);
    expect(client.coupons.claim).to.equal(client.coupons.claim);
  });
});

describe('trying again', () => {
  it('does each of 1,000 claims exactly once while 30 % of the replies are lost', async () => {
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const effects = new Set<string>();
    const { client, asked } = open(({ headers }) => {
      effects.add(headers.get('idempotency-key') ?? 'none');
      if (random() < 0.3) throw new TypeError('Failed to fetch');
      return json(201, coupon);
    }, { timeout: 9_000 });
    const results = await Promise.allSettled(Array.from({ length: 1_000 }, () => client.coupons.claim({ campaignId })));
    expect(effects.size).to.equal(1_000);
    expect(effects.has('none')).to.equal(false);
    expect(asked.length).to.be.within(1_300, 1_600);
    expect(results.filter(({ status }) => status === 'rejected').length).to.be.at.most(1);
  });

  it('asks again for an answer cut off in its body, with the same key', async () => {
    const cut = () => new Response(new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"id":"cpn_'));
        controller.error(new TypeError('network error'));
      },
    }), { status: 201, headers: { 'content-type': 'application/json' } });
    const { client, asked } = open((_, count) => (count === 1 ? cut() : count === 2 ? new Response('{"id":', { status: 201, headers: { 'content-type': 'application/json' } }) : json(201, coupon)));
    await client.coupons.claim({ campaignId });
    expect(new Set(asked.map(({ headers }) => headers.get('idempotency-key'))).size).to.equal(1);
    expect(asked.length).to.equal(3);
  });

  for (const [name, header] of [['seconds', '1'], ['a date', () => new Date(Date.now() + 2_000).toUTCString()]] as const) {
    it(`waits as long as Retry-After says in ${name}`, async () => {
      const { client, asked } = open((_, count) => (count === 1 ? problem(429, 'rate_limited', { 'retry-after': typeof header === 'string' ? header : header() }) : json(201, coupon)));
      const start = performance.now();
      await client.coupons.claim({ campaignId });
      expect(performance.now() - start).to.be.within(900, 2_600);
      expect(asked.length).to.equal(2);
    });
  }

  it('does not wait when the wait would pass the deadline', async () => {
    const { client, asked } = open(() => problem(503, 'unavailable', { 'retry-after': '60' }), { timeout: 2_000 });
    const start = performance.now();
    const error = await caught(client.coupons.claim({ campaignId }));
    expect(error).to.include({ code: 'unavailable', retryAfter: 60 });
    expect(asked.length).to.equal(1);
    expect(performance.now() - start).to.be.below(500);
  });

  it('does not repeat what was decided', async () => {
    for (const code of ['sold_out', 'conflict', 'not_started', 'invalid_request', 'idempotency_key_reused']) {
      const { client, asked } = open(() => problem(409, code));
      expect((await caught(client.coupons.claim({ campaignId }))).code).to.equal(code);
      expect(asked.length, code).to.equal(1);
    }
  });

  it('gives up at the deadline, whatever hangs', async () => {
    const { client } = open(never, { timeout: 300 });
    const start = performance.now();
    expect((await caught(client.payments.options())).code).to.equal('timeout');
    expect(performance.now() - start).to.be.within(100, 900);
    const mute = open(() => json(200, {}), { timeout: 200, fetchSession: () => new Promise<never>(() => undefined) });
    expect(['timeout', 'session_mint_failed']).to.include((await caught(mute.client.payments.options())).code);
  });
});

describe('strange networks', () => {
  const shapes: Record<string, [answer: (asked: Asked) => Response, code: string]> = {
    'a captive portal\'s page': [() => new Response('<html>登录 Wi-Fi</html>', { headers: { 'content-type': 'text/html' } }), 'invalid_response'],
    'nothing, with 204': [() => new Response(null, { status: 204 }), 'invalid_response'],
    'nothing, with 200': [() => new Response('', { status: 200 }), 'invalid_response'],
    'an error body with 200': [() => problem(200, 'not_found'), 'not_found'],
    'a proxy\'s 502 page': [() => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }), 'unavailable'],
    'a proxy\'s 403 page': [() => new Response('<h1>Forbidden</h1>', { status: 403, headers: { 'content-type': 'text/html' } }), 'invalid_response'],
    'JSON of another shape': [() => json(200, { sources: 'none' }), 'invalid_response'],
    'half a document': [() => new Response('{"sources":[', { headers: { 'content-type': 'application/json' } }), 'network_error'],
    'a list where a number should be': [() => json(200, { ...optionsFixture(), points: { balance: [], usable: 0, saves: 0 } }), 'invalid_response'],
    'a code of a newer gateway': [() => problem(409, 'moon_in_the_way'), 'moon_in_the_way'],
  };
  for (const [name, [answer, code]] of Object.entries(shapes)) {
    it(`answer with a typed error to ${name}`, async () => {
      const { client } = open(answer);
      const error = await caught(client.payments.options());
      expect(isTesseraError(error)).to.equal(true);
      expect(error.code).to.equal(code);
    });
  }
});

describe('gateway time', () => {
  it('is learnt from the Date of answers, not from a page clock that is ten minutes wrong', async () => {
    const real = Date.now() - 600_000;
    const { client } = open(() => json(200, optionsFixture(), { date: new Date(real).toUTCString() }));
    await client.payments.options();
    expect(client.now() - real).to.be.within(-1_100, 1_100);
  });

  it('starts from the session when answers do not say, and never runs backwards', async () => {
    const { client } = open(() => json(200, optionsFixture()), { fetchSession: async () => minted(1, 900_000, Date.now() + 3_600_000) });
    await client.payments.options();
    let last = 0;
    for (let count = 0; count < 1_000; count += 1) {
      const now = client.now();
      expect(now).to.be.at.least(last);
      last = now;
    }
    expect(last - Date.now()).to.be.within(3_590_000, 3_610_000);
  });
});

describe('closing', () => {
  it('ends calls under way and refuses later ones', async () => {
    const { client } = open(never);
    const waiting = caught(client.payments.options());
    client.close();
    expect((await waiting).name).to.equal('AbortError');
    expect((await caught(client.payments.options())).name).to.equal('AbortError');
  });

  it('leaves nothing in storage', async () => {
    const { client }: { client: TesseraClient } = open(() => json(200, optionsFixture()));
    await client.payments.options();
    expect([localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([0, 0, '']);
  });
});
