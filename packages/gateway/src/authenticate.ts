import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor, Services } from './context.js';
import { shardOfText } from './id.js';
import { problem } from './problem.js';
import type { SessionLookup } from './session/lookup.js';
import type { PlatformKeyRow, SessionRow } from './session/tables.js';
import { readToken } from './session/token.js';
import { Scope } from '@tessera/contract';

/** Who sent the request: by secret key, by session token, or nobody known. A session works from its own web origin only. */
export async function authenticate(services: Services, session: SessionLookup, request: Request): Promise<Actor> {
  const header = request.headers.get('authorization');
  if (header === null) return { kind: 'public' };
  const token = /^Bearer ([\w.~+/=-]{8,4096})$/i.exec(header)?.[1];
  if (!token) throw refused('Expected `Authorization: Bearer <secret key or session token>`; another form came.');
  if (token.startsWith('sk_')) return { kind: 'platform', platformId: (await findKey(services, token, 'secret')).platform_id };
  if (token.startsWith('pk_')) throw refused('A publishable key opens no calls. Send a session token from a page, or the secret key from a server.');
  return actorOf(await findSession(services, session, token), request.headers.get('origin'));
}

/** The row of a key that is valid now. Throws `unauthenticated`. */
export async function findKey(services: Pick<Services, 'db'>, key: string, kind: PlatformKeyRow['kind']): Promise<PlatformKeyRow> {
  const hash = hashKey(key);
  const row = await services.db.selectFrom('platform_key').selectAll()
    .where('shard_key', '=', shardOfText(hash)).where('key_hash', '=', hash).executeTakeFirst();
  const same = row !== undefined && timingSafeEqual(Buffer.from(row.key_hash), Buffer.from(hash));
  if (!same || row.kind !== kind || row.revoked_at !== null) throw refused('The key is not one of ours, or has been revoked. Check which environment it belongs to.');
  return row;
}

/** What is kept of a key: its text has at least 128 random bits, so a plain hash tells nothing. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

const refused = (detail: string) => problem('unauthenticated', detail, { headers: { 'WWW-Authenticate': 'Bearer realm="tessera"' } });

async function findSession(services: Services, session: SessionLookup, token: string): Promise<SessionRow> {
  const claims = readToken(services, token);
  const row = await session(claims.sessionId);
  if (!row || row.subject_id !== claims.subjectId) throw refused('The session token is not valid.');
  if (row.revoked_at !== null || row.expires_at <= services.clock()) throw problem('session_expired', 'The session has ended; ask the platform for a new one.');
  return row;
}

function actorOf(session: SessionRow, origin: string | null): Actor {
  if (origin !== null && origin !== session.origin) {
    throw problem('origin_not_allowed', `This session works from ${session.origin} only; the request came from ${printable(origin)}. Add ${printable(origin)} to the platform's allowed origins and mint the session for it.`);
  }
  const scopes = session.scopes.split(' ').flatMap((name) => Scope.safeParse(name).data ?? []);
  const common = { platformId: session.platform_id, sessionId: session.id, scopes };
  return session.subject_kind === 'user'
    ? { kind: 'user', userId: session.subject_id, ...common }
    : { kind: 'terminal', terminalId: session.subject_id, storeId: session.store_id ?? '', ...common };
}

/** An origin as it may be quoted in a message. */
export const printable = (origin: string): string => origin.replace(/[^\x21-\x7e]/g, '?').slice(0, 255);
