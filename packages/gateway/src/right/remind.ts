import type { Services } from '../context.js';
import { withRetry } from '../database.js';
import { recordEvent } from '../event/record.js';

/** How long before its end a benefit's user is reminded. */
const REMIND_MS = 72 * 3_600_000;

/** Tells each user once of a benefit that will soon expire unused. Returns how many were told; any number of processes may run it. */
export async function remindBenefits(services: Pick<Services, 'db' | 'clock' | 'events'>, limit = 200): Promise<number> {
  const now = services.clock();
  const ending = await services.db.selectFrom('benefit').select(['shard_key', 'id', 'user_id'])
    .where('state', '=', 'unused').where('reminded_at', 'is', null)
    .where('valid_to', '>', now).where('valid_to', '<=', new Date(now.getTime() + REMIND_MS)).orderBy('valid_to').limit(limit).execute();
  let told = 0;
  for (const row of ending) {
    told += await withRetry(services.db, async (db) => {
      // Another process may have told it, or the user has used it meanwhile.
      const won = await db.updateTable('benefit').set({ reminded_at: now })
        .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '=', 'unused').where('reminded_at', 'is', null)
        .returning('id').executeTakeFirst();
      if (won === undefined) return 0;
      await recordEvent({ ...services, db }, { owner: row.user_id, type: 'right.expiring', subjectId: row.id });
      return 1;
    });
  }
  return told;
}
