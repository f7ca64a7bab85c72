import { problems as problemRows, type Blame, type EventType, type Payment, type ProblemCode, type TesseraEvent } from '@tessera/contract';
import type { CallOptions, EventStatus, TesseraClient } from '../client.js';
import { raise, TesseraError } from '../error.js';
import { eachPage, type Page } from '../page.js';
import { chargeAtTill } from '../till.js';
import { at, FIXTURE_NOW, fixtureId } from './fixture-clock.js';
import { verbs } from './fake-verbs.js';
import type { Scene } from './scene.js';
import { worldAt, type World } from './world.js';

type VerbsOf<N extends keyof typeof verbs> = `${N}.${Extract<keyof (typeof verbs)[N], string>}`;
/** A call by its place in the client: `coupons.claim`. */
export type MethodName = { [N in keyof typeof verbs]: VerbsOf<N> }[keyof typeof verbs];

export interface FakeClientOptions {
  /** Gateway time at the start, in milliseconds; it runs on from there. Default: a Monday noon in Jinan. */
  readonly now?: number;
  /** Time stands still but for `advance`. */
  readonly frozen?: boolean;
  readonly locale?: string;
  /** Milliseconds before each answer. Default 0: an answer takes a microtask. */
  readonly latency?: number;
  /** Every call fails with `network_error`. */
  readonly offline?: boolean;
  /** Calls that always fail, with the gateway's refusal or a client's own code. */
  readonly problems?: Partial<Record<MethodName, ProblemCode>>;
  /** Parts of the world that differ from the fixtures. */
  readonly world?: Partial<World>;
}

/** A client without a gateway: instant, in memory, stateful. Same interface, same errors, and knobs for tests and stories. */
export interface FakeClient extends TesseraClient {
  /** What the fake knows; change it between calls. */
  readonly world: World;
  /** Every call made, oldest first. */
  readonly calls: readonly { readonly method: MethodName; readonly input: unknown; readonly options: CallOptions | undefined }[];
  latency: number;
  offline: boolean;
  /** Makes a call fail from now on, or the next `times` times; null lets it succeed again. */
  fail(method: MethodName, code: ProblemCode | null, times?: number): void;
  /** Tells all subscribers; what is left out is filled in. */
  emit(event: { readonly type: EventType; readonly subjectId?: string; readonly payment?: Payment; readonly id?: string }): TesseraEvent;
  /** Moves the gateway's time forward (or, negative, back). */
  advance(milliseconds: number): void;
}

/** The error a gateway's refusal becomes, for tests that build their own doubles. */
export const fakeProblem = (code: ProblemCode): TesseraError => {
  const [, blame, retryable, title]: readonly [number, Blame, boolean, string] = problemRows[code];
  return new TesseraError({ code, blame, retryable, detail: title, requestId: 'req_fixture', retryAfter: code === 'rate_limited' ? 2 : undefined });
};

const pause = async (milliseconds: number, signal: AbortSignal | undefined): Promise<void> => {
  signal?.throwIfAborted();
  if (milliseconds <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
};

/** Makes a fake client; see `FakeClientOptions`. */
export function createFakeClient(options: FakeClientOptions = {}): FakeClient {
  const started = performance.now();
  let moment = options.now ?? FIXTURE_NOW;
  let serial = 0;
  let closed = new AbortController();
  const now = () => moment + (options.frozen ? 0 : performance.now() - started);
  const world: World = { ...worldAt(moment), ...options.world };
  const failing = new Map(Object.entries(options.problems ?? {}).map(([method, code]) => [method, { code, left: Infinity }]));
  const subscribers = new Set<(event: TesseraEvent) => void>();
  const watchers = new Set<(status: EventStatus) => void>();
  const calls: { method: MethodName; input: unknown; options: CallOptions | undefined }[] = [];

  const emit: FakeClient['emit'] = ({ type, subjectId, payment, id }) => {
    const event: TesseraEvent = { id: id ?? fixtureId('evt', (serial += 1)), type, at: at(now()), subjectId: subjectId ?? payment?.id ?? fixtureId('sub', 1), ...(payment && { payment }) };
    world.events = [...world.events, event];
    for (const tell of [...subscribers]) tell(event);
    return event;
  };
  const scene = (key?: string): Scene => ({
    world,
    key,
    now: now(),
    next: () => (serial += 1),
    refuse: (code) => {
      throw fakeProblem(code);
    },
    tell: (type, subjectId, payment) => emit({ type, subjectId, ...(payment && { payment }) }),
  });

  const call = async (method: MethodName, run: (scene: Scene, input: never) => unknown, input: object, callOptions?: CallOptions) => {
    calls.push({ method, input, options: callOptions });
    await pause(client.latency, callOptions?.signal ? AbortSignal.any([closed.signal, callOptions.signal]) : closed.signal);
    if (client.offline) throw raise('network_error');
    const failure = failing.get(method);
    if (failure && (failure.left -= 1) >= 0) throw fakeProblem(failure.code);
    return structuredClone(run(scene(callOptions?.idempotencyKey), input as never));
  };
  const noun = (name: keyof typeof verbs) =>
    Object.fromEntries(Object.entries(verbs[name]).map(([verb, run]) => {
      const ask = (input: object = {}, callOptions?: CallOptions) => call(`${name}.${verb}` as MethodName, run as (scene: Scene, input: never) => unknown, input, callOptions);
      const each = (input: object = {}, callOptions?: CallOptions) => eachPage((cursor) => ask({ ...input, ...cursor }, callOptions) as Promise<Page>);
      return [verb, Object.assign(ask, { each })];
    }));

  const client: FakeClient = {
    ...(Object.fromEntries((Object.keys(verbs) as (keyof typeof verbs)[]).map((name) => [name, noun(name)])) as unknown as Pick<TesseraClient, keyof typeof verbs>),
    till: { charge: (input, tillOptions) => chargeAtTill(client, input, tillOptions) } satisfies TesseraClient['till'],
    world,
    calls,
    locale: options.locale ?? 'zh-CN',
    latency: options.latency ?? 0,
    emit,
    now,
    fail(method: MethodName, code: ProblemCode | null, times = Infinity) {
      if (code) failing.set(method, { code, left: times });
      else failing.delete(method);
    },
    advance(milliseconds: number) {
      moment += milliseconds;
    },
    get offline() {
      return offline;
    },
    set offline(value: boolean) {
      offline = value;
      for (const watch of watchers) watch(value ? 'offline' : 'live');
    },
    close() {
      closed.abort(new DOMException('The client was closed', 'AbortError'));
      closed = new AbortController();
      subscribers.clear();
      watchers.clear();
    },
  };
  let offline = options.offline ?? false;
  (client.events as { subscribe: TesseraClient['events']['subscribe'] }).subscribe = (listener, { signal, onStatus } = {}) => {
    if (signal?.aborted) return () => undefined;
    const tell = (event: TesseraEvent) => listener(event);
    const watch = (status: EventStatus) => onStatus?.(status);
    const end = () => {
      subscribers.delete(tell);
      watchers.delete(watch);
    };
    subscribers.add(tell);
    watchers.add(watch);
    signal?.addEventListener('abort', end, { once: true });
    watch(offline ? 'offline' : 'live');
    return end;
  };
  return client;
}
