import { routes, type Endpoint, type Input, type Output, type Row } from '@tessera/contract';
import ky, { isHTTPError, isTimeoutError, type KyInstance } from 'ky';
import { fromProblem, raise, type BackendError } from './error.js';

export interface BackendOptions {
  /** Where the gateway is, such as `https://gateway.example`. */
  readonly gateway: string | URL;
  /** The platform's secret key (`sk_…`). Keep it on the server: whoever holds it speaks for the platform. */
  readonly secretKey: string;
  /** Used instead of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds a call may take, its retries included. Default 10,000. */
  readonly timeout?: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Names one logical write, such as your order's number. Made anew for each call when absent. */
  readonly idempotencyKey?: string;
}

type Method<Id extends Parameters<typeof rowOf>[0]> = (input: Input<Row<Id>>, options?: CallOptions) => Promise<Output<Row<Id>> extends undefined ? void : Output<Row<Id>>>;

/** What a platform's server asks of the gateway. Every rejection is a `BackendError`, or the signal's reason after an abort. */
export interface Backend {
  /** Opens a session for one of your users or terminals. Hand the result to the page over your own signed-in channel. */
  readonly mintSession: Method<'mintSession'>;
  /** Ends a session at once, such as when the user signs out of your platform. */
  readonly revokeSession: Method<'revokeSession'>;
  /** Tells of a ride one of your users took; one `rideReference` is credited once however often it is told. */
  readonly recordRide: Method<'recordRide'>;
  /** Grants a third party's benefit to one of your users. */
  readonly grantRight: Method<'grantRight'>;
  /** Gives one of your users a coupon, by the same limits as a claim; also of campaigns that nobody can claim. */
  readonly grantCoupon: Method<'grantCoupon'>;
  /** Tells that one of your users has reached a tier, or fallen back to one: what it unlocks is granted once, and stays. */
  readonly setTier: Method<'setTier'>;
}

const rowOf = (id: 'mintSession' | 'revokeSession' | 'recordRide' | 'grantRight' | 'grantCoupon' | 'setTier'): Endpoint => ({
  mintSession: routes.session.mint, revokeSession: routes.session.revoke, recordRide: routes.energy.recordRide,
  grantRight: routes.rights.grant, grantCoupon: routes.coupons.grant, setTier: routes.rights.setTier,
})[id];

/** Makes the caller for one platform. */
export function createBackend({ gateway, secretKey, fetch, timeout = 10_000 }: BackendOptions): Backend {
  if (!/^sk_(test|live)_/.test(secretKey)) throw new TypeError('Expected a secret key that begins with sk_test_ or sk_live_. Publishable keys (pk_…) are for pages.');
  const http = ky.create({
    prefix: String(gateway), headers: { authorization: `Bearer ${secretKey}` }, redirect: 'error', totalTimeout: timeout, timeout: false,
    retry: {
      // Every call here is a write that carries an idempotency key, so each may be sent again.
      limit: 4, methods: ['post', 'put', 'delete'], statusCodes: [409, 429, 500, 502, 503, 504], afterStatusCodes: [409, 429, 503], jitter: true, backoffLimit: 4_000,
      shouldRetry: ({ error }) => (isHTTPError(error) && error.response.status === 409 && fromProblem(error.data)?.code !== 'request_in_progress' ? false : undefined),
    },
    ...(fetch && { fetch }),
  });
  const method = (id: Parameters<typeof rowOf>[0]) => (input: unknown, options: CallOptions = {}) => call(http, rowOf(id), input as Record<string, unknown>, options) as Promise<never>;
  return {
    mintSession: method('mintSession'), revokeSession: method('revokeSession'), recordRide: method('recordRide'),
    grantRight: method('grantRight'), grantCoupon: method('grantCoupon'), setTier: method('setTier'),
  };
}

const call = async (http: KyInstance, row: Endpoint, input: Record<string, unknown>, { signal, idempotencyKey = crypto.randomUUID() }: CallOptions): Promise<unknown> => {
  const path = row.path.slice(1).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])));
  signal?.throwIfAborted();
  let answer: unknown;
  try {
    const response = await http(path, {
      method: row.method, headers: { accept: 'application/json', 'idempotency-key': idempotencyKey }, ...(row.body && { json: input }), ...(signal && { signal }),
    });
    if (!row.response) return undefined;
    answer = JSON.parse(await response.text());
  } catch (error) {
    signal?.throwIfAborted();
    throw told(error);
  }
  const parsed = row.response.safeParse(answer);
  if (!parsed.success) throw raise('invalid_response', `The answer to ${row.id} does not fit the contract`, parsed.error);
  return parsed.data;
};

const told = (error: unknown): BackendError => {
  if (isHTTPError(error)) {
    const { status } = error.response;
    return fromProblem(error.data) ?? raise(status >= 500 || status === 429 ? 'unavailable' : 'invalid_response', `Expected a problem document, got status ${status}`, error);
  }
  if (isTimeoutError(error)) return raise('timeout', 'The gateway did not answer in time', error);
  if (error instanceof SyntaxError) return raise('invalid_response', 'The answer is not JSON: something between may have answered', error);
  return raise('network_error', 'The gateway could not be reached', error);
};
