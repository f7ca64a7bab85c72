import { problems } from '@tessera/contract';
import { at } from './fixture-clock.js';

/** A request as a script sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly signal: AbortSignal;
}

/** A `fetch` answered by a function, for faults that no well-behaved gateway shows. Remembers what it was asked. */
export const scriptedFetch = (answer: (asked: Asked, count: number) => Response | Promise<Response>) => {
  const asked: Asked[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const text = await request.text();
    const one: Asked = { method: request.method, path: request.url.replace(/^https?:\/\/[^/]+/, ''), headers: request.headers, body: text ? (JSON.parse(text) as unknown) : undefined, signal: request.signal };
    asked.push(one);
    request.signal.throwIfAborted();
    return answer(one, asked.length);
  };
  return { fetch: fetch, asked };
};

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** A problem document, retryable as the contract says; codes that it does not know are. */
export const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  json(status, { type: `https://docs.example/problems#${code}`, title: code, status, detail: `said ${code}`, code, blame: 'gateway', retryable: Object.entries(problems).find(([known]) => known === code)?.[1][2] ?? true, requestId: 'req_scripted', docs: `https://docs.example/problems#${code}` }, { ...headers, 'content-type': 'application/problem+json' });

/** A request whose reply never comes: it ends only by abort. */
export const never = ({ signal }: Asked): Promise<Response> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

/** A minted session that lives `lifetime` milliseconds; each `number` has its own token. */
export const minted = (number = 1, lifetime = 900_000, now = Date.now()) => ({
  id: 'ses_00scripted1', subject: { kind: 'user' as const, id: 'usr_00scripted1' }, scopes: ['coupons:write' as const], origin: 'https://partner.example',
  issuedAt: at(now), expiresAt: at(now, lifetime), token: `token-number-${String(number).padStart(8, '0')}`,
});
