import type { RideMode } from '@tessera/contract';
import type { Json } from '../tables.js';
import type { Given } from './reward.js';

/** All but `ride_reference` live in the user's shard. Grams a user has are in the ledger, unit `grams`. */
export interface EnergyTables {
  ride_consent: RideConsentTable;
  check_in: CheckInTable;
  ride: RideTable;
  ride_reference: RideReferenceTable;
  bubble: BubbleTable;
}

/** Whether the user agreed to ride data being used, and since when. No row is no consent. Its row lock puts one user's rides in a line. */
interface RideConsentTable {
  shard_key: number;
  user_id: string;
  consent: boolean;
  changed_at: Date;
}

/** One check-in on one Shanghai day; `streak` counts this day too. `reward` is what the streak gave on it. */
interface CheckInTable {
  shard_key: number;
  user_id: string;
  day: string;
  streak: number;
  grams: number;
  at: Date;
  reward: Json<Given> | null;
}

/** A ride as told: distance and mode, no track. `method` is the version its grams were counted by. */
export interface RideTable {
  shard_key: number;
  id: string;
  user_id: string;
  mode: RideMode;
  line: string | null;
  city: string;
  distance_meters: number;
  started_at: Date;
  ended_at: Date;
  grams: number;
  method: string;
  recorded_at: Date;
}

/** A platform's own id of a ride, in the shard of that text: unique over all users, so that one ride is credited once. */
interface RideReferenceTable {
  shard_key: number;
  platform_id: string;
  reference: string;
  ride_id: string;
  user_id: string;
  /** SHA-256 of what was told, so that a repeat can be known from another ride under the same id. */
  told: string;
}

export interface BubbleTable {
  shard_key: number;
  id: string;
  user_id: string;
  ride_id: string;
  mode: RideMode;
  line: string | null;
  grams: number;
  ripe_at: Date;
  lapses_at: Date;
  collected_at: Date | null;
}
