import type { MintedSession, Parsed, sessionRoutes } from '@tessera/contract';
import { asPlatform, type Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { openSession } from './open.js';
import { requireOrigin } from './origin.js';
import { personOfReference } from './person.js';

/** Opens a session for a platform's own user or terminal. A user it names for the first time becomes a registered person. */
export async function mintSession(ctx: Context, input: Parsed<typeof sessionRoutes.mint>): Promise<MintedSession> {
  const { platformId } = asPlatform(ctx);
  await requireOrigin(ctx, platformId, input.origin);
  const subject = input.subject.kind === 'user'
    ? { kind: 'user' as const, id: await personOfReference(ctx, platformId, input.subject.reference) }
    : await terminalOf(ctx, platformId, input.subject.id);
  return openSession(ctx, { platformId, subject, origin: input.origin, scopes: input.scopes, lifetimeSeconds: input.lifetimeSeconds });
}

async function terminalOf(ctx: Context, platformId: string, id: string) {
  const terminal = await ctx.db.selectFrom('terminal').select('store_id')
    .where('shard_key', '=', shardOf(id)).where('id', '=', id).where('platform_id', '=', platformId).executeTakeFirst();
  if (!terminal) throw problem('not_found', 'The platform has no such terminal.');
  return { kind: 'terminal' as const, id, storeId: terminal.store_id };
}
