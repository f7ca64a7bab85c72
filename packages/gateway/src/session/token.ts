import { createHmac, timingSafeEqual } from 'node:crypto';
import { SignJWT } from 'jose';
import * as z from 'zod/mini';
import type { Services } from '../context.js';
import { problem } from '../problem.js';
import { signingKey } from '../signing-key.js';
import type { SessionRow } from './tables.js';

const AUDIENCE = 'tessera-gateway';
/** The only algorithm, whatever a token's header asks for (RFC 8725 section 3.1). */
const ALGORITHM = 'HS256';

/** The bearer token of a session, bound to its subject, platform, origin and scopes. */
export function signToken({ settings }: Pick<Services, 'settings'>, session: SessionRow): Promise<string> {
  return new SignJWT({ kind: session.subject_kind, platform: session.platform_id, origin: session.origin, scope: session.scopes })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setIssuer(settings.origin).setAudience(AUDIENCE).setSubject(session.subject_id).setJti(session.id)
    .setIssuedAt(session.issued_at).setExpirationTime(session.expires_at)
    .sign(settings.signingSecret);
}

/** The one header that signToken writes: no other algorithm, type, key or extension can be named. */
const HEADER = Buffer.from(JSON.stringify({ alg: ALGORITHM, typ: 'JWT' })).toString('base64url');
/** Longest life of a token, in seconds. */
const MAX_AGE = 15 * 60;

const Claims = z.object({ iss: z.string(), aud: z.literal(AUDIENCE), sub: z.string(), jti: z.string(), iat: z.number(), exp: z.number(), nbf: z.optional(z.number()) });

/**
 * The session a token names. Throws `session_expired` for one that ran out and `unauthenticated` for every other fault.
 * Read here and not by jose: every request passes, and Node's own HMAC costs a tenth of a WebCrypto job in its thread pool.
 */
export function readToken({ settings, clock }: Pick<Services, 'settings' | 'clock'>, token: string): { sessionId: string; subjectId: string } {
  const claims = claimsOf(settings, token);
  const now = Math.floor(clock().getTime() / 1000);
  if (claims.iat > now || (claims.nbf ?? 0) > now) throw invalid();
  if (claims.exp <= now || now - claims.iat > MAX_AGE) throw problem('session_expired', 'The session has ended; ask the platform for a new one.');
  return { sessionId: claims.jti, subjectId: claims.sub };
}

/** Tokens whose signature was found right, by the secret that signed them: what a text says and whether it was signed never changes. */
const known = new WeakMap<Uint8Array, Map<string, z.infer<typeof Claims>>>();
const KNOWN_MAX = 10_000;

function claimsOf(settings: Services['settings'], token: string): z.infer<typeof Claims> {
  const tokens = known.get(settings.signingSecret) ?? new Map<string, z.infer<typeof Claims>>();
  const before = tokens.get(token);
  const claims = before ?? verify(settings, token);
  if (claims.iss !== settings.origin) throw invalid();
  if (before === undefined) {
    if (tokens.size >= KNOWN_MAX) tokens.clear();
    known.set(settings.signingSecret, tokens.set(token, claims));
  }
  return claims;
}

function verify(settings: Services['settings'], token: string): z.infer<typeof Claims> {
  const [header, payload = '', signature = '', ...more] = token.split('.');
  const right = createHmac('sha256', signingKey(settings)).update(`${HEADER}.${payload}`).digest('base64url');
  // Compared as text: one spelling for each token, where lenient base64 would let a changed last digit or added padding pass.
  if (header !== HEADER || more.length > 0 || !same(signature, right)) throw invalid();
  const { data: claims } = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (!claims) throw invalid();
  return claims;
}

function same(came: string, right: string): boolean {
  const [a, b] = [Buffer.from(came), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const invalid = () => problem('unauthenticated', 'The session token is not valid.', { headers: { 'WWW-Authenticate': 'Bearer realm="tessera", error="invalid_token"' } });
