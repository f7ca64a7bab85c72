import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context, UserActor } from '../context.js';
import { asUser } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';

type Revoke = Row<'revokeOfflineCodes'>;

/** Ends the codes of a batch of the user's that are not used yet. A batch that is revoked or over stays as it is. */
export async function revokeOfflineCodes(ctx: Context, input: Parsed<Revoke>): Promise<Output<Revoke>> {
  await revokeBatch(ctx, asUser(ctx).userId, input.batchId);
}

/** Revokes one batch in the caller's transaction; throws `not_found` when it is not this user's. */
export async function revokeBatch(ctx: Pick<Context, 'db'>, userId: string, batchId: string): Promise<void> {
  const { numUpdatedRows } = await ctx.db.updateTable('offline_batch').set({ state: 'revoked' })
    .where('shard_key', '=', shardOf(batchId)).where('id', '=', batchId).where('user_id', '=', userId).executeTakeFirst();
  if (numUpdatedRows === 0n) throw problem('not_found', `The user has no offline batch ${batchId}.`);
  await retireUnused(ctx, [batchId]);
}

/** Revokes the batches of the user's session that are alive, in the caller's transaction. */
export async function revokeLive(ctx: Pick<Context, 'db'>, { userId, sessionId }: UserActor): Promise<void> {
  const revoked = await ctx.db.updateTable('offline_batch').set({ state: 'revoked' })
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('session_id', '=', sessionId).where('state', '=', 'live')
    .returning('id').execute();
  await retireUnused(ctx, revoked.map(({ id }) => id));
}

/** The codes' own rows decide: a till that was first has its payment, and after this none is. */
async function retireUnused(ctx: Pick<Context, 'db'>, batchIds: readonly string[]): Promise<void> {
  if (batchIds.length === 0) return;
  await ctx.db.updateTable('pay_code').set({ state: 'retired' }).where('batch_id', 'in', batchIds).where('state', '=', 'live').execute();
}
