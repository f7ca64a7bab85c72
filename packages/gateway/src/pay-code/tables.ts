export interface PayCodeTables {
  pay_code: PayCodeTable;
  pay_code_miss: PayCodeMissTable;
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
