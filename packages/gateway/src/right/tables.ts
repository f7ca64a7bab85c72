import type { Category } from '@tessera/contract';

/** Coupons are rights too; they are in their own table. */
export interface RightTables {
  benefit: BenefitTable;
}

/** A third party's benefit, in its user's shard. Its texts are in the catalogue of benefits, under `benefit`. */
export interface BenefitTable {
  shard_key: number;
  id: string;
  user_id: string;
  platform_id: string;
  benefit: string;
  category: Category;
  /** Expiry is not a state but a fact of the clock: an unused benefit whose `valid_to` is over. */
  state: 'pending' | 'unused' | 'used' | 'failed';
  valid_from: Date;
  valid_to: Date;
  granted_at: Date;
  /** When the supplier issued or refused it. */
  settled_at: Date | null;
  used_at: Date | null;
  /** The supplier's code, from the moment it was issued; shown only once the user has asked for it. */
  code: string | null;
  /** How often the supplier has been asked, and when it is asked next while the answer is open. */
  looks: number;
  look_at: Date | null;
}
