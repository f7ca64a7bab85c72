import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Codes by which a till takes a coupon for a thing, how a payment was presented and who funds its coupon. Only adds, so that an older gateway runs on beside it. */
export const redemption: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.createTable('redemption_code')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('code_hash', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('coupon_id', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('issued_at', 'timestamptz', (c) => c.notNull())
      .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
      .addColumn('used_at', 'timestamptz')
      .addColumn('store_id', 'text')
      .addColumn('terminal_id', 'text')
      .addColumn('idempotency_key', 'text')
      .addPrimaryKeyConstraint('redemption_code_pk', ['shard_key', 'code_hash'])
      .addCheckConstraint('redemption_code_state', sql`state in ('live', 'used', 'ended')`)
      .execute();
    await db.schema.createIndex('redemption_code_coupon').on('redemption_code').columns(['shard_key', 'coupon_id', 'state']).execute();
    await db.schema.createIndex('redemption_code_expiry').on('redemption_code').columns(['expires_at']).execute();
    // Codes of an imported list name no shard.
    await db.schema.createIndex('coupon_code').on('coupon').columns(['code']).where(sql.ref('code'), 'is not', null).execute();
    await db.schema.alterTable('payment').addColumn('coupon_funders', 'jsonb').execute();
  },
};
