import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Draws of campaigns, prize draws and invitations, and what a check-in gave beside energy. Only adds. */
export const engagement: Migration = {
  async up(db: Kysely<never>) {
    await lotteries(db);
    await prizes(db);
    await invitations(db);
    await db.schema.alterTable('check_in').addColumn('reward', 'jsonb').execute();
  },
};

async function lotteries(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('lottery_draw')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('campaign_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('nonce', 'text', (c) => c.notNull())
    .addColumn('commitment', 'text', (c) => c.notNull())
    .addColumn('entries', 'integer')
    .addColumn('winners', 'integer')
    .addColumn('seed', 'text')
    .addColumn('cutoff', 'text')
    .addColumn('entries_digest', 'text')
    .addColumn('drawn_at', 'timestamptz')
    .addPrimaryKeyConstraint('lottery_draw_pk', ['shard_key', 'campaign_id'])
    .addCheckConstraint('lottery_draw_state', sql`state in ('open', 'closed', 'ranked', 'drawn')`)
    .execute();
  await db.schema.createIndex('lottery_draw_waiting').on('lottery_draw').columns(['state']).execute();
  await db.schema.createTable('lottery_entry')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('campaign_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('ticket', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('entered_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('lottery_entry_pk', ['shard_key', 'user_id', 'campaign_id'])
    .addCheckConstraint('lottery_entry_state', sql`state in ('entered', 'won', 'lost')`)
    .execute();
  await db.schema.createIndex('lottery_entry_campaign').on('lottery_entry').columns(['campaign_id', 'state', 'ticket']).execute();
  await db.schema.createTable('lottery_person')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('identity_hash', 'text', (c) => c.notNull())
    .addColumn('campaign_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('lottery_person_pk', ['shard_key', 'identity_hash', 'campaign_id'])
    .execute();
}

async function prizes(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('prize_draw')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('title', 'jsonb', (c) => c.notNull())
    .addColumn('starts_at', 'timestamptz', (c) => c.notNull())
    .addColumn('ends_at', 'timestamptz', (c) => c.notNull())
    .addColumn('free_per_day', 'integer', (c) => c.notNull())
    .addColumn('points_per_draw', 'integer')
    .addColumn('rules', 'jsonb', (c) => c.notNull())
    .addPrimaryKeyConstraint('prize_draw_pk', ['shard_key', 'id'])
    .execute();
  await db.schema.createTable('prize')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('draw_id', 'text', (c) => c.notNull())
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('reward', 'jsonb', (c) => c.notNull())
    .addColumn('chances', 'integer', (c) => c.notNull())
    .addColumn('stock', 'integer')
    .addColumn('given', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('prize_pk', ['shard_key', 'id'])
    .addUniqueConstraint('prize_place', ['shard_key', 'draw_id', 'place'])
    .addCheckConstraint('prize_stock', sql`given >= 0 and (stock is null or given <= stock)`)
    .execute();
  await db.schema.createTable('prize_turn')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('draw_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('used', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('prize_turn_pk', ['shard_key', 'user_id', 'draw_id', 'day'])
    .execute();
  await db.schema.createTable('prize_result')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('draw_id', 'text', (c) => c.notNull())
    .addColumn('prize_id', 'text', (c) => c.notNull())
    .addColumn('reward', 'jsonb', (c) => c.notNull())
    .addColumn('paid_points', 'integer', (c) => c.notNull())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('prize_result_pk', ['shard_key', 'id'])
    .execute();
  await db.schema.createIndex('prize_result_user').on('prize_result').columns(['shard_key', 'user_id', 'at', 'id']).execute();
}

async function invitations(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('invitation')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('rewarded', 'integer', (c) => c.notNull())
    .addColumn('misses', 'integer', (c) => c.notNull())
    .addColumn('missed_since', 'timestamptz')
    .addPrimaryKeyConstraint('invitation_pk', ['shard_key', 'user_id'])
    .addCheckConstraint('invitation_rewarded', sql`rewarded >= 0`)
    .execute();
  await db.schema.createTable('invitation_code')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('invitation_code_pk', ['shard_key', 'code'])
    .execute();
  await db.schema.createTable('invitation_acceptance')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('inviter_id', 'text', (c) => c.notNull())
    .addColumn('request_key', 'text', (c) => c.notNull())
    .addColumn('reward', 'jsonb', (c) => c.notNull())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('invitation_acceptance_pk', ['shard_key', 'user_id'])
    .execute();
  await db.schema.createTable('invitation_friend')
    .addColumn('shard_key', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('friend_id', 'text', (c) => c.notNull())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('invitation_friend_pk', ['shard_key', 'user_id', 'friend_id'])
    .execute();
}
