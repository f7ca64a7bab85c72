import { Hono, type Context as Call } from 'hono';
import { addressName } from './address.js';
import type { Services } from './context.js';
import { isPassing } from './database.js';
import { mountEmbed } from './embed.js';
import type { Handler, StreamHandler } from './handler.js';
import { handlers } from './handlers.js';
import { apiHeaders, ownHeaders } from './headers.js';
import { problem, problemDocument, ProblemError } from './problem.js';
import { Limits } from './rate-limit.js';
import { serve, type App, type Variables } from './serve.js';
import { mountSite } from './site.js';

const ACCEPTED = 'Authorization, Content-Type, Accept-Language, Idempotency-Key, Last-Event-ID';

/** Every row of the contract, and what stands around them: health, metrics, documents, the embed's files. */
export function createApp(services: Services, served: readonly (Handler | StreamHandler)[] = handlers): App {
  const app: App = new Hono<{ Variables: Variables }>({ strict: true });
  app.use(async (c, next) => {
    const requestId = `req_${Buffer.from(services.random(12)).toString('hex')}`;
    c.set('requestId', requestId);
    c.set('address', addressOf(services, c.req.raw, c.env));
    const started = performance.now();
    await next();
    const milliseconds = Math.round((performance.now() - started) * 10) / 10;
    if (!c.get('whole')) setHeaders((name, value) => c.header(name, value), ownHeaders(services, requestId));
    const route = c.get('route') ?? 'none';
    services.metrics.httpSeconds.observe({ route, status: c.res.status }, milliseconds / 1000);
    const actor = c.get('actor');
    services.log.info({
      requestId, method: c.req.method, route, status: c.res.status, milliseconds,
      caller: actor?.kind ?? 'unknown', ...(actor && 'platformId' in actor ? { platformId: actor.platformId } : {}),
    }, 'request');
  });
  // Bearer tokens only and no cookies: any page may ask, and only one that holds a token for its own origin gets an answer.
  app.use('/v1/*', async (c, next) => {
    if (c.req.method === 'OPTIONS') {
      return new Response(null, {
        status: 204,
        headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE', 'Access-Control-Allow-Headers': ACCEPTED, 'Access-Control-Max-Age': '7200' },
      });
    }
    await next();
    if (!c.get('whole')) setHeaders((name, value) => c.header(name, value), apiHeaders);
    return undefined;
  });
  serve(app, services, new Limits(services), served);
  mountSite(app, services);
  mountEmbed(app, services);
  const tell = (error: unknown, c: Call<{ Variables: Variables }>): Response => {
    const requestId = c.get('requestId');
    const told = toldOf(error);
    if (told !== error) services.log.error({ requestId, route: c.get('route'), err: error }, 'a request failed');
    const document = problemDocument(told, requestId, services.settings.origin);
    return new Response(JSON.stringify(document), {
      status: document.status, headers: { 'Content-Type': 'application/problem+json', ...told.extras.headers },
    });
  };
  app.notFound((c) => tell(problem('not_found', 'There is no such path; /openapi.json lists them all.'), c));
  app.onError(tell);
  return app;
}

function setHeaders(set: (name: string, value: string) => void, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) set(name, value);
}

/** What a caller is told of an error. */
function toldOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isPassing(error)) return problem('unavailable', 'The database is busy or does not answer; ask again with the same Idempotency-Key.', { headers: { 'Retry-After': '1' } });
  return problem('internal', 'The gateway failed; ask again, and name the request id if it stays so.');
}

/** The client's address: of the connection, or, behind a proxy that we trust, the last entry the proxy wrote. */
function addressOf(services: Services, request: Request, env: unknown): string {
  if (services.settings.trustProxy) {
    const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (forwarded) return addressName(forwarded);
  }
  const incoming = typeof env === 'object' && env !== null && 'incoming' in env ? env.incoming : undefined;
  return incoming ? remoteAddress(incoming) : 'unknown';
}

function remoteAddress(incoming: unknown): string {
  const socket = typeof incoming === 'object' && incoming !== null && 'socket' in incoming ? incoming.socket : undefined;
  const address = typeof socket === 'object' && socket !== null && 'remoteAddress' in socket ? socket.remoteAddress : undefined;
  return typeof address === 'string' ? addressName(address) : 'unknown';
}
