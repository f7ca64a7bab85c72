import type { Endpoint, Input, MintedSession, Output, Payment, Routes, TesseraEvent } from '@tessera/contract';

/** What any call takes beside its input. */
export interface CallOptions {
  /** Ends the call; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Names one logical write. Made by the client when absent; give your own to go on with a write after a reload. */
  readonly idempotencyKey?: string;
  /** Milliseconds for the whole call, session and retries included. */
  readonly timeout?: number;
}

/** Why a session is asked for: none yet, the one in hand is about to end, or the gateway refused it. */
export interface SessionRequest {
  readonly signal: AbortSignal;
  readonly reason: 'first' | 'expiring' | 'rejected';
}

export interface ClientOptions {
  /** Where the gateway is, such as `https://gateway.example`. */
  readonly gateway: string | URL;
  /** Asks the page's own server for a session. Called once however many calls wait; the token stays in memory. */
  readonly fetchSession: (request: SessionRequest) => Promise<MintedSession>;
  /** Language of the texts that the gateway writes. Default `zh-CN`. */
  readonly locale?: string;
  /** Used instead of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds a whole call may take, session and retries included. Default 10,000. */
  readonly timeout?: number;
}

type Nothing = Record<string, never>;
type CallInput<E extends Endpoint> = unknown extends Input<E> ? Nothing : Input<E>;
type Args<E extends Endpoint> = Nothing extends CallInput<E>
  ? [input?: CallInput<E>, options?: CallOptions]
  : [input: CallInput<E>, options?: CallOptions];
type Result<E extends Endpoint> = Output<E> extends undefined ? void : Output<E>;

/** A list also walks: `for await (const campaign of client.coupons.listCampaigns.each({ city }))` asks page by page. */
interface Each<E extends Endpoint> {
  each(...args: Args<E>): AsyncIterableIterator<Output<E> extends { items: (infer Item)[] } ? Item : never>;
}

/** One row of the contract as a method. */
export type Method<E extends Endpoint> = ((...args: Args<E>) => Promise<Result<E>>) & (E extends { kind: 'page' } ? Each<E> : unknown);

type OnlyForServers<E extends Endpoint> = [Exclude<E['callers'][number], 'platform'>] extends [never] ? true : false;

/** The methods of one noun: every row a browser or a till may call. Rows for platforms' servers are in `@tessera/backend`. */
export type Noun<Rows> = {
  readonly [V in keyof Rows as Rows[V] extends Endpoint
    ? OnlyForServers<Rows[V]> extends true ? never : Rows[V] extends { kind: 'stream' } ? never : V
    : never]: Rows[V] extends Endpoint ? Method<Rows[V]> : never;
};

/** How events arrive now: at once, by asking every few seconds, or not at all until the network is back. */
export type EventStatus = 'live' | 'polling' | 'offline';

export interface SubscribeOptions {
  readonly signal?: AbortSignal;
  readonly onStatus?: (status: EventStatus) => void;
}

/** Facts about this user or terminal. All subscribers share one connection. */
export type Events = Noun<Routes['events']> & {
  /** Calls the listener for each event from now on, once by id. Returns what ends it. */
  subscribe(listener: (event: TesseraEvent) => void, options?: SubscribeOptions): () => void;
};

/** How a charge stands: no answer yet, `waiting` for the user or the bank, or patience is over and it is `voiding`. */
export interface TillUpdate {
  readonly step: 'charging' | 'waiting' | 'voiding';
  /** What the gateway last said; null until it has answered. */
  readonly payment: Payment | null;
  /** The last question got no answer. */
  readonly unanswered: boolean;
}

export interface TillOptions {
  /** Hears of every change but the last, which the promise tells. */
  readonly onUpdate?: (update: TillUpdate) => void;
  /** Ends the asking, never the payment; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds until it gives up and voids, and then until it leaves the payment in doubt. Asks six times in each. Default 30,000. */
  readonly patience?: number;
  /** Give your own to go on with a charge after a reload; its answer is looked at once more, since a repeated key tells of the past. */
  readonly idempotencyKey?: string;
}

/** What a till does beyond one call. */
export interface Till {
  /**
   * Charges a code once and finds out what became of it, whatever is lost on the way: asks again under one idempotency
   * key, listens and polls, waits for the user as long as the gateway does, then voids.
   *
   * Resolves to a payment that is `paid`, `declined` or `voided`, or `in_doubt` when even the void stayed unanswered: the
   * gateway goes on finding out, and `payments.get` tells. Rejects with the gateway's refusal, with `charge_reversed` when
   * the charge never arrived and now never will, and with `timeout` when nobody could be asked at all: only then is the
   * outcome not known, and the same key finds it.
   */
  charge(input: Input<Routes['payments']['charge']>, options?: TillOptions): Promise<Payment>;
}

/** Asks a gateway. The nouns and verbs are the contract's route table. Every rejection is a `TesseraError` or an abort's reason. */
export interface TesseraClient {
  readonly session: Noun<Routes['session']>;
  readonly payCodes: Noun<Routes['payCodes']>;
  readonly payments: Noun<Routes['payments']>;
  readonly merchantCodes: Noun<Routes['merchantCodes']>;
  readonly verification: Noun<Routes['verification']>;
  readonly coupons: Noun<Routes['coupons']>;
  readonly rights: Noun<Routes['rights']>;
  readonly bundles: Noun<Routes['bundles']>;
  readonly energy: Noun<Routes['energy']>;
  readonly engagement: Noun<Routes['engagement']>;
  readonly stores: Noun<Routes['stores']>;
  readonly events: Events;
  readonly till: Till;
  /** Sent as Accept-Language from the next call on. */
  locale: string;
  /** The gateway's time in milliseconds, estimated from its answers; it never runs backwards and ignores the page's clock. */
  now(): number;
  /** Ends the event stream and every call under way, and forgets the token. */
  close(): void;
}
