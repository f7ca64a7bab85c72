import type { Scope } from '@tessera/contract';
import type { Backend } from './backend.js';
import { BackendError } from './error.js';

export interface SessionEndpointOptions {
  /** Your own id for the signed-in user of this request, from your own session; null when nobody is signed in. */
  readonly user: (request: Request) => string | null | Promise<string | null>;
  /** What the widgets on the page need, no more. */
  readonly scopes: readonly Scope[];
  /** The origin of the page that holds the widgets, such as `https://life.example`. */
  readonly origin: string;
  /** Seconds a session lives; 900 at most, which is the default. */
  readonly lifetimeSeconds?: number;
}

/**
 * A handler to mount at `POST /tessera/session`: what `<tessera-provider session-endpoint>` asks. It answers a minted
 * session to a signed-in user of your own page, and to nobody else.
 */
export const sessionEndpoint = (backend: Pick<Backend, 'mintSession'>, { user, scopes, origin, lifetimeSeconds }: SessionEndpointOptions): ((request: Request) => Promise<Response>) =>
  async (request) => {
    if (request.method !== 'POST') return answer(405, { code: 'method_not_allowed', detail: 'Ask with POST.' }, { allow: 'POST' });
    // A cookie travels with requests of other sites' pages too; only this page may turn it into a token.
    const asking = request.headers.get('origin');
    if (asking !== null && asking !== origin) return answer(403, { code: 'origin_not_allowed', detail: `Expected ${origin}.` });
    const reference = await user(request);
    if (reference === null) return answer(401, { code: 'unauthenticated', detail: 'Nobody is signed in.' });
    try {
      const session = await backend.mintSession(
        { subject: { kind: 'user', reference }, origin, scopes: [...scopes], ...(lifetimeSeconds !== undefined && { lifetimeSeconds }) },
        { signal: request.signal },
      );
      return answer(200, session);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      // The platform's own mistakes (a wrong key, an unlisted origin) are for its log, not for its users.
      return answer(error.retryable ? 503 : 500, { code: error.code, detail: 'No session could be minted.', requestId: error.requestId });
    }
  };

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 300 ? 'application/json' : 'application/problem+json', 'cache-control': 'no-store', ...headers } });
