import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A place in a draw that was drawn, and whose coupon a limit withheld. */
export const withheld: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.alterTable('lottery_entry').dropConstraint('lottery_entry_state').execute();
    await db.schema.alterTable('lottery_entry').addCheckConstraint('lottery_entry_state', sql`state in ('entered', 'won', 'withheld', 'lost')`).execute();
  },
};
