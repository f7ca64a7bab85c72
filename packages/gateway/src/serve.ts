import type { Endpoint } from '@tessera/contract';
import type { Context as Call, Hono } from 'hono';
import { authenticate } from './authenticate.js';
import type { Actor, Context, Services } from './context.js';
import { streamResponse } from './event/sse.js';
import type { Handler, StreamHandler } from './handler.js';
import { apiHeaders, ownHeaders } from './headers.js';
import { isKept, once, onceInSteps, onceOf, readKey, type Answer } from './idempotency.js';
import { readInput, readText, requireJson } from './input.js';
import { localeOf } from './locale.js';
import { problem, problemDocument } from './problem.js';
import type { Limits } from './rate-limit.js';
import { sessionLookup, type SessionLookup } from './session/lookup.js';
import { onceTogether } from './together.js';

/** What the app knows of a request before its row is served. */
export interface Variables {
  readonly requestId: string;
  readonly address: string;
  /** Set while serving: the row's id and who called, for the log line and the metrics. */
  route?: string;
  actor?: Actor;
  /** The answer has all its headers. */
  whole?: boolean;
}

export type App = Hono<{ Variables: Variables }>;
type Answerer = (c: Call<{ Variables: Variables }>) => Promise<Response>;

/** Mounts rows with their verbs. Caller kind, scope, limits, input and idempotency are checked here, by construction from the row. */
export function serve(app: App, services: Services, limits: Limits, handlers: readonly (Handler | StreamHandler)[]): void {
  const methods = new Map<string, string[]>();
  const session = sessionLookup(services);
  // Fixed paths first, so that `/v1/rights/summary` is not read as a right's id.
  const ordered = [...handlers].sort((a, b) => Number(a.row.path.includes('{')) - Number(b.row.path.includes('{')));
  for (const handler of ordered) {
    const path = handler.row.path.replace(/\{(\w+)\}/g, ':$1');
    methods.set(path, [...methods.get(path) ?? [], handler.row.method]);
    app.on(handler.row.method, path, answer(services, limits, session, handler));
  }
  for (const [path, known] of methods) {
    const allow = [...known, ...(known.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    app.all(path, (c) => { throw problem('method_not_allowed', `This path takes ${allow}; ${c.req.method} came.`, { headers: { Allow: allow } }); });
  }
}

function answer(services: Services, limits: Limits, session: SessionLookup, handler: Handler | StreamHandler): Answerer {
  const { row } = handler;
  const together = 'together' in handler && handler.together ? onceTogether(services, handler.together) : null;
  return async (c) => {
    c.set('route', row.id);
    const ctx = await admit(services, limits, session, row, c);
    c.set('actor', ctx.actor);
    if ('stream' in handler) return streamResponse(ctx, handler.stream, c.req.raw);
    if (row.method === 'GET') {
      const input = readInput(row, c.req.url, c.req.param());
      return respond(ctx, c, await perform(ctx, handler, input));
    }
    return await write(services, ctx, handler, together, c);
  };
}

async function admit(services: Services, limits: Limits, session: SessionLookup, row: Endpoint, c: Call<{ Variables: Variables }>): Promise<Context> {
  const request = c.req.raw;
  const actor = await limits.authenticated(c.get('address'), () => authenticate(services, session, request));
  c.set('actor', actor);
  await limits.allow(actor, c.get('address'));
  if (!row.callers.includes(actor.kind)) {
    if (actor.kind === 'public') throw problem('unauthenticated', `Send ${row.callers.map((kind) => callerNames[kind]).join(' or ')} as a bearer token.`, { headers: { 'WWW-Authenticate': 'Bearer realm="tessera"' } });
    throw problem('caller_not_allowed', `${row.id} expects ${row.callers.map((kind) => callerNames[kind]).join(' or ')}; ${callerNames[actor.kind]} came.`);
  }
  if (row.scope && 'scopes' in actor && !actor.scopes.includes(row.scope)) {
    throw problem('scope_missing', `${row.id} needs the scope ${row.scope}; the session has ${actor.scopes.join(', ') || 'none'}. Mint the session with it.`);
  }
  const idempotencyKey = row.method === 'GET' ? null : readKey(request.headers.get('idempotency-key'));
  return { ...services, actor, locale: localeOf(c.req.header('accept-language')), requestId: c.get('requestId'), address: c.get('address'), idempotencyKey };
}

const callerNames: Record<Actor['kind'], string> = {
  public: 'a caller without a key', platform: "a platform's secret key", user: "a user's session", terminal: "a terminal's session",
};

async function write(services: Services, ctx: Context, handler: Handler, together: ReturnType<typeof onceTogether> | null, c: Call<{ Variables: Variables }>): Promise<Response> {
  const { row, steps } = handler;
  requireJson(row, c.req.raw);
  const body = await readText(c.req.raw);
  const input = readInput(row, c.req.url, c.req.param(), body);
  const call = onceOf(services, ctx.actor, ctx.idempotencyKey ?? '', `${row.method} ${new URL(c.req.url).pathname}\n${body}`, row.secret ?? false);
  const failed = (error: unknown): Answer | null => {
    if (!isKept(error)) return null;
    const document = problemDocument(error, ctx.requestId, services.settings.origin);
    return { status: document.status, contentType: 'application/problem+json', body: JSON.stringify(document) };
  };
  if (together) return respond(ctx, c, await together({ once: call, ctx, input, answer: (output) => answerOf(row, output), failed }));
  return respond(ctx, c, await (steps ? onceInSteps : once)(services, call, (db) => perform({ ...ctx, db }, handler, input), failed));
}

const perform = async (ctx: Context, { row, verb }: Handler, input: unknown): Promise<Answer> => answerOf(row, await verb(ctx, input));

function answerOf(row: Endpoint, output: unknown): Answer {
  if (row.status === 204) return { status: 204, contentType: null, body: null };
  return { status: row.status, contentType: 'application/json', body: JSON.stringify(output) };
}

// With all headers as plain text from the start, the server writes the answer as it is; touched once more, it would build a stream for it.
function respond(ctx: Context, c: Call<{ Variables: Variables }>, { status, contentType, body, replayed }: Answer & { replayed?: boolean }): Response {
  c.set('whole', true);
  return new Response(body, {
    status,
    headers: {
      ...ownHeaders(ctx, ctx.requestId), ...apiHeaders,
      ...(contentType ? { 'Content-Type': contentType } : {}), ...(replayed ? { 'Idempotent-Replayed': 'true' } : {}),
    },
  });
}

export { pair, pairTogether } from './handler.js';
