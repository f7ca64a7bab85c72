import type { Months } from '@tessera/contract';
import type { Generated } from 'kysely';

export interface PayCodeTables {
  pay_code: PayCodeTable;
  pay_code_miss: PayCodeMissTable;
  offline_batch: OfflineBatchTable;
}

/** A code, in the shard of its number's hash. `live` past `expires_at` is expired: that is a fact of the clock, not a state. */
export interface PayCodeTable {
  shard_key: number;
  id: string;
  number_hash: string;
  user_id: string;
  session_id: string;
  source_id: string;
  /** `auto`, `none` or a coupon's id. */
  coupon: string;
  points: boolean;
  months: Generated<Months | null>;
  /** The offline batch it belongs to; such a code outlives its session's end, but not its revocation. */
  batch_id: Generated<string | null>;
  /** The largest price it pays, in fen; null without a limit of its own. */
  most: Generated<number | null>;
  state: 'live' | 'used' | 'retired';
  payment_id: string | null;
  issued_at: Date;
  expires_at: Date;
}

/** Unknown codes a terminal has tried in the window that began at `since`. */
export interface PayCodeMissTable {
  shard_key: number;
  terminal_id: string;
  since: Date;
  misses: number;
}

/** Fifteen codes for a phone without a network, in the user's shard. Its codes die with it. */
export interface OfflineBatchTable {
  shard_key: number;
  id: string;
  user_id: string;
  session_id: string;
  source_id: string;
  state: 'live' | 'revoked';
  issued_at: Date;
  expires_at: Date;
}
