import type { Services } from '../context.js';
import { withRetry } from '../database.js';
import { release } from './stock.js';

const HOUR_MS = 3_600_000;

/** Releases the next round of every campaign whose time has come, and sets the time of the one after. Returns how many rounds it released. */
export async function reopenCampaigns(services: Pick<Services, 'db' | 'clock'>, limit = 100): Promise<number> {
  const now = services.clock();
  const due = await services.db.selectFrom('campaign').select(['shard_key', 'id', 'reopens_at', 'reopen_hours', 'reopen_stock'])
    .where('state', '=', 'active').where('ends_at', '>', now).where('reopens_at', '<=', now).limit(limit).execute();
  let released = 0;
  for (const { shard_key, id, reopens_at, reopen_hours, reopen_stock } of due) {
    if (reopens_at === null) continue;
    const won = await withRetry(services.db, async (db) => {
      const next = reopen_hours === null ? null : new Date(reopens_at.getTime() + reopen_hours * HOUR_MS);
      const moved = await db.updateTable('campaign').set({ reopens_at: next })
        .where('shard_key', '=', shard_key).where('id', '=', id).where('reopens_at', '=', reopens_at)
        .returning('id').executeTakeFirst();
      // Another process released this round.
      if (moved === undefined) return false;
      await release({ ...services, db }, id, reopen_stock ?? 0, `${id}/${reopens_at.toISOString()}`);
      return true;
    });
    if (won) released += 1;
  }
  return released;
}
