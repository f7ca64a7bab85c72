import type { Passkey } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import type { PasskeyTable } from './tables.js';

export type PasskeyRow = Selectable<PasskeyTable>;

/** The user's passkeys for one relying party, oldest first. */
export function passkeysOf(ctx: Pick<Context, 'db'>, userId: string, rpId: string): Promise<PasskeyRow[]> {
  return ctx.db.selectFrom('passkey').selectAll()
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('rp_id', '=', rpId)
    .orderBy('created_at').orderBy('id').execute();
}

/** A passkey as its user sees it. */
export const describePasskey = (row: PasskeyRow): Passkey => ({
  id: row.id, name: row.name, createdAt: row.created_at.toISOString(), lastUsedAt: row.last_used_at?.toISOString() ?? null,
});
