import type { Category, TierLevel } from '@tessera/contract';
import type { Generated } from 'kysely';

/** Coupons are rights too; they are in their own table. */
export interface RightTables {
  benefit: BenefitTable;
  tier_reached: TierReachedTable;
  tier_told: TierToldTable;
  points_lapse: PointsLapseTable;
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
  state: 'pending' | 'unused' | 'used' | 'failed' | 'refunded';
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
  supplier: Generated<string>;
  /** The subscription and its month (from 1) that it came with, and its place among that month's: unique, so that no month comes twice. */
  subscription_id: Generated<string | null>;
  month: Generated<number | null>;
  place: Generated<number | null>;
  /** What was paid for it. Refused, it is `refunded`: points go back at once, fen by whoever sold it, who then writes `given_back_at`. */
  paid_fen: Generated<number>;
  paid_points: Generated<number>;
  given_back_at: Generated<Date | null>;
  /** When its user was told that it will expire. */
  reminded_at: Generated<Date | null>;
}

/** A level somebody has ever stood on. What it unlocked was granted with this row, and stays. */
interface TierReachedTable {
  shard_key: number;
  user_id: string;
  level: TierLevel;
  at: Date;
}

/** The level a platform last told of one of its users. */
interface TierToldTable {
  shard_key: number;
  user_id: string;
  platform_id: string;
  level: TierLevel;
  at: Date;
}

/** The newest month of earning, `2025-03`, whose points have lapsed for a user. */
interface PointsLapseTable {
  shard_key: number;
  user_id: string;
  month: string;
}
