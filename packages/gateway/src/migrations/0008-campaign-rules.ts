import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Campaigns by data: limits, audiences, places, hours, funders, fuse; programmes, audit, recall. Only adds, so that an older gateway runs on beside it. */
export const campaignRules: Migration = {
  async up(db: Kysely<never>) {
    await campaigns(db);
    await counts(db);
    await coupons(db);
  },
};

async function campaigns(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('campaign')
    .addColumn('partial_refund', 'text', (c) => c.notNull().defaultTo('allowed'))
    .addColumn('funders', 'jsonb')
    .addColumn('mode', 'text', (c) => c.notNull().defaultTo('first_come'))
    .addColumn('programme_id', 'text')
    .addColumn('draws_at', 'timestamptz')
    .addColumn('round', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('limits', 'jsonb')
    .addColumn('new_within_days', 'integer')
    .addColumn('segment', 'text')
    .addColumn('area', 'jsonb')
    .addColumn('hours', 'jsonb')
    .addColumn('pay_with', 'jsonb')
    .addColumn('presented_by', 'text', (c) => c.notNull().defaultTo('any'))
    .addColumn('budget', 'bigint')
    .addColumn('fuse', 'jsonb')
    .addColumn('imported_codes', 'boolean', (c) => c.notNull().defaultTo(false))
    .addColumn('remind_hours', 'integer', (c) => c.notNull().defaultTo(72))
    .addColumn('recalled_at', 'timestamptz')
    .execute();
  await db.schema.alterTable('campaign').dropConstraint('campaign_state').execute();
  await db.schema.alterTable('campaign').addCheckConstraint('campaign_state', sql`state in ('draft', 'internal', 'active', 'paused', 'disabled')`).execute();
  await db.schema.createIndex('campaign_programme').on('campaign').columns(['programme_id']).execute();
  await db.schema.createTable('programme')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('title', 'jsonb', (c) => c.notNull())
    .addColumn('city', 'text')
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('programme_pk', ['shard_key', 'id'])
    .execute();
  await db.schema.createTable('campaign_audit')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('campaign_id', 'text', (c) => c.notNull())
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('campaign_audit_pk', ['shard_key', 'campaign_id', 'ordinal'])
    .execute();
}

async function counts(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('claim_count')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('period', 'text', (c) => c.notNull())
    .addColumn('claimed', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('claim_count_pk', ['shard_key', 'holder', 'scope', 'period'])
    .addCheckConstraint('claim_count_claimed', sql`claimed >= 0`)
    .execute();
  await db.schema.createTable('segment_member')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('segment', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('segment_member_pk', ['shard_key', 'user_id', 'segment'])
    .execute();
  await db.schema.alterTable('person').addColumn('identity_hash', 'text').execute();
}

async function coupons(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('coupon').addColumn('reminded_at', 'timestamptz').addColumn('expiry_told_at', 'timestamptz').execute();
  await db.schema.alterTable('coupon').dropConstraint('coupon_state').execute();
  await db.schema.alterTable('coupon').addCheckConstraint('coupon_state', sql`state in ('unused', 'locked', 'used', 'recalled')`).execute();
  await db.schema.createIndex('coupon_campaign').on('coupon').columns(['campaign_id', 'state']).execute();
  await db.schema.createIndex('coupon_ending').on('coupon').columns(['state', 'valid_to']).execute();
}
