import type { Output, Parsed, Row } from '@tessera/contract';
import { asUser, type Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';

type RemovePasskey = Row<'removePasskey'>;

/** Forgets a passkey of the user's, whichever origin it works from. */
export async function removePasskey(ctx: Context, { passkeyId }: Parsed<RemovePasskey>): Promise<Output<RemovePasskey>> {
  const { userId } = asUser(ctx);
  const { numDeletedRows } = await ctx.db.deleteFrom('passkey')
    .where('shard_key', '=', shardOf(passkeyId)).where('id', '=', passkeyId).where('user_id', '=', userId).executeTakeFirst();
  if (numDeletedRows === 0n) throw problem('not_found', `The user has no passkey ${passkeyId}.`);
}
