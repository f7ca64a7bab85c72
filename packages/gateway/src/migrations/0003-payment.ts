import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Pay codes, payments, funding sources, and the sandbox bank's own books. */
export const payment: Migration = {
  async up(db: Kysely<never>) {
    await payCodes(db);
    await payments(db);
    await channels(db);
  },
};

async function payCodes(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('pay_code')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('number_hash', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull())
    .addColumn('source_id', 'text', (c) => c.notNull())
    .addColumn('coupon', 'text', (c) => c.notNull())
    .addColumn('points', 'boolean', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('payment_id', 'text')
    .addColumn('issued_at', 'timestamptz', (c) => c.notNull())
    .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('pay_code_pk', ['shard_key', 'id'])
    .addUniqueConstraint('pay_code_number', ['shard_key', 'number_hash'])
    .addCheckConstraint('pay_code_used', sql`(state = 'used') = (payment_id is not null)`)
    .execute();
  await db.schema.createIndex('pay_code_expiry').on('pay_code').columns(['expires_at']).execute();
  await db.schema.createTable('pay_code_miss')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('terminal_id', 'text', (c) => c.notNull())
    .addColumn('since', 'timestamptz', (c) => c.notNull())
    .addColumn('misses', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('pay_code_miss_pk', ['shard_key', 'terminal_id'])
    .execute();
}

async function payments(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('payment')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('pay_code_id', 'text', (c) => c.notNull())
    .addColumn('terminal_id', 'text', (c) => c.notNull())
    .addColumn('idempotency_key', 'text', (c) => c.notNull())
    .addColumn('store_id', 'text', (c) => c.notNull())
    .addColumn('store_name', 'jsonb', (c) => c.notNull())
    .addColumn('order_reference', 'text')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('decline_reason', 'text')
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('paid', 'bigint', (c) => c.notNull())
    .addColumn('source_id', 'text', (c) => c.notNull())
    .addColumn('source_kind', 'text', (c) => c.notNull())
    .addColumn('source_name', 'jsonb', (c) => c.notNull())
    .addColumn('source_last4', 'text', (c) => c.notNull())
    .addColumn('coupon_id', 'text')
    .addColumn('coupon_title', 'jsonb')
    .addColumn('coupon_campaign_id', 'text')
    .addColumn('coupon_saved', 'bigint', (c) => c.notNull())
    .addColumn('points_spent', 'bigint', (c) => c.notNull())
    .addColumn('points_saved', 'bigint', (c) => c.notNull())
    .addColumn('points_earned', 'bigint', (c) => c.notNull())
    .addColumn('points_taken_back', 'bigint', (c) => c.notNull())
    .addColumn('refunded', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('settled_at', 'timestamptz')
    .addColumn('looks', 'integer', (c) => c.notNull())
    .addColumn('look_at', 'timestamptz')
    .addPrimaryKeyConstraint('payment_pk', ['shard_key', 'id'])
    .addUniqueConstraint('payment_code', ['shard_key', 'pay_code_id'])
    .addCheckConstraint('payment_sum', sql`paid + coupon_saved + points_saved = amount`)
    .addCheckConstraint('payment_parts', sql`amount > 0 and paid >= 0 and coupon_saved >= 0 and points_saved >= 0 and points_spent >= 0`)
    .addCheckConstraint('payment_refunded', sql`refunded >= 0 and refunded <= paid`)
    .execute();
  await db.schema.createIndex('payment_user').on('payment').columns(['shard_key', 'user_id', 'created_at']).execute();
  await db.schema.createIndex('payment_store').on('payment').columns(['store_id', 'created_at']).execute();
  await db.schema.createIndex('payment_look').on('payment').columns(['look_at']).execute();
  await db.schema.createTable('payment_refund')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('payment_id', 'text', (c) => c.notNull())
    .addColumn('terminal_id', 'text', (c) => c.notNull())
    .addColumn('idempotency_key', 'text', (c) => c.notNull())
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('looks', 'integer', (c) => c.notNull())
    .addColumn('look_at', 'timestamptz')
    .addPrimaryKeyConstraint('payment_refund_pk', ['shard_key', 'id'])
    .addUniqueConstraint('payment_refund_key', ['shard_key', 'payment_id', 'terminal_id', 'idempotency_key'])
    .addCheckConstraint('payment_refund_amount', sql`amount > 0`)
    .execute();
  await db.schema.createIndex('payment_refund_look').on('payment_refund').columns(['look_at']).execute();
}

async function channels(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('funding_source')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'jsonb', (c) => c.notNull())
    .addColumn('last4', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('funding_source_pk', ['shard_key', 'id'])
    .execute();
  await db.schema.createIndex('funding_source_user').on('funding_source').columns(['shard_key', 'user_id', 'position']).execute();
  await db.schema.createTable('sandbox_account')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('opening', 'bigint', (c) => c.notNull())
    .addColumn('available', 'bigint', (c) => c.notNull())
    .addColumn('reserved', 'bigint', (c) => c.notNull())
    .addColumn('taken', 'bigint', (c) => c.notNull())
    .addColumn('disclosed', 'boolean', (c) => c.notNull())
    .addColumn('unusable', 'text')
    .addPrimaryKeyConstraint('sandbox_account_pk', ['shard_key', 'id'])
    .addCheckConstraint('sandbox_account_sum', sql`available + reserved + taken = opening`)
    .addCheckConstraint('sandbox_account_parts', sql`available >= 0 and reserved >= 0 and taken >= 0`)
    .execute();
  await db.schema.createTable('sandbox_order')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('answer_at', 'timestamptz')
    .addColumn('refunded', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('sandbox_order_pk', ['shard_key', 'reference'])
    .addCheckConstraint('sandbox_order_refunded', sql`refunded >= 0 and refunded <= amount`)
    .execute();
  await db.schema.createTable('sandbox_refund')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('order_reference', 'text', (c) => c.notNull())
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('sandbox_refund_pk', ['shard_key', 'reference'])
    .execute();
}
