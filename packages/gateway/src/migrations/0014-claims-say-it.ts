import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When a coupon was claimed its own row says; its history begins with what came after. */
export const claimsSayIt: Migration = {
  async up(db: Kysely<never>) {
    await sql`delete from coupon_history where what = 'claimed'`.execute(db);
  },
};
