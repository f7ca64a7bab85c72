import { Migrator, type Migration } from 'kysely/migration';
import type { Database } from '../database.js';
import { kernel } from './0001-kernel.js';
import { ledger } from './0002-ledger.js';
import { payment } from './0003-payment.js';
import { coupon } from './0004-coupon.js';
import { right } from './0005-right.js';
import { energy } from './0006-energy.js';
import { paymentInFull } from './0007-payment-in-full.js';
import { campaignRules } from './0008-campaign-rules.js';
import { redemption } from './0009-redemption.js';
import { rights } from './0010-rights.js';
import { engagement } from './0011-engagement.js';
import { codePool } from './0012-code-pool.js';
import { withheld } from './0013-withheld.js';
import { claimsSayIt } from './0014-claims-say-it.js';

/** Every migration in order; each noun adds its line. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-kernel': kernel,
  '0002-ledger': ledger,
  '0003-payment': payment,
  '0004-coupon': coupon,
  '0005-right': right,
  '0006-energy': energy,
  '0007-payment-in-full': paymentInFull,
  '0008-campaign-rules': campaignRules,
  '0009-redemption': redemption,
  '0010-rights': rights,
  '0011-engagement': engagement,
  '0012-code-pool': codePool,
  '0013-withheld': withheld,
  '0014-claims-say-it': claimsSayIt,
};

/** Brings the schema up to date; throws the first failure. */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('A migration failed.', { cause: error });
}
