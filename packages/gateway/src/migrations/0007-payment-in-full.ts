import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Confirmation, limits, offline codes, instalments, voids, settlement and merchant-presented codes. Only adds, so that an older gateway runs on beside it. */
export const paymentInFull: Migration = {
  async up(db: Kysely<never>) {
    await payCodes(db);
    await payments(db);
    await sources(db);
    await merchants(db);
    await verification(db);
  },
};

async function payCodes(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('pay_code').addColumn('months', 'integer').addColumn('batch_id', 'text').addColumn('most', 'bigint').execute();
  await db.schema.createIndex('pay_code_batch').on('pay_code').columns(['batch_id']).execute();
  await db.schema.createTable('offline_batch')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull())
    .addColumn('source_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('issued_at', 'timestamptz', (c) => c.notNull())
    .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('offline_batch_pk', ['shard_key', 'id'])
    .execute();
  await db.schema.createIndex('offline_batch_user').on('offline_batch').columns(['shard_key', 'user_id', 'state']).execute();
}

async function payments(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('payment')
    .alterColumn('pay_code_id', (c) => c.dropNotNull())
    .alterColumn('terminal_id', (c) => c.dropNotNull())
    .addColumn('merchant_order_id', 'text')
    .addColumn('offline', 'boolean', (c) => c.notNull().defaultTo(false))
    .addColumn('tip', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('plan', 'jsonb')
    .addColumn('confirm_reason', 'text')
    .addColumn('confirm_by', 'timestamptz')
    .addColumn('verified_by', 'text', (c) => c.notNull().defaultTo('none'))
    .addColumn('limit_class', 'text')
    .addColumn('limit_day', 'text')
    .addColumn('void_at', 'timestamptz')
    .execute();
  await db.schema.alterTable('payment').addUniqueConstraint('payment_merchant_order', ['shard_key', 'merchant_order_id']).execute();
  await db.schema.alterTable('payment').addCheckConstraint('payment_tip', sql`tip >= 0 and tip < amount`).execute();
  await db.schema.alterTable('payment_refund').addColumn('kind', 'text', (c) => c.notNull().defaultTo('refund')).execute();
  await db.schema.createTable('till_charge')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('terminal_id', 'text', (c) => c.notNull())
    .addColumn('charge_key', 'text', (c) => c.notNull())
    .addColumn('payment_id', 'text')
    .addColumn('reversed_at', 'timestamptz')
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('till_charge_pk', ['shard_key', 'terminal_id', 'charge_key'])
    .execute();
  await db.schema.createIndex('till_charge_created').on('till_charge').columns(['created_at']).execute();
  await db.schema.createTable('settlement_entry')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('store_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('payment_id', 'text', (c) => c.notNull())
    .addColumn('order_reference', 'text')
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('cash', 'bigint', (c) => c.notNull())
    .addColumn('coupons', 'bigint', (c) => c.notNull())
    .addColumn('points', 'bigint', (c) => c.notNull())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('settlement_entry_pk', ['shard_key', 'store_id', 'day', 'id'])
    .addCheckConstraint('settlement_entry_sum', sql`cash + coupons + points = amount`)
    .execute();
}

async function sources(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('campaign').addColumn('alone', 'boolean', (c) => c.notNull().defaultTo(false)).execute();
  await db.schema.alterTable('sandbox_order').addColumn('months', 'integer').execute();
  await db.schema.createTable('source_agreement')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('source_id', 'text', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('accepted_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('source_agreement_pk', ['shard_key', 'source_id', 'version'])
    .execute();
}

async function merchants(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('merchant_account')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('scheme', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('store_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('merchant_account_pk', ['shard_key', 'scheme', 'account'])
    .execute();
  await db.schema.createTable('merchant_order')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('store_id', 'text', (c) => c.notNull())
    .addColumn('terminal_id', 'text', (c) => c.notNull())
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('order_reference', 'text')
    .addColumn('payment_id', 'text')
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('merchant_order_pk', ['shard_key', 'id'])
    .execute();
  await db.schema.createIndex('merchant_order_expiry').on('merchant_order').columns(['expires_at']).execute();
}

async function verification(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('user_pin')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('set_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('user_pin_pk', ['shard_key', 'user_id'])
    .execute();
  await db.schema.createTable('passkey')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('rp_id', 'text', (c) => c.notNull())
    .addColumn('credential_id', 'text', (c) => c.notNull())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('counter', 'bigint', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('last_used_at', 'timestamptz')
    .addPrimaryKeyConstraint('passkey_pk', ['shard_key', 'id'])
    .addUniqueConstraint('passkey_credential', ['shard_key', 'credential_id'])
    .execute();
  await db.schema.createIndex('passkey_user').on('passkey').columns(['shard_key', 'user_id']).execute();
  await db.schema.createTable('passkey_challenge')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('challenge', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('passkey_challenge_pk', ['shard_key', 'user_id', 'purpose'])
    .execute();
  await db.schema.createTable('day_spend')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('class', 'text', (c) => c.notNull())
    .addColumn('spent', 'bigint', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('day_spend_pk', ['shard_key', 'user_id', 'day', 'class'])
    .addCheckConstraint('day_spend_parts', sql`spent >= 0 and count >= 0`)
    .execute();
}
