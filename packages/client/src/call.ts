import type { Problem } from '@tessera/contract';
import ky, { type KyInstance } from 'ky';
import type { CallOptions } from './client.js';
import { fromProblem, isTesseraError, raise, type TesseraError } from './error.js';
import type { GatewayTime } from './gateway-time.js';
import { newKey } from './idempotency-key.js';
import type { SessionKeeper } from './session-keeper.js';
import type { CompiledRow, Shape } from './shape.js';
import { problem as problemShape } from './table.js';

/** What every call of one client shares. */
export interface Line {
  readonly http: KyInstance;
  readonly session: SessionKeeper;
  readonly time: GatewayTime;
  readonly timeout: number;
  readonly closed: AbortSignal;
  locale: string;
}

/** Refusals after which the very same request may succeed: nothing happened, or the idempotency key says what did. */
const passing: readonly string[] = ['network_error', 'timeout', 'rate_limited', 'request_in_progress', 'internal', 'unavailable'];

/** A read fails soon, so that a widget can say so; a write holds on longer. */
const TRIES = { GET: 4, write: 7 };
const FIRST_WAIT = 200;
const LONGEST_WAIT = 4_000;

/** ky without its own retry: that ends when the headers are in, and an answer cut off in its body must be asked for again too. */
export const dial = (gateway: string | URL, fetch: typeof globalThis.fetch | undefined): KyInstance =>
  ky.create({
    prefixUrl: String(gateway), retry: 0, throwHttpErrors: false, timeout: false, redirect: 'error', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer',
    fetch: fetch ?? ((...args) => globalThis.fetch(...args)),
  });

const waitSeconds = (line: Line, headers: Headers): number | undefined => {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - line.time.now()) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
};

/** Sends one request with the session's token. A refused token is replaced once. Throws what is not an answer of the gateway. */
export const send = async (line: Line, row: CompiledRow, path: string, signal: AbortSignal, init: { headers?: Record<string, string>; body?: unknown; attemptTimeout?: number } = {}): Promise<Response> => {
  for (let first = true; ; first = false) {
    const token = row.open ? undefined : await line.session.token();
    const sent = performance.now();
    let response: Response;
    try {
      response = await line.http(path, {
        method: row.method, signal, timeout: init.attemptTimeout ?? false,
        headers: { accept: 'application/json', ...init.headers, 'accept-language': line.locale, ...(token && { authorization: `Bearer ${token}` }) },
        ...(init.body !== undefined && { json: init.body }),
      });
    } catch (cause) {
      signal.throwIfAborted();
      throw raise(cause instanceof Error && cause.name === 'TimeoutError' ? 'timeout' : 'network_error', { cause });
    }
    const said = Date.parse(response.headers.get('date') ?? '');
    if (said > 0) line.time.learn(said, sent, 1_000);
    if (response.ok) return response;
    const error = await refusal(line, response);
    if (!token || (error.code !== 'session_expired' && error.code !== 'unauthenticated')) throw error;
    line.session.reject(token);
    if (!first) throw raise('session_expired', { detail: 'The gateway refused a fresh session too', requestId: error.requestId, cause: error });
  }
};

/** Whatever an unsuccessful answer holds, as an error: the gateway's problem, or a stranger's page in its place. */
const refusal = async (line: Line, response: Response): Promise<TesseraError> => {
  const retryAfter = waitSeconds(line, response.headers);
  const text = await response.text().catch(() => '');
  const problem = parse(text);
  if (isProblem(problem)) return fromProblem(problem, retryAfter);
  const busy = response.status >= 500 || response.status === 429;
  return raise(busy ? 'unavailable' : 'invalid_response', { detail: foreign(response), retryAfter });
};

const foreign = ({ status, headers }: Response): string => `Something between answered: status ${status}, ${headers.get('content-type') ?? 'no content type'}`;

const isProblem = (value: unknown): value is Problem => problemShape(value, '#') === undefined;

/** JSON, or undefined for anything else. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** What checks a row's answers. Known before the row is asked, so that nothing is done whose answer could not be read. */
const checkOf = async ({ answer }: CompiledRow): Promise<Shape | undefined> => {
  if (typeof answer !== 'string') return answer;
  const { rareShapes } = await import('./rare-shapes.js').catch((cause: unknown) => {
    throw raise('network_error', { cause });
  });
  return rareShapes[answer];
};

const read = async (row: CompiledRow, check: Shape | undefined, response: Response): Promise<unknown> => {
  if (!check) return undefined;
  const brokenOff = (cause?: unknown) => raise('network_error', { detail: 'The answer broke off', cause });
  const text = await response.text().catch((cause: unknown) => {
    throw brokenOff(cause);
  });
  const value = parse(text);
  const json = text && /[/+]json/.test(response.headers.get('content-type') ?? '');
  if (value === undefined && json) throw brokenOff();
  const fault = check(value, '#');
  if (!fault) return value;
  if (isProblem(value)) throw fromProblem(value);
  throw raise('invalid_response', { detail: json ? `The answer to ${row.method} ${row.path} does not fit the contract. ${fault}` : foreign(response) });
};

/** Input by its place: path parameters into the path, the rest into the body when the row has one, else into the query. */
const place = (row: CompiledRow, input: Readonly<Record<string, unknown>>): { path: string; body?: unknown } => {
  const rest = { ...input };
  const path = row.path.slice(1).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest[name]));
    delete rest[name];
    return value;
  });
  if (row.body) return { path, body: rest };
  const query = String(new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)])));
  return { path: query ? `${path}?${query}` : path };
};

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', abort, { once: true });
  });

/** One logical call: all its tries carry one idempotency key, share one deadline, and end at once when the caller aborts. */
export const call = (line: Line, row: CompiledRow, input: Readonly<Record<string, unknown>>, options: CallOptions = {}): Promise<unknown> => {
  const timeout = options.timeout ?? line.timeout;
  const deadline = performance.now() + timeout;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(raise('timeout', { detail: `No answer within ${timeout} ms` })), timeout);
  // Whichever ends it, the signal's reason is what the call rejects with.
  const signal = AbortSignal.any([late.signal, line.closed, ...(options.signal ? [options.signal] : [])]);
  const key = options.idempotencyKey ?? newKey();

  const tries = async (): Promise<unknown> => {
    const { path, body } = place(row, input);
    const write = row.method !== 'GET';
    for (let tried = 1; ; tried += 1) {
      signal.throwIfAborted();
      try {
        const check = await checkOf(row);
        const response = await send(line, row, path, signal, { ...(write && { headers: { 'idempotency-key': key } }), body, attemptTimeout: Math.ceil(timeout * 0.4) });
        return await read(row, check, response);
      } catch (error) {
        signal.throwIfAborted();
        if (!isTesseraError(error) || !passing.includes(error.code) || tried >= (write ? TRIES.write : TRIES.GET)) throw error;
        const asked = (error.retryAfter ?? 0) * 1_000;
        // Full jitter, so that many pages woken by one outage do not come back as one wave; never sooner than asked.
        const wait = asked + Math.random() * (asked ? FIRST_WAIT : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tried));
        if (performance.now() + wait >= deadline) throw error;
        await sleep(wait, signal);
      }
    }
  };

  let abort: () => void;
  return new Promise((resolve, reject) => {
    abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    tries().then(resolve, reject);
  }).finally(() => {
    clearTimeout(timer);
    // A signal that is listened to lives as long as the client's own, and there would be one for each call.
    signal.removeEventListener('abort', abort);
  });
};
