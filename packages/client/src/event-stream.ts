import type { TesseraEvent } from '@tessera/contract';
import { createParser } from 'eventsource-parser';
import { send, type Line } from './call.js';
import type { Events, EventStatus } from './client.js';
import { tesseraEvent } from './rare-shapes.js';
import { table } from './table.js';

/** The one connection that all subscribers of a client share; open while there is at least one. */
export interface Stream {
  add(listener: (event: TesseraEvent) => void, onStatus: ((status: EventStatus) => void) | undefined, signal: AbortSignal): void;
}

/** Failed streams in a row before asking by polling instead. */
const STREAM_TRIES = 2;
/** Between the end of one poll and the start of the next. */
const POLL_EVERY = 3_000;
/** A poll that is still not at the end goes on with the next one. */
const PAGES_PER_POLL = 10;
/** Polls after which streaming gets another chance: about a minute. */
const POLLS_PER_TRY = 20;
/** A stream that says nothing for so long, not even a heartbeat, is taken for dead. */
const SILENCE = 45_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** Ids kept for telling repeats; more than one resume can bring. */
const REMEMBERED = 500;

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });

/** Makes the stream; it connects when somebody listens. */
export const openStream = (line: Line, events: Pick<Events, 'list'>): Stream => {
  const listeners = new Map<AbortSignal, { readonly tell: (event: TesseraEvent) => void; readonly watch: ((status: EventStatus) => void) | undefined }>();
  const seen = new Set<string>();
  let lastId: string | null | undefined;
  let status: EventStatus | undefined;
  let running: AbortController | undefined;

  const safely = (run: () => void) => {
    try {
      run();
    } catch (error) {
      // One listener's fault is its own: it surfaces as uncaught, and the others still hear.
      queueMicrotask(() => {
        throw error;
      });
    }
  };
  const become = (next: EventStatus) => {
    if (status === next) return;
    status = next;
    for (const { watch } of [...listeners.values()]) safely(() => watch?.(next));
  };
  const tell = (event: TesseraEvent) => {
    lastId = event.id;
    if (seen.has(event.id)) return;
    seen.add(event.id);
    for (const oldest of seen) {
      if (seen.size <= REMEMBERED) break;
      seen.delete(oldest);
    }
    for (const listener of [...listeners.values()]) safely(() => listener.tell(event));
  };

  /** Reads one stream to its end. Resolves to whether it ever said anything. */
  const stream = async (signal: AbortSignal): Promise<boolean> => {
    const attempt = new AbortController();
    const end = () => attempt.abort(signal.reason);
    signal.addEventListener('abort', end);
    let watchdog = setTimeout(end, SILENCE);
    let spoke = false;
    try {
      const response = await send(line, table.events.stream, table.events.stream.path.slice(1), attempt.signal, { headers: { accept: 'text/event-stream', ...(lastId && { 'last-event-id': lastId }) } });
      if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return false;
      become('live');
      const parser = createParser({
        onEvent({ data }) {
          const event = parseJson(data);
          if (!tesseraEvent(event, '#')) tell(event as TesseraEvent);
        },
      });
      const decoder = new TextDecoder();
      const reader = response.body.getReader();
      attempt.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
      for (;;) {
        const { done, value } = await reader.read();
        if (done || attempt.signal.aborted) return spoke;
        spoke = true;
        clearTimeout(watchdog);
        watchdog = setTimeout(end, SILENCE);
        parser.feed(decoder.decode(value, { stream: true }));
      }
    } catch {
      return spoke;
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', end);
      attempt.abort();
    }
  };

  const poll = async (signal: AbortSignal): Promise<boolean> => {
    try {
      for (let pages = 0, more = true; more && pages < PAGES_PER_POLL && !signal.aborted; pages += 1) {
        const after = lastId;
        const page = await events.list({ ...(after && { after }), limit: 100 }, { signal });
        page.items.forEach(tell);
        lastId = page.lastId ?? after ?? null;
        // A page may be thinned by scopes: only a cursor that stands still says that this was all.
        more = Boolean(after) && lastId !== after;
      }
      return true;
    } catch {
      return false;
    }
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    const backOff = (failures: number) => sleep(Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures), signal);
    // The cursor first, so that nothing told between subscribing and connecting is lost.
    for (let failures = 0; lastId === undefined && !signal.aborted; failures += 1) {
      if (await poll(signal)) break;
      if (signal.aborted) return;
      become('offline');
      await backOff(failures);
    }
    let failures = 0;
    while (!signal.aborted) {
      if (failures < STREAM_TRIES) {
        failures = (await stream(signal)) ? 0 : failures + 1;
        if (!signal.aborted) await backOff(failures);
        continue;
      }
      for (let polls = 0, missed = 0; polls < POLLS_PER_TRY && !signal.aborted; polls += 1) {
        const reached = await poll(signal);
        if (signal.aborted) return;
        missed = reached ? 0 : missed + 1;
        become(reached ? 'polling' : 'offline');
        await (reached ? sleep(POLL_EVERY, signal) : backOff(missed + 2));
      }
      failures = STREAM_TRIES - 1;
    }
  };

  return {
    add(listener, onStatus, signal) {
      if (signal.aborted || line.closed.aborted) return;
      listeners.set(signal, { tell: listener, watch: onStatus });
      signal.addEventListener('abort', () => {
        listeners.delete(signal);
        if (listeners.size > 0) return;
        running?.abort();
        running = undefined;
      }, { once: true });
      if (running) {
        const current = status;
        if (current) safely(() => onStatus?.(current));
        return;
      }
      // From now on: what was told while nobody listened is not for this listener.
      lastId = status = undefined;
      const mine = (running = new AbortController());
      line.closed.addEventListener('abort', () => mine.abort(), { once: true, signal: mine.signal });
      void run(mine.signal);
    },
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
