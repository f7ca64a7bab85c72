import type { EventType, Scope, TesseraEvent } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { eventId } from './id.js';

/** An owner's events after a number, oldest first, and the number to go on from. */
export interface EventSlice {
  readonly items: readonly TesseraEvent[];
  readonly last: number;
}

/** The user or terminal that calls, whose events may be read. */
export function ownerOf(ctx: Pick<Context, 'actor'>): { readonly owner: string; readonly scopes: readonly Scope[]; readonly sessionId: string } {
  const { actor } = ctx;
  if (actor.kind === 'user') return { owner: actor.userId, scopes: actor.scopes, sessionId: actor.sessionId };
  if (actor.kind === 'terminal') return { owner: actor.terminalId, scopes: actor.scopes, sessionId: actor.sessionId };
  throw problem('caller_not_allowed', 'Events are told to users and terminals.');
}

const scopeOfNoun: Record<string, Scope> = {
  payment: 'payments:read', coupon: 'coupons:read', lottery: 'coupons:read', right: 'rights:read', points: 'rights:read', tier: 'rights:read',
  subscription: 'rights:read', invitation: 'engagement:read', energy: 'energy:read',
};

/** The scope without which an event is not told. */
const scopeOf = (type: EventType): Scope | undefined => scopeOfNoun[type.slice(0, type.indexOf('.'))];

/** The number of the owner's latest event, 0 when there is none. */
export async function lastSequence(ctx: Pick<Context, 'db'>, owner: string): Promise<number> {
  const head = await ctx.db.selectFrom('event_head').select('sequence').where('shard_key', '=', shardOf(owner)).where('owner', '=', owner).executeTakeFirst();
  return head?.sequence ?? 0;
}

/** Reads on after `after`. Events the session's scopes don't cover are passed over. */
export async function readEvents(ctx: Pick<Context, 'db'>, owner: string, scopes: readonly Scope[], after: number, limit: number): Promise<EventSlice> {
  const rows = await ctx.db.selectFrom('event').selectAll()
    .where('shard_key', '=', shardOf(owner)).where('owner', '=', owner).where('sequence', '>', after)
    .orderBy('sequence').limit(limit).execute();
  const items = rows.filter((row) => { const scope = scopeOf(row.type); return scope !== undefined && scopes.includes(scope); })
    .map((row): TesseraEvent => ({
      id: eventId(owner, row.sequence), type: row.type, at: row.created_at.toISOString(), subjectId: row.subject_id,
      ...(row.payment ? { payment: row.payment } : {}),
    }));
  return { items, last: rows.at(-1)?.sequence ?? after };
}
