import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const energy: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.createTable('ride_consent')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('consent', 'boolean', (c) => c.notNull())
      .addColumn('changed_at', 'timestamptz', (c) => c.notNull())
      .addPrimaryKeyConstraint('ride_consent_pk', ['shard_key', 'user_id'])
      .execute();
    await db.schema.createTable('check_in')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('streak', 'integer', (c) => c.notNull())
      .addColumn('grams', 'bigint', (c) => c.notNull())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      .addPrimaryKeyConstraint('check_in_pk', ['shard_key', 'user_id', 'day'])
      .addCheckConstraint('check_in_counted', sql`streak > 0 and grams >= 0`)
      .execute();
    await db.schema.createTable('ride')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('mode', 'text', (c) => c.notNull())
      .addColumn('line', 'text')
      .addColumn('city', 'text', (c) => c.notNull())
      .addColumn('distance_meters', 'integer', (c) => c.notNull())
      .addColumn('started_at', 'timestamptz', (c) => c.notNull())
      .addColumn('ended_at', 'timestamptz', (c) => c.notNull())
      .addColumn('grams', 'bigint', (c) => c.notNull())
      .addColumn('method', 'text', (c) => c.notNull())
      .addColumn('recorded_at', 'timestamptz', (c) => c.notNull())
      .addPrimaryKeyConstraint('ride_pk', ['shard_key', 'id'])
      .addCheckConstraint('ride_counted', sql`grams >= 0 and distance_meters > 0 and started_at < ended_at`)
      .execute();
    await db.schema.createIndex('ride_user').on('ride').columns(['shard_key', 'user_id', 'ended_at', 'id']).execute();
    await db.schema.createTable('ride_reference')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('platform_id', 'text', (c) => c.notNull())
      .addColumn('reference', 'text', (c) => c.notNull())
      .addColumn('ride_id', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('told', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('ride_reference_pk', ['shard_key', 'platform_id', 'reference'])
      .execute();
    await db.schema.createTable('bubble')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('ride_id', 'text', (c) => c.notNull())
      .addColumn('mode', 'text', (c) => c.notNull())
      .addColumn('line', 'text')
      .addColumn('grams', 'bigint', (c) => c.notNull())
      .addColumn('ripe_at', 'timestamptz', (c) => c.notNull())
      .addColumn('lapses_at', 'timestamptz', (c) => c.notNull())
      .addColumn('collected_at', 'timestamptz')
      .addPrimaryKeyConstraint('bubble_pk', ['shard_key', 'id'])
      .addUniqueConstraint('bubble_ride', ['shard_key', 'ride_id'])
      .addCheckConstraint('bubble_grams', sql`grams > 0`)
      .execute();
    await db.schema.createIndex('bubble_user').on('bubble').columns(['shard_key', 'user_id', 'collected_at', 'lapses_at']).execute();
  },
  async down(db: Kysely<never>): Promise<void> {
    for (const table of ['bubble', 'ride_reference', 'ride', 'check_in', 'ride_consent']) await db.schema.dropTable(table).execute();
  },
};
