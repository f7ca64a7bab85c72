import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Suppliers by name and what a benefit cost, tiers reached, bundles bought. Only adds, so that an older gateway runs on beside it. */
export const rights: Migration = {
  async up(db: Kysely<never>) {
    await benefits(db);
    await suppliers(db);
    await bundles(db);
    await db.schema.createTable('tier_reached')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('level', 'text', (c) => c.notNull())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      .addPrimaryKeyConstraint('tier_reached_pk', ['shard_key', 'user_id', 'level'])
      .execute();
    await db.schema.createTable('points_lapse')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('points_lapse_pk', ['shard_key', 'user_id'])
      .execute();
    await db.schema.createTable('tier_told')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('platform_id', 'text', (c) => c.notNull())
      .addColumn('level', 'text', (c) => c.notNull())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      .addPrimaryKeyConstraint('tier_told_pk', ['shard_key', 'user_id', 'platform_id'])
      .execute();
  },
};

async function benefits(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('benefit')
    .addColumn('supplier', 'text', (c) => c.notNull().defaultTo('sandbox'))
    .addColumn('subscription_id', 'text')
    .addColumn('month', 'integer')
    .addColumn('place', 'integer')
    .addColumn('paid_fen', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('paid_points', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('given_back_at', 'timestamptz')
    .addColumn('reminded_at', 'timestamptz')
    .execute();
  await db.schema.alterTable('benefit').dropConstraint('benefit_state').execute();
  await db.schema.alterTable('benefit').addCheckConstraint('benefit_state', sql`state in ('pending', 'unused', 'used', 'failed', 'refunded')`).execute();
  await db.schema.createIndex('benefit_of_month').on('benefit').columns(['shard_key', 'subscription_id', 'month', 'place']).unique().execute();
  await db.schema.createIndex('benefit_ending').on('benefit').columns(['state', 'valid_to']).execute();
  await db.schema.createIndex('benefit_settled').on('benefit').columns(['supplier', 'settled_at']).execute();
}

async function suppliers(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('supplier_batch')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('supplier', 'text', (c) => c.notNull())
    .addColumn('benefit', 'text', (c) => c.notNull())
    .addColumn('codes', 'jsonb', (c) => c.notNull())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('supplier_batch_pk', ['shard_key', 'reference'])
    .execute();
  await db.schema.createIndex('supplier_batch_day').on('supplier_batch').columns(['supplier', 'at']).execute();
  await db.schema.createTable('sandbox_supply')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('supplier', 'text', (c) => c.notNull())
    .addColumn('benefit', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('code', 'text')
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addColumn('calls', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('sandbox_supply_pk', ['shard_key', 'reference'])
    .execute();
  await db.schema.createIndex('sandbox_supply_day').on('sandbox_supply').columns(['supplier', 'at']).execute();
}

async function bundles(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('subscription')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('platform_id', 'text', (c) => c.notNull())
    .addColumn('bundle_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('price', 'integer', (c) => c.notNull())
    .addColumn('months', 'integer', (c) => c.notNull())
    .addColumn('order_id', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('order_ends_at', 'timestamptz', (c) => c.notNull())
    .addColumn('payment_id', 'text')
    .addColumn('paid', 'integer', (c) => c.notNull())
    .addColumn('given_back', 'integer', (c) => c.notNull())
    .addColumn('months_received', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('bought_at', 'timestamptz')
    .addColumn('next_at', 'timestamptz')
    .addPrimaryKeyConstraint('subscription_pk', ['shard_key', 'id'])
    .addCheckConstraint('subscription_state', sql`state in ('unpaid', 'active', 'ended', 'cancelled')`)
    .addCheckConstraint('subscription_next', sql`(state = 'active') = (next_at is not null)`)
    .addCheckConstraint('subscription_months', sql`months_received between 0 and months and given_back between 0 and paid`)
    .execute();
  // Of one bundle a user has one that is open, however many buttons are pressed at once.
  await sql`create unique index subscription_open on subscription (shard_key, user_id, bundle_id) where state in ('unpaid', 'active')`.execute(db);
  await db.schema.createIndex('subscription_due').on('subscription').columns(['state', 'next_at']).execute();
  await db.schema.createIndex('subscription_payment').on('subscription').columns(['payment_id']).execute();
}
