import { expect } from '@open-wc/testing';
import type { SessionRequest } from './client.js';
import { createClient } from './create-client.js';
import { hasCode, type TesseraError } from './error.js';
import { fixtureId, optionsFixture } from './testing/index.js';
import { json, minted, problem, scriptedFetch, type Asked } from './testing/scripted-fetch.js';

const bearer = ({ headers }: Asked) => headers.get('authorization');
const setUp = (answer: Parameters<typeof scriptedFetch>[0], mint = (count: number) => minted(count)) => {
  const reasons: SessionRequest['reason'][] = [];
  const { fetch, asked } = scriptedFetch(answer);
  const client = createClient({
    gateway: 'https://gateway.example', fetch,
    fetchSession: async ({ reason }) => {
      reasons.push(reason);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return mint(reasons.length);
    },
  });
  return { client, asked, reasons };
};
const options = () => json(200, optionsFixture());
const failure = (promise: Promise<unknown>) => promise.then(() => expect.fail('expected a rejection'), (error: TesseraError) => error);

describe('the session', () => {
  it('is fetched once, however many calls wait for it', async () => {
    const { client, reasons } = setUp(options);
    expect(reasons).to.deep.equal([]);
    await Promise.all(Array.from({ length: 40 }, () => client.payments.options()));
    expect(reasons).to.deep.equal(['first']);
  });

  it('is renewed before it ends while calls go on with the old one', async () => {
    const { client, reasons, asked } = setUp(options, (count) => minted(count, count === 1 ? 100_000 : 900_000));
    await client.payments.options();
    const real = performance.now.bind(performance);
    performance.now = () => real() + 85_000;
    try {
      await Promise.all([client.payments.options(), client.payments.options()]);
      expect(reasons).to.deep.equal(['first', 'expiring']);
      await new Promise((resolve) => setTimeout(resolve, 60));
      await client.payments.options();
    } finally {
      performance.now = real;
    }
    expect(asked.map(bearer)).to.deep.equal([1, 1, 1, 2].map((number) => `Bearer ${minted(number).token}`));
    expect(reasons).to.deep.equal(['first', 'expiring']);
  });

  it('counts its life from arrival, on a page whose clock is a year off', async () => {
    const { client, reasons } = setUp(options, (count) => minted(count, 900_000, Date.now() - 31_536_000_000));
    await client.payments.options();
    await client.payments.options();
    expect(reasons).to.deep.equal(['first']);
  });

  for (const code of ['session_expired', 'unauthenticated']) {
    it(`is replaced once when the gateway answers ${code}, for all calls together`, async () => {
      const { client, reasons, asked } = setUp((one) => (bearer(one) === `Bearer ${minted(1).token}` ? problem(401, code) : options()));
      await Promise.all(Array.from({ length: 10 }, () => client.payments.options()));
      expect(reasons).to.deep.equal(['first', 'rejected']);
      expect(asked.length).to.equal(20);
    });
  }

  it('ends in session_expired when a fresh one is refused too', async () => {
    const { client, reasons, asked } = setUp(() => problem(401, 'session_expired'));
    const error = await failure(client.payments.options());
    expect(hasCode(error, 'session_expired')).to.equal(true);
    expect(error.requestId).to.equal('req_scripted');
    expect(reasons).to.deep.equal(['first', 'rejected']);
    expect(asked.length).to.equal(2);
  });

  it('keeps its idempotency key over a renewal', async () => {
    const { client, asked } = setUp((_, count) => (count === 1 ? problem(401, 'session_expired') : problem(409, 'sold_out')));
    await failure(client.coupons.claim({ campaignId: fixtureId('cmp', 1) }));
    expect(new Set(asked.map(({ headers }) => headers.get('idempotency-key'))).size).to.equal(1);
  });

  it('says session_mint_failed with its cause when the page cannot get one, and tries anew at the next call', async () => {
    let failing = true;
    const cause = new Error('the partner\'s server is down');
    const { client, reasons } = setUp(options, (count) => {
      if (failing) throw cause;
      return minted(count);
    });
    const error = await failure(client.payments.options());
    expect(hasCode(error, 'session_mint_failed')).to.equal(true);
    expect(error.cause).to.equal(cause);
    failing = false;
    await client.payments.options();
    expect(reasons).to.deep.equal(['first', 'first']);
  });

  it('refuses what is not a minted session', async () => {
    const { client } = setUp(options, () => ({ token: 'abc' }) as never);
    expect((await failure(client.payments.options())).code).to.equal('session_mint_failed');
  });

  it('is not asked for by signing in', async () => {
    const { client, reasons, asked } = setUp(() => problem(401, 'sign_in_failed'));
    const error = await failure(client.session.signIn({ publishableKey: 'pk_test_00000000', phone: '13800000001', code: '000000', scopes: ['energy:read'] }));
    expect(error.code).to.equal('sign_in_failed');
    expect(reasons).to.deep.equal([]);
    expect(asked.map(bearer)).to.deep.equal([null]);
  });
});

describe('aborting', () => {
  const points = ['while the session is fetched', 'while the answer is awaited', 'while the body is read', 'while waiting to try again'] as const;
  for (const point of points) {
    it(`rejects with the signal's own reason ${point}, and leaves nothing behind`, async () => {
      const loose: unknown[] = [];
      const note = (event: PromiseRejectionEvent) => loose.push(event.reason);
      addEventListener('unhandledrejection', note);
      const stuckBody = () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) }), { headers: { 'content-type': 'application/json' } });
      const { fetch, asked } = scriptedFetch((one) => {
        if (point === 'while the answer is awaited') return new Promise<Response>((_, reject) => one.signal.addEventListener('abort', () => reject(one.signal.reason as Error)));
        if (point === 'while the body is read') return stuckBody();
        return problem(503, 'unavailable', { 'retry-after': '3' });
      });
      const client = createClient({ gateway: 'https://gateway.example', fetch, fetchSession: () => (point === 'while the session is fetched' ? new Promise<never>(() => undefined) : Promise.resolve(minted())) });
      const controller = new AbortController();
      const waiting = failure(client.payments.options({}, { signal: controller.signal }));
      await new Promise((resolve) => setTimeout(resolve, 60));
      const reason = new Error('left');
      controller.abort(reason);
      expect(await waiting).to.equal(reason);
      const before = asked.length;
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(asked.length).to.equal(before);
      removeEventListener('unhandledrejection', note);
      expect(loose).to.deep.equal([]);
    });
  }

  it('at any of 1,000 moments rejects once, loosens no rejection and leaves no timer running', async () => {
    const loose: unknown[] = [];
    const note = (event: PromiseRejectionEvent) => loose.push(event.reason);
    addEventListener('unhandledrejection', note);
    const { setTimeout: start, clearTimeout: stop } = window;
    const running = new Set<number>();
    window.setTimeout = ((run: () => void, wait?: number) => {
      const timer = start(() => {
        running.delete(timer);
        run();
      }, wait);
      running.add(timer);
      return timer;
    }) as typeof setTimeout;
    window.clearTimeout = (timer) => {
      running.delete(timer as number);
      stop(timer);
    };
    const pause = (milliseconds: number) => new Promise((resolve) => start(resolve, milliseconds));
    const outcomes: string[] = [];
    try {
      const { fetch } = scriptedFetch(async (_, count) => {
        await pause(count % 5);
        return count % 3 ? options() : problem(503, 'unavailable');
      });
      const client = createClient({ gateway: 'https://gateway.example', fetch, fetchSession: async () => (await pause(3), minted()) });
      await Promise.all(Array.from({ length: 1_000 }, async (_, count) => {
        const controller = new AbortController();
        const call = client.payments.options({}, { signal: controller.signal }).then(() => 'done', (error: unknown) => (error === controller.signal.reason ? 'aborted' : 'other'));
        if (count % 4) await pause((count % 97) / 4);
        else for (let turns = count % 31; turns > 0; turns -= 1) await Promise.resolve();
        controller.abort(new Error('left'));
        outcomes.push(await call);
      }));
      // Fetching the session outlives the calls that asked for it, as others may be waiting too.
      for (let turns = 0; running.size > 0 && turns < 100; turns += 1) await pause(20);
      expect(running.size).to.equal(0);
    } finally {
      Object.assign(window, { setTimeout: start, clearTimeout: stop });
      removeEventListener('unhandledrejection', note);
    }
    expect(outcomes.length).to.equal(1_000);
    expect(outcomes).to.include('aborted').and.not.to.include('other');
    expect(loose).to.deep.equal([]);
  });

  it('before the call asks for nothing', async () => {
    const { client, asked } = setUp(options);
    const reason = new Error('never mind');
    expect(await failure(client.payments.options({}, { signal: AbortSignal.abort(reason) }))).to.equal(reason);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(asked.length).to.equal(0);
  });

  it('one of many waiting calls leaves the session to the others', async () => {
    const { client, reasons } = setUp(options);
    const controller = new AbortController();
    const gone = failure(client.payments.options({}, { signal: controller.signal }));
    const stays = client.payments.options();
    controller.abort(new Error('gone'));
    expect((await gone).message).to.equal('gone');
    await stays;
    expect(reasons).to.deep.equal(['first']);
  });
});
