import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TesseraEvent, type Output, type eventRoutes, type Problem } from '@tessera/contract';
import { withRetry } from '../database.js';
import { demo } from '../seed/demo.js';
import { testGateway, type TestGateway } from '../testing.js';
import { recordEvent } from './record.js';

type Listed = Output<typeof eventRoutes.list>;

describe('events', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());

  const owner = demo.linXiao.id;
  const tell = (subjectId: string, type: TesseraEvent['type'] = 'coupon.claimed', to: string = owner) =>
    withRetry(gateway.services.db, (db) => recordEvent({ ...gateway.services, db }, { owner: to, type, subjectId }));

  /** Opens a stream and collects what it tells until `done`. */
  async function listen(token: string, lastEventId?: string) {
    const leave = new AbortController();
    const reply = await gateway.app.request('/v1/events/stream', {
      signal: leave.signal, headers: { Authorization: `Bearer ${token}`, ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }) },
    });
    assert.equal(reply.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    let ended = false;
    const reading = (async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        text += new TextDecoder().decode(value);
      }
      ended = true;
    })();
    return {
      get text() { return text; },
      get ended() { return ended; },
      subjects: () => [...text.matchAll(/"subjectId":"([^"]+)"/g)].map(([, id]) => id),
      ids: () => [...text.matchAll(/^id: (\w+)$/gm)].map(([, id]) => id ?? ''),
      until: async (test: () => boolean, milliseconds = 3000) => {
        const deadline = performance.now() + milliseconds;
        while (!test()) {
          if (performance.now() > deadline) throw new Error(`Did not come: ${text}`);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      },
      close: async () => { await reader.cancel(); await reading; },
    };
  }

  it('lists nothing but a place to go on from, then everything after it, oldest first', async () => {
    const user = await gateway.user();
    await tell('cpn_one');
    const start = await user.get<Listed>('/v1/events');
    assert.deepEqual(start.body.items, []);
    await tell('cpn_two');
    await tell('cpn_three');
    const next = await user.get<Listed>(`/v1/events?after=${start.body.lastId}`);
    assert.deepEqual(next.body.items.map((event) => event.subjectId), ['cpn_two', 'cpn_three']);
    assert.equal(next.body.lastId, next.body.items.at(-1)?.id);
    for (const event of next.body.items) TesseraEvent.parse(event);
    assert.ok((next.body.items[0]?.id ?? '') < (next.body.items[1]?.id ?? ''), 'ids sort as they happened');
  });

  it('gives who has no event yet a place to go on from: the first one is not missed', async () => {
    const fresh = await gateway.user({ reference: 'nobody-told-before' });
    const start = (await fresh.get<Listed>('/v1/events')).body;
    const still = (await fresh.get<Listed>(`/v1/events?after=${start.lastId}`)).body;
    assert.deepEqual([start.items, still], [[], start]);
    const { subject } = fresh.session;
    await tell('cpn_very_first', 'coupon.claimed', subject.id);
    const next = await fresh.get<Listed>(`/v1/events?after=${start.lastId}`);
    assert.deepEqual(next.body.items.map((event) => event.subjectId), ['cpn_very_first']);
  });

  it('tells nothing to anybody else, and takes nobody else\'s event id', async () => {
    const [user, other] = [await gateway.user(), await gateway.user({ reference: demo.chenMo.reference })];
    const start = await other.get<Listed>('/v1/events');
    await tell('cpn_private');
    assert.equal((await other.get<Listed>('/v1/events')).body.lastId, start.body.lastId);
    const mine = (await user.get<Listed>('/v1/events')).body.lastId;
    const reply = await other.get<Problem>(`/v1/events?after=${mine}`);
    assert.deepEqual([reply.status, reply.body.code], [422, 'invalid_request']);
  });

  it('passes over what the session has no scope for, and goes on behind it', async () => {
    const user = await gateway.user({ scopes: ['energy:read'] });
    const start = (await user.get<Listed>('/v1/events')).body.lastId;
    await tell('cpn_hidden');
    const hidden = await user.get<Listed>(`/v1/events?after=${start}`);
    assert.deepEqual(hidden.body.items, []);
    assert.notEqual(hidden.body.lastId, start);
    await tell('bub_seen', 'energy.collected');
    assert.deepEqual((await user.get<Listed>(`/v1/events?after=${hidden.body.lastId}`)).body.items.map((event) => event.subjectId), ['bub_seen']);
  });

  it('an effect that is rolled back is never told', async () => {
    const user = await gateway.user();
    const start = (await user.get<Listed>('/v1/events')).body.lastId;
    await assert.rejects(withRetry(gateway.services.db, async (db) => {
      await recordEvent({ ...gateway.services, db }, { owner, type: 'coupon.claimed', subjectId: 'cpn_undone' });
      throw new Error('undone');
    }));
    assert.equal((await user.get<Listed>('/v1/events')).body.lastId, start);
  });

  it('an open stream hears of a commit at once', async () => {
    const stream = await listen((await gateway.user()).session.token);
    await stream.until(() => stream.text.startsWith('retry: 1000\n\n'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();
    await tell('cpn_live');
    await stream.until(() => stream.subjects().includes('cpn_live'));
    assert.ok(performance.now() - started < 500);
    await stream.close();
  });

  it('an open stream hears within a poll of what another process wrote', async () => {
    const stream = await listen((await gateway.user()).session.token);
    await new Promise((resolve) => setTimeout(resolve, 50));
    // The other process has a hub of its own, so this one is not woken.
    const elsewhere = { ...gateway.services, events: { told: () => undefined } as unknown as typeof gateway.services.events };
    await withRetry(gateway.services.db, (db) => recordEvent({ ...elsewhere, db }, { owner, type: 'coupon.used', subjectId: 'cpn_elsewhere' }));
    await stream.until(() => stream.subjects().includes('cpn_elsewhere'), 1500);
    await stream.close();
  });

  it('a stream that breaks off and resumes by Last-Event-ID misses nothing, though events commit at the same time', async () => {
    const user = await gateway.user();
    await tell('cpn_first');
    const start = (await user.get<Listed>('/v1/events')).body.lastId ?? '';
    const telling = (async () => { for (let round = 0; round < 12; round += 1) await Promise.all(Array.from({ length: 5 }, (_, index) => tell(`cpn_${round}x${index}`))); })();
    let told = false;
    void telling.then(() => { told = true; });
    const heard: string[] = [];
    for (let tries = 0; tries < 200; tries += 1) {
      const stream = await listen(user.session.token, heard.at(-1) ?? start);
      await new Promise((resolve) => setTimeout(resolve, 15));
      await stream.close();
      heard.push(...stream.ids());
      if (told && heard.length >= 60) break;
    }
    await telling;
    const all = await user.get<Listed>(`/v1/events?after=${start}&limit=100`);
    assert.equal(all.body.items.length, 60);
    assert.deepEqual(heard, all.body.items.map((event) => event.id));
  });

  it('a stream ends when its session is revoked', async () => {
    const user = await gateway.user();
    const stream = await listen(user.session.token);
    await gateway.as(demo.partner.secretKey).delete(`/v1/sessions/${user.session.id}`);
    await tell('cpn_after_the_end');
    await stream.until(() => stream.ended);
    assert.ok(!stream.subjects().includes('cpn_after_the_end'));
  });

  it('streams end when the gateway closes', async () => {
    const stream = await listen((await gateway.user()).session.token);
    gateway.services.events.close();
    await stream.until(() => stream.ended);
  });
});
