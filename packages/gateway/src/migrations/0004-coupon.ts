import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const coupon: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.createTable('campaign')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('title', 'jsonb', (c) => c.notNull())
      .addColumn('face', 'jsonb', (c) => c.notNull())
      .addColumn('category', 'text', (c) => c.notNull())
      .addColumn('issuer_kind', 'text', (c) => c.notNull())
      .addColumn('issuer_name', 'jsonb', (c) => c.notNull())
      .addColumn('city', 'text')
      .addColumn('store_scope', 'text', (c) => c.notNull())
      .addColumn('validity', 'jsonb', (c) => c.notNull())
      .addColumn('weekdays', 'text')
      .addColumn('round_title', 'jsonb')
      .addColumn('opens_at', 'timestamptz', (c) => c.notNull())
      .addColumn('ends_at', 'timestamptz', (c) => c.notNull())
      .addColumn('reopens_at', 'timestamptz')
      .addColumn('reopen_hours', 'integer')
      .addColumn('reopen_stock', 'integer')
      .addColumn('allowed', 'integer', (c) => c.notNull())
      .addColumn('audience', 'text', (c) => c.notNull())
      .addColumn('refund_policy', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('funder', 'text', (c) => c.notNull())
      .addColumn('rules', 'jsonb', (c) => c.notNull())
      .addColumn('rank', 'integer', (c) => c.notNull())
      .addColumn('worth', 'bigint', (c) => c.notNull())
      .addColumn('search_text', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('campaign_pk', ['shard_key', 'id'])
      .addCheckConstraint('campaign_window', sql`opens_at < ends_at`)
      .addCheckConstraint('campaign_allowed', sql`allowed > 0`)
      .addCheckConstraint('campaign_state', sql`state in ('draft', 'internal', 'active', 'disabled')`)
      .execute();
    await db.schema.createIndex('campaign_listed').on('campaign').columns(['state', 'ends_at']).execute();
    await db.schema.createTable('campaign_store')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('campaign_id', 'text', (c) => c.notNull())
      .addColumn('store_id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('campaign_store_pk', ['shard_key', 'campaign_id', 'store_id'])
      .execute();
    await db.schema.createIndex('campaign_store_store').on('campaign_store').column('store_id').execute();
    await db.schema.createTable('coupon')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('campaign_id', 'text', (c) => c.notNull())
      .addColumn('ordinal', 'integer', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('claimed_at', 'timestamptz', (c) => c.notNull())
      .addColumn('valid_from', 'timestamptz', (c) => c.notNull())
      .addColumn('valid_to', 'timestamptz', (c) => c.notNull())
      .addColumn('payment_id', 'text')
      .addColumn('used_at', 'timestamptz')
      .addColumn('used_store_id', 'text')
      .addColumn('returned_at', 'timestamptz')
      .addColumn('code', 'text')
      .addPrimaryKeyConstraint('coupon_pk', ['shard_key', 'id'])
      .addUniqueConstraint('coupon_claim', ['shard_key', 'user_id', 'campaign_id', 'ordinal'])
      .addCheckConstraint('coupon_state', sql`state in ('unused', 'locked', 'used')`)
      .addCheckConstraint('coupon_locked', sql`state <> 'locked' or payment_id is not null`)
      .addCheckConstraint('coupon_used', sql`(state = 'used') = (used_at is not null)`)
      .execute();
    await db.schema.createIndex('coupon_wallet').on('coupon').columns(['shard_key', 'user_id', 'state', 'valid_to']).execute();
    await db.schema.createTable('coupon_history')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('coupon_id', 'text', (c) => c.notNull())
      .addColumn('ordinal', 'integer', (c) => c.notNull())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      .addColumn('what', 'text', (c) => c.notNull())
      .addColumn('store_id', 'text')
      .addPrimaryKeyConstraint('coupon_history_pk', ['shard_key', 'coupon_id', 'ordinal'])
      .execute();
  },
  async down(db: Kysely<never>): Promise<void> {
    for (const table of ['coupon_history', 'coupon', 'campaign_store', 'campaign']) await db.schema.dropTable(table).execute();
  },
};
