import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { Scope } from './scope.js';
import { Timestamp } from './time.js';

/** Longest life of a session token, in seconds. */
export const SESSION_SECONDS = 900;

/** An origin as browsers send it: scheme, host and port, no path. */
const Origin = z.string().check(z.regex(/^https?:\/\/[^/\s?#]+$/), z.maxLength(255));

/** Whom a token speaks for. A user's id is the gateway's; a platform knows only its own `reference` for the same person. */
export const Subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id: id('usr') }),
  z.object({ kind: z.literal('terminal'), id: id('ter'), storeId: id('str'), storeName: z.string() }),
]);
export type Subject = z.infer<typeof Subject>;

/** A session as the holder sees it. `origin` is the only web origin the token works from. */
export const Session = z.object({
  id: id('ses'),
  subject: Subject,
  scopes: z.array(Scope),
  origin: z.string(),
  issuedAt: Timestamp,
  expiresAt: Timestamp,
});
export type Session = z.infer<typeof Session>;

/** A session with its bearer token. The token is a secret: in memory only, never in a URL, storage or log. */
export const MintedSession = z.extend(Session, { token: z.string().check(z.minLength(20)) });
export type MintedSession = z.infer<typeof MintedSession>;

export const MintSession = z.strictObject({
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('user'), reference: z.string().check(z.minLength(1), z.maxLength(128)) }),
    z.strictObject({ kind: z.literal('terminal'), id: id('ter') }),
  ]),
  origin: Origin,
  scopes: z.array(Scope).check(z.minLength(1), z.maxLength(20)),
  lifetimeSeconds: z._default(z.int().check(z.minimum(60), z.maximum(SESSION_SECONDS)), SESSION_SECONDS),
});

/** Sign-in from the snippet's frame: a phone number and the one-time code sent to it. */
export const SignIn = z.strictObject({
  publishableKey: z.string().check(z.regex(/^pk_(test|live)_[0-9A-Za-z]{8,64}$/)),
  phone: z.string().check(z.regex(/^1\d{10}$/)),
  code: z.string().check(z.regex(/^\d{6}$/)),
  scopes: z.array(Scope).check(z.minLength(1), z.maxLength(20)),
});

export const sessionRoutes = {
  mint: endpoint({
    id: 'mintSession', method: 'POST', path: '/v1/sessions', callers: ['platform'], body: MintSession,
    status: 201, response: MintedSession, secret: true,
  }),
  signIn: endpoint({
    id: 'signIn', method: 'POST', path: '/v1/sign-ins', callers: ['public'], body: SignIn,
    status: 201, response: MintedSession, secret: true,
  }),
  get: endpoint({
    id: 'getSession', method: 'GET', path: '/v1/session', callers: ['user', 'terminal'],
    status: 200, response: Session,
  }),
  revoke: endpoint({
    id: 'revokeSession', method: 'DELETE', path: '/v1/sessions/{sessionId}', callers: ['platform'],
    params: z.object({ sessionId: id('ses') }), status: 204,
  }),
};
