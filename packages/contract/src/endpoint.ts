import type * as z from 'zod/mini';
import type { ProblemCode } from './problem.js';
import type { Scope } from './scope.js';

/** Who calls: nobody known, a platform's server (secret key), a signed-in user, or a store's terminal (both by session token). */
export type Caller = 'public' | 'platform' | 'user' | 'terminal';

type Shape = z.ZodMiniType;

/**
 * One row of the route table. Plain data: client methods, gateway handlers, OpenAPI and fakes are all read from it.
 * A row without `body` and with method POST still needs an Idempotency-Key, as every method but GET does.
 */
export interface Endpoint {
  /** The verb-noun, unique over the table: OpenAPI's operationId and the name of the gateway's verb. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `{name}` parameters, one for each key of `params`. */
  readonly path: string;
  readonly callers: readonly Caller[];
  /** Needed when the caller is a user or terminal. */
  readonly scope?: Scope;
  readonly params?: Shape;
  readonly query?: Shape;
  readonly body?: Shape;
  readonly status: 200 | 201 | 204;
  /** Absent exactly when `status` is 204. */
  readonly response?: Shape;
  /** The answer carries a secret: never cached, never logged, sealed where it is stored for replay. */
  readonly secret?: true;
  /** `page` marks a list by cursor, which the client also offers as an async iterable; `stream` an event stream. */
  readonly kind?: 'page' | 'stream';
}

/** Keeps an endpoint's literal types while checking it. */
export const endpoint = <const E extends Endpoint>(row: E): E => row;

type In<S> = S extends Shape ? z.input<S> : unknown;
type Out<S> = S extends Shape ? z.output<S> : unknown;

/** What a caller passes: path parameters, query and body in one flat object. */
export type Input<E extends Endpoint> = In<E['params']> & In<E['query']> & In<E['body']>;
/** What a handler gets, defaults filled in. */
export type Parsed<E extends Endpoint> = Out<E['params']> & Out<E['query']> & Out<E['body']>;
/** What comes back; `undefined` for a 204. */
export type Output<E extends Endpoint> = E['response'] extends Shape ? z.output<E['response']> : undefined;

/** What only documents and fakes need of a noun's rows, kept apart from them so that no browser loads it. */
export type DocsOf<Noun extends Record<string, Endpoint>> = {
  readonly [Verb in keyof Noun]: {
    readonly summary: string;
    /** Codes this endpoint adds to those that any call can meet. */
    readonly problems: readonly ProblemCode[];
    readonly input: Input<Noun[Verb]>;
    readonly output: Output<Noun[Verb]>;
  };
};
