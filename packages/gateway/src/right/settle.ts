import type { Services } from '../context.js';
import { withRetry } from '../database.js';
import { recordEvent } from '../event/record.js';
import { givePoints } from './points.js';
import type { BenefitRow } from './show.js';

/** Writes what became of a benefit: its code, or null for one that never comes. What was paid for that one is given back. */
export async function settle(services: Pick<Services, 'db' | 'clock' | 'events'>, row: BenefitRow, code: string | null): Promise<boolean> {
  const paid = row.paid_fen + row.paid_points > 0;
  const state = code !== null ? 'unused' : paid ? 'refunded' : 'failed';
  return withRetry(services.db, async (db) => {
    const won = await db.updateTable('benefit').set({ state, code, settled_at: services.clock(), look_at: null })
      .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '=', 'pending').returning('id').executeTakeFirst();
    if (won === undefined) return false;
    const tx = { ...services, db };
    if (code === null && row.paid_points > 0) {
      await givePoints(tx, { userId: row.user_id, points: row.paid_points, reason: 'returned', reference: `${row.id}/points-returned` });
    }
    const type = state === 'unused' ? 'right.fulfilled' : state === 'refunded' ? 'right.refunded' : 'right.failed';
    await recordEvent(tx, { owner: row.user_id, type, subjectId: row.id });
    return true;
  });
}
