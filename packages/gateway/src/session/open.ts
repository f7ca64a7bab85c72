import type { MintedSession, Scope, Session } from '@tessera/contract';
import type { Context } from '../context.js';
import { newId, shardOf } from '../id.js';
import { problem } from '../problem.js';
import { text } from '../locale.js';
import type { SessionRow } from './tables.js';
import { signToken } from './token.js';

/** Whom a session is opened for. */
export interface NewSession {
  readonly platformId: string;
  readonly subject: { readonly kind: 'user'; readonly id: string } | { readonly kind: 'terminal'; readonly id: string; readonly storeId: string };
  readonly origin: string;
  readonly scopes: readonly Scope[];
  readonly lifetimeSeconds: number;
}

/** Opens a session and signs its token. */
export async function openSession(ctx: Context, wanted: NewSession): Promise<MintedSession> {
  const now = ctx.clock();
  // Tokens count whole seconds, so a session begins on one: what the row says and what the token says are equal.
  const issued = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const row: SessionRow = {
    shard_key: shardOf(wanted.subject.id), id: newId('ses', shardOf(wanted.subject.id), ctx.random, now),
    platform_id: wanted.platformId, subject_kind: wanted.subject.kind, subject_id: wanted.subject.id,
    store_id: wanted.subject.kind === 'terminal' ? wanted.subject.storeId : null,
    origin: wanted.origin, scopes: [...new Set(wanted.scopes)].join(' '),
    issued_at: issued, expires_at: new Date(issued.getTime() + wanted.lifetimeSeconds * 1000), revoked_at: null,
  };
  await ctx.db.insertInto('session').values(row).execute();
  return { ...await describeSession(ctx, row), token: await signToken(ctx, row) };
}

/** A session as its holder sees it. */
export async function describeSession(ctx: Context, row: SessionRow): Promise<Session> {
  return {
    id: row.id, subject: await describeSubject(ctx, row), scopes: row.scopes.split(' ') as Scope[], origin: row.origin,
    issuedAt: row.issued_at.toISOString(), expiresAt: row.expires_at.toISOString(),
  };
}

async function describeSubject(ctx: Context, row: SessionRow): Promise<Session['subject']> {
  if (row.subject_kind === 'user') return { kind: 'user', id: row.subject_id };
  const storeId = row.store_id ?? '';
  const store = await ctx.db.selectFrom('store').select('name').where('shard_key', '=', shardOf(storeId)).where('id', '=', storeId).executeTakeFirst();
  if (!store) throw problem('not_found', 'The terminal has no store any more.');
  return { kind: 'terminal', id: row.subject_id, storeId, storeName: text(ctx, store.name) };
}
