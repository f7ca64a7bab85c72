import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Codes made elsewhere, and the chunks of request limits that processes lease from each other. */
export const codePool: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.createTable('code_pool')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('pool', 'text', (c) => c.notNull())
      .addColumn('size', 'integer', (c) => c.notNull())
      .addColumn('taken', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('code_pool_pk', ['shard_key', 'pool'])
      .addCheckConstraint('code_pool_taken', sql`taken >= 0 and taken <= size`)
      .execute();
    await db.schema.createTable('pool_code')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('pool', 'text', (c) => c.notNull())
      .addColumn('place', 'integer', (c) => c.notNull())
      .addColumn('code', 'text', (c) => c.notNull())
      .addColumn('taken_by', 'text')
      .addColumn('taken_at', 'timestamptz')
      .addPrimaryKeyConstraint('pool_code_pk', ['shard_key', 'pool', 'place'])
      .addUniqueConstraint('pool_code_once', ['shard_key', 'pool', 'code'])
      .execute();
    await db.schema.createTable('rate_lease')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('bucket', 'text', (c) => c.notNull())
      .addColumn('window_start', 'timestamptz', (c) => c.notNull())
      .addColumn('leased', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('rate_lease_pk', ['shard_key', 'bucket'])
      .execute();
  },
};
