import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const right: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.createTable('benefit')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('platform_id', 'text', (c) => c.notNull())
      .addColumn('benefit', 'text', (c) => c.notNull())
      .addColumn('category', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('valid_from', 'timestamptz', (c) => c.notNull())
      .addColumn('valid_to', 'timestamptz', (c) => c.notNull())
      .addColumn('granted_at', 'timestamptz', (c) => c.notNull())
      .addColumn('settled_at', 'timestamptz')
      .addColumn('used_at', 'timestamptz')
      .addColumn('code', 'text')
      .addColumn('looks', 'integer', (c) => c.notNull())
      .addColumn('look_at', 'timestamptz')
      .addPrimaryKeyConstraint('benefit_pk', ['shard_key', 'id'])
      .addCheckConstraint('benefit_state', sql`state in ('pending', 'unused', 'used', 'failed')`)
      .addCheckConstraint('benefit_open', sql`(state = 'pending') = (look_at is not null)`)
      .addCheckConstraint('benefit_code', sql`state not in ('unused', 'used') or code is not null`)
      .addCheckConstraint('benefit_used', sql`(state = 'used') = (used_at is not null)`)
      .execute();
    await db.schema.createIndex('benefit_wallet').on('benefit').columns(['shard_key', 'user_id', 'state', 'valid_to']).execute();
    await db.schema.createIndex('benefit_due').on('benefit').columns(['look_at']).execute();
  },
  async down(db: Kysely<never>): Promise<void> {
    await db.schema.dropTable('benefit').execute();
  },
};
