import { call, dial, type Line } from './call.js';
import type { CallOptions, ClientOptions, Events, SubscribeOptions, TesseraClient } from './client.js';
import { raise } from './error.js';
import type { Stream } from './event-stream.js';
import { gatewayTime } from './gateway-time.js';
import { eachPage, type Page } from './page.js';
import { keepSession } from './session-keeper.js';
import type { CompiledRow } from './shape.js';
import { table } from './table.js';

type Verb = (input?: Record<string, unknown>, options?: CallOptions) => unknown;

/** A row as a method; a list's also walks. */
const method = (line: Line, row: CompiledRow): Verb => {
  const ask = (input: Record<string, unknown> = {}, options?: CallOptions) => call(line, row, input, options);
  const each = (input: Record<string, unknown> = {}, options?: CallOptions) => eachPage((cursor) => ask({ ...input, ...cursor }, options) as Promise<Page>);
  return Object.assign(ask, { each });
};

const mapValues = <V, W>(record: Readonly<Record<string, V>>, to: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));

/**
 * Makes a client for one page, worker or process. Nothing is asked until the first call; nothing is ever stored.
 *
 * @example
 * const tessera = createClient({ gateway: 'https://gateway.example', fetchSession: async ({ signal }) => (await fetch('/tessera/session', { method: 'POST', signal })).json() });
 * const coupon = await tessera.coupons.claim({ campaignId });
 */
export function createClient(options: ClientOptions): TesseraClient {
  const { timeout = 10_000 } = options;
  const closing = new AbortController();
  const time = gatewayTime();
  const line: Line = {
    http: dial(options.gateway, options.fetch),
    session: keepSession(options.fetchSession, timeout, (issuedAt) => time.guess(issuedAt)),
    time,
    timeout,
    closed: closing.signal,
    locale: options.locale ?? 'zh-CN',
  };

  let stream: Promise<Stream> | undefined;
  const subscribe = (listener: Parameters<Events['subscribe']>[0], { signal, onStatus }: SubscribeOptions = {}): (() => void) => {
    const ending = new AbortController();
    const end = () => ending.abort();
    if (signal?.aborted || closing.signal.aborted) return end;
    signal?.addEventListener('abort', end, { once: true, signal: ending.signal });
    stream ??= import('./event-stream.js').then(({ openStream }) => openStream(line, nouns.events));
    stream.then(
      (open) => open.add(listener, onStatus, ending.signal),
      () => {
        stream = undefined;
        onStatus?.('offline');
      },
    );
    return end;
  };
  const nouns = mapValues<Readonly<Record<string, CompiledRow>>, object>(table, (rows) => mapValues(rows, (row) => method(line, row))) as unknown as Pick<TesseraClient, keyof typeof table>;
  Object.assign(nouns.events, { subscribe });

  const client: TesseraClient = {
    ...nouns,
    till: {
      charge: async (input, options) => {
        const { chargeAtTill } = await import('./till.js').catch((cause: unknown) => {
          throw raise('network_error', { cause });
        });
        return chargeAtTill(client, input, options);
      },
    },
    get locale() {
      return line.locale;
    },
    set locale(locale) {
      line.locale = locale;
    },
    now: () => time.now(),
    close() {
      const reason = new DOMException('The client was closed', 'AbortError');
      closing.abort(reason);
      line.session.close(reason);
    },
  };
  return client;
}
