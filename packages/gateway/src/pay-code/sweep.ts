import type { Services } from '../context.js';

/** How long an unused code is kept after it expired, so that a till is told `code_expired` and not `code_unknown`. */
const KEPT_MS = 24 * 3_600_000;

/** Deletes codes that were never used, a thousand at a time. Returns how many. */
export async function sweepPayCodes(services: Pick<Services, 'db' | 'clock'>): Promise<number> {
  const before = new Date(services.clock().getTime() - KEPT_MS);
  const old = await services.db.selectFrom('pay_code').select(['shard_key', 'id'])
    .where('expires_at', '<', before).where('state', '!=', 'used').limit(1000).execute();
  for (const row of old) {
    await services.db.deleteFrom('pay_code').where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '!=', 'used').execute();
  }
  return old.length;
}

/** Deletes offline batches that are long over, a thousand at a time; their codes go by themselves. Returns how many. */
export async function sweepOfflineBatches(services: Pick<Services, 'db' | 'clock'>): Promise<number> {
  const before = new Date(services.clock().getTime() - KEPT_MS);
  const old = await services.db.selectFrom('offline_batch').select(['shard_key', 'id']).where('expires_at', '<', before).limit(1000).execute();
  for (const row of old) await services.db.deleteFrom('offline_batch').where('shard_key', '=', row.shard_key).where('id', '=', row.id).execute();
  return old.length;
}
