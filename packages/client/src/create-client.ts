import type { Endpoint, Routes } from '@tessera/contract';
import { call, dial, type Line } from './call.js';
import type { CallOptions, ClientOptions, Events, SubscribeOptions, TesseraClient } from './client.js';
import type { Stream } from './event-stream.js';
import { gatewayTime } from './gateway-time.js';
import { eachPage, type Page } from './page.js';
import { keepSession } from './session-keeper.js';

/** Each noun's rows come when one of its verbs is first called: a page with only a pay code never loads coupons. */
const rows: { readonly [N in keyof Routes]: () => Promise<Routes[N]> } = {
  session: async () => (await import('@tessera/contract/session')).sessionRoutes,
  payCodes: async () => (await import('@tessera/contract/pay-code')).payCodeRoutes,
  payments: async () => (await import('@tessera/contract/payment')).paymentRoutes,
  coupons: async () => (await import('@tessera/contract/coupon')).couponRoutes,
  rights: async () => (await import('@tessera/contract/right')).rightRoutes,
  energy: async () => (await import('@tessera/contract/energy')).energyRoutes,
  stores: async () => (await import('@tessera/contract/store')).storeRoutes,
  events: async () => (await import('@tessera/contract/event')).eventRoutes,
};

type Verb = (input?: Record<string, unknown>, options?: CallOptions) => unknown;

/** A noun's methods, made when first named; `then` is not one, so that a noun may be awaited by mistake. */
const noun = (line: Line, name: keyof Routes, more: object = {}): object => {
  const made = Object.assign(Object.create(null) as object, more) as Record<string, Verb>;
  return new Proxy(made, {
    get(_, verb) {
      if (typeof verb !== 'string' || verb === 'then') return undefined;
      return (made[verb] ??= method(line, name, verb));
    },
  });
};

const method = (line: Line, name: keyof Routes, verb: string): Verb => {
  const loadRow = async () => {
    const row = ((await rows[name]()) as unknown as Record<string, Endpoint>)[verb];
    if (!row) throw new TypeError(`The contract has no ${name}.${verb}`);
    return row;
  };
  const ask = (input: Record<string, unknown> = {}, options?: CallOptions) => {
    // Side by side with the schemas; whether it worked is seen where the token is needed. Signing in needs none.
    if (name !== 'session') line.session.token().catch(() => undefined);
    return call(line, loadRow, input, options);
  };
  const each = (input: Record<string, unknown> = {}, options?: CallOptions) => eachPage((cursor) => ask({ ...input, ...cursor }, options) as Promise<Page>);
  return Object.assign(ask, { each });
};

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
  const nouns = Object.fromEntries((Object.keys(rows) as (keyof Routes)[]).map((name) => [name, noun(line, name, name === 'events' ? { subscribe } : {})])) as unknown as Pick<TesseraClient, keyof Routes>;

  return {
    ...nouns,
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
}
