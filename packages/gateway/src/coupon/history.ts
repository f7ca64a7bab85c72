import { sql } from 'kysely';
import type { Database } from '../database.js';
import { shardOf } from '../id.js';
import type { CouponTables } from './tables.js';

type What = CouponTables['coupon_history']['what'];

/** Adds a line to a coupon's history. The caller's transaction has just written the coupon's row, so the number is its own. */
export async function writeHistory(ctx: { readonly db: Database }, couponId: string, what: What, at: Date, storeId: string | null): Promise<void> {
  const shard = shardOf(couponId);
  await sql`
    insert into coupon_history (shard_key, coupon_id, ordinal, at, what, store_id)
    select cast(${shard} as integer), ${couponId}::text, coalesce(max(ordinal), 0) + 1, ${at}::timestamptz, ${what}::text, ${storeId}::text
    from coupon_history where shard_key = ${shard} and coupon_id = ${couponId}`.execute(ctx.db);
}
