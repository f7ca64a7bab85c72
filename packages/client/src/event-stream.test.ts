import { expect } from '@open-wc/testing';
import type { TesseraEvent } from '@tessera/contract';
import type { EventStatus } from './client.js';
import { createClient } from './create-client.js';
import { at, fixtureId } from './testing/index.js';
import { json, minted, problem, scriptedFetch, type Asked } from './testing/scripted-fetch.js';

const event = (number: number): TesseraEvent => ({ id: fixtureId('evt', number), type: 'coupon.claimed', at: at(Date.now()), subjectId: fixtureId('cpn', number) });
const line = (one: TesseraEvent) => `id: ${one.id}\ndata: ${JSON.stringify(one)}\n\n`;
const isStream = ({ path }: Asked) => path === '/v1/events/stream';
const empty = () => json(200, { items: [], lastId: fixtureId('evt', 1) });

/** Chunks that arrive at once; the stream then stays open, or ends. */
const streaming = (chunks: readonly string[], ends = false) => new Response(new ReadableStream({
  start(controller) {
    for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
    if (ends) controller.close();
  },
}), { headers: { 'content-type': 'text/event-stream' } });

const until = async (done: () => boolean, within = 8_000): Promise<void> => {
  const start = performance.now();
  while (!done()) {
    if (performance.now() - start > within) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const open = (answer: Parameters<typeof scriptedFetch>[0]) => {
  const { fetch, asked } = scriptedFetch(answer);
  const client = createClient({ gateway: 'https://gateway.example', fetchSession: async () => minted(), fetch });
  return { client, asked, streams: () => asked.filter(isStream) };
};

describe('events', () => {
  it('share one connection between all subscribers, which ends with the last of them', async () => {
    let signal: AbortSignal | undefined;
    const { client, streams } = open((one) => {
      if (!isStream(one)) return empty();
      signal = one.signal;
      return streaming([line(event(2))]);
    });
    const told: string[][] = [[], [], []];
    const ends = told.map((list) => client.events.subscribe(({ id }) => list.push(id)));
    await until(() => told.every((list) => list.length === 1));
    expect(streams().length).to.equal(1);
    ends[0]?.();
    ends[1]?.();
    expect(signal?.aborted).to.equal(false);
    ends[2]?.();
    expect(signal?.aborted).to.equal(true);
    client.close();
  });

  it('go on after the last one told when the connection breaks, each told once', async () => {
    const { client, streams } = open((one) => {
      if (!isStream(one)) return empty();
      return one.headers.get('last-event-id') === event(3).id ? streaming([line(event(3)), line(event(4))]) : streaming([line(event(2)), line(event(3))], true);
    });
    const told: string[] = [];
    client.events.subscribe(({ id }) => told.push(id));
    await until(() => told.length >= 3);
    expect(told).to.deep.equal([2, 3, 4].map((number) => event(number).id));
    expect(streams().map(({ headers }) => headers.get('last-event-id'))).to.deep.equal([event(1).id, event(3).id]);
    client.close();
  });

  it('read an event cut anywhere between two chunks, and skip what does not fit the contract', async () => {
    const whole = `: hello\n\n${line({ ...event(2), subjectId: '券' })}id: x\ndata: {"id":"x"}\n\ndata: not json\n\n${line(event(3))}`;
    const bytes = new TextEncoder().encode(whole);
    for (const cut of [1, 9, 40, 60, bytes.length - 3]) {
      const { client } = open((one) => (isStream(one) ? new Response(new ReadableStream({
        start(controller) {
          controller.enqueue(bytes.slice(0, cut));
          controller.enqueue(bytes.slice(cut));
        },
      }), { headers: { 'content-type': 'text/event-stream' } }) : empty()));
      const told: string[] = [];
      client.events.subscribe(({ subjectId }) => told.push(subjectId));
      await until(() => told.length === 2);
      expect(told).to.deep.equal(['券', event(3).subjectId]);
      client.close();
    }
  });

  it('fall back to asking when streaming fails twice, never two questions at once', async () => {
    let running = 0;
    let most = 0;
    let polls = 0;
    const { client, streams } = open(async (one) => {
      if (isStream(one)) return new Response('<html>', { headers: { 'content-type': 'text/html' } });
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 80));
      running -= 1;
      if (!one.path.includes('after=')) return empty();
      // One new event with every other answer: the answer between says that it was all.
      const last = Math.ceil((polls += 1) / 2) + 1;
      return json(200, { items: polls % 2 ? [event(last)] : [], lastId: event(last).id });
    });
    const told: string[] = [];
    const statuses: EventStatus[] = [];
    client.events.subscribe(({ id }) => told.push(id), { onStatus: (status) => statuses.push(status) });
    await until(() => told.length >= 2, 12_000);
    expect(told).to.deep.equal([event(2).id, event(3).id]);
    expect(most).to.equal(1);
    expect(streams().length).to.equal(2);
    expect(statuses).to.deep.equal(['polling']);
    client.close();
  });

  it('say when they are live, and when nothing can be reached', async () => {
    let down = true;
    const { client } = open((one) => {
      if (down) throw new TypeError('Failed to fetch');
      return isStream(one) ? streaming([':\n\n']) : empty();
    });
    const statuses: EventStatus[] = [];
    client.events.subscribe(() => undefined, { onStatus: (status) => statuses.push(status) });
    await until(() => statuses.includes('offline'), 10_000);
    down = false;
    await until(() => statuses.includes('live'), 10_000);
    expect(statuses).to.deep.equal(['offline', 'live']);
    client.close();
  });

  it('renew a session that ended while the stream was open', async () => {
    const { fetch, asked } = scriptedFetch((one) => (one.headers.get('authorization')?.endsWith('1') ? problem(401, 'session_expired') : isStream(one) ? streaming([line(event(2))]) : empty()));
    let count = 0;
    const client = createClient({ gateway: 'https://gateway.example', fetchSession: async () => minted((count += 1)), fetch });
    const told: string[] = [];
    client.events.subscribe(({ id }) => told.push(id));
    await until(() => told.length === 1);
    expect(count).to.equal(2);
    expect(asked.length).to.equal(3);
    client.close();
  });

  it('stop by signal, and a subscriber that throws does not silence the others', async () => {
    const uncaught: string[] = [];
    const mocha = window.onerror;
    window.onerror = (_event, _source, _line, _column, error) => {
      uncaught.push(error?.message ?? '');
      return true;
    };
    const { client } = open((one) => (isStream(one) ? streaming([line(event(2)), line(event(3))]) : empty()));
    const told: string[] = [];
    const controller = new AbortController();
    client.events.subscribe(() => {
      throw new Error('a listener of the page');
    });
    client.events.subscribe(({ id }) => {
      told.push(id);
      controller.abort();
    }, { signal: controller.signal });
    await until(() => uncaught.length === 2);
    window.onerror = mocha;
    expect(told).to.deep.equal([event(2).id]);
    client.close();
  });
});
