import type { Output, Parsed, Row } from '@tessera/contract';
import { OFFLINE_CODES } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { withRetry } from '../database.js';
import { newId, shardOf } from '../id.js';
import { chooseSource } from './choose-source.js';
import { mintCode } from './mint.js';
import { revokeBatch, revokeLive } from './revoke-offline.js';

type IssueOffline = Row<'issueOfflineCodes'>;

/**
 * Makes fifteen codes for a phone without a network, and retires the batch it replaces and every other one of this session
 * in the same transaction. A retry after a crash makes another batch, and the first dies with that.
 */
export async function issueOfflineCodes(ctx: Context, input: Parsed<IssueOffline>): Promise<Output<IssueOffline>> {
  const user = asUser(ctx);
  const now = ctx.clock();
  const { amount, seconds } = ctx.settings.offline;
  const shard = shardOf(user.userId);
  const sourceId = await chooseSource(ctx, user.userId, { sourceId: input.sourceId, offline: true });
  const batch = {
    shard_key: shard, id: newId('ofb', shard, ctx.random, now), user_id: user.userId, session_id: user.sessionId, source_id: sourceId,
    state: 'live' as const, issued_at: now, expires_at: new Date(now.getTime() + seconds * 1000),
  };
  const codes = Array.from({ length: OFFLINE_CODES }, () => mintCode(ctx, {
    userId: user.userId, sessionId: user.sessionId, sourceId, coupon: 'none', points: false, months: null, batchId: batch.id, most: amount, now, seconds,
  }));
  await withRetry(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    // Two tabs may ask at once: the session's row is the lock that leaves one batch alive.
    await db.selectFrom('session').select('id').where('shard_key', '=', shard).where('id', '=', user.sessionId).forUpdate().execute();
    if (input.replaces !== undefined) await revokeBatch(tx, user.userId, input.replaces);
    await revokeLive(tx, user);
    await db.insertInto('offline_batch').values(batch).execute();
    await db.insertInto('pay_code').values(codes.map(({ row }) => row)).execute();
  });
  return {
    id: batch.id, sourceId, codes: codes.map(({ row, number, payload }) => ({ id: row.id, number, payload })),
    limit: { amount, currency: 'CNY' }, issuedAt: now.toISOString(), expiresAt: batch.expires_at.toISOString(),
  };
}
