import type { Services } from '../context.js';

/** How long an order that nobody paid is kept after its end. */
const KEPT_MS = 24 * 3_600_000;

/** Deletes orders that nobody paid, a thousand at a time. Returns how many. */
export async function sweepMerchantOrders(services: Pick<Services, 'db' | 'clock'>): Promise<number> {
  const before = new Date(services.clock().getTime() - KEPT_MS);
  const old = await services.db.selectFrom('merchant_order').select(['shard_key', 'id'])
    .where('expires_at', '<', before).where('payment_id', 'is', null).limit(1000).execute();
  for (const row of old) {
    await services.db.deleteFrom('merchant_order').where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('payment_id', 'is', null).execute();
  }
  return old.length;
}
