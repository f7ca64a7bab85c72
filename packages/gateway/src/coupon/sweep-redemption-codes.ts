import type { Services } from '../context.js';

/** How long a code is kept after it expired, so that a till is told `redemption_code_ended` and not `redemption_code_unknown`. */
const KEPT_MS = 24 * 3_600_000;

/** Deletes codes that were never used, a thousand at a time. Returns how many. */
export async function sweepRedemptionCodes({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<number> {
  const old = await db.selectFrom('redemption_code').select(['shard_key', 'code_hash'])
    .where('expires_at', '<', new Date(clock().getTime() - KEPT_MS)).where('state', '!=', 'used').limit(1000).execute();
  for (const row of old) {
    await db.deleteFrom('redemption_code').where('shard_key', '=', row.shard_key).where('code_hash', '=', row.code_hash).where('state', '!=', 'used').execute();
  }
  return old.length;
}
