import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Double entry: accounts, transfers and two-step holds. */
export const ledger: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.createTable('ledger_account')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('owner', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('unit', 'text', (c) => c.notNull())
      .addColumn('house', 'boolean', (c) => c.notNull())
      .addColumn('balance', 'bigint', (c) => c.notNull())
      .addColumn('held', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('ledger_account_pk', ['shard_key', 'id'])
      .addCheckConstraint('ledger_account_covered', sql`house or balance >= held`)
      .addCheckConstraint('ledger_account_held', sql`held >= 0`)
      .addCheckConstraint('ledger_account_unit', sql`unit in ('CNY', 'points', 'grams', 'stock')`)
      .execute();
    await db.schema.createTable('ledger_transfer')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('reference', 'text', (c) => c.notNull())
      .addColumn('debit', 'text', (c) => c.notNull())
      .addColumn('credit_shard', 'integer', (c) => c.notNull())
      .addColumn('credit', 'text', (c) => c.notNull())
      .addColumn('unit', 'text', (c) => c.notNull())
      .addColumn('amount', 'bigint', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      .addPrimaryKeyConstraint('ledger_transfer_pk', ['shard_key', 'reference'])
      .addCheckConstraint('ledger_transfer_amount', sql`amount > 0`)
      .execute();
    await db.schema.createIndex('ledger_transfer_debit').on('ledger_transfer').columns(['shard_key', 'debit', 'at']).execute();
    await db.schema.createIndex('ledger_transfer_credit').on('ledger_transfer').columns(['credit_shard', 'credit', 'at']).execute();
    await db.schema.createTable('ledger_hold')
      .addColumn('shard_key', 'integer', (c) => c.notNull())
      .addColumn('reference', 'text', (c) => c.notNull())
      .addColumn('debit', 'text', (c) => c.notNull())
      .addColumn('credit_shard', 'integer', (c) => c.notNull())
      .addColumn('credit', 'text', (c) => c.notNull())
      .addColumn('unit', 'text', (c) => c.notNull())
      .addColumn('amount', 'bigint', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'timestamptz')
      .addColumn('resolved_at', 'timestamptz')
      .addPrimaryKeyConstraint('ledger_hold_pk', ['shard_key', 'reference'])
      .addCheckConstraint('ledger_hold_amount', sql`amount > 0`)
      .execute();
    await db.schema.createIndex('ledger_hold_due').on('ledger_hold').columns(['state', 'expires_at']).execute();
  },
};
