import { errors, jwtVerify, SignJWT } from 'jose';
import type { Services } from '../context.js';
import { problem } from '../problem.js';
import type { SessionRow } from './tables.js';

const AUDIENCE = 'tessera-gateway';
/** The only algorithm taken, whatever a token's header asks for (RFC 8725 section 3.1). */
const ALGORITHM = 'HS256';

/** The bearer token of a session, bound to its subject, platform, origin and scopes. */
export function signToken({ settings }: Pick<Services, 'settings'>, session: SessionRow): Promise<string> {
  return new SignJWT({ kind: session.subject_kind, platform: session.platform_id, origin: session.origin, scope: session.scopes })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setIssuer(settings.origin).setAudience(AUDIENCE).setSubject(session.subject_id).setJti(session.id)
    .setIssuedAt(session.issued_at).setExpirationTime(session.expires_at)
    .sign(settings.signingSecret);
}

/** The session a token names. Throws `session_expired` for one that ran out and `unauthenticated` for every other fault. */
export async function readToken({ settings, clock }: Pick<Services, 'settings' | 'clock'>, token: string): Promise<{ sessionId: string; subjectId: string }> {
  // One spelling for each token: lenient base64 would let a changed last digit or added padding pass.
  if (!token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)) throw invalid();
  try {
    const { payload } = await jwtVerify(token, settings.signingSecret, {
      algorithms: [ALGORITHM], issuer: settings.origin, audience: AUDIENCE, typ: 'JWT',
      requiredClaims: ['sub', 'jti', 'iat', 'exp'], maxTokenAge: '15m', clockTolerance: 0, currentDate: clock(),
    });
    return { sessionId: payload.jti ?? '', subjectId: payload.sub ?? '' };
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw problem('session_expired', 'The session has ended; ask the platform for a new one.');
    throw invalid();
  }
}

const invalid = () => problem('unauthenticated', 'The session token is not valid.', { headers: { 'WWW-Authenticate': 'Bearer realm="tessera", error="invalid_token"' } });
