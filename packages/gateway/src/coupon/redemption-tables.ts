export interface RedemptionTables {
  redemption_code: RedemptionCodeTable;
}

/** A code that a till takes for a coupon, in its user's shard. `live` past `expires_at` is expired: that is a fact of the clock, not a state. */
export interface RedemptionCodeTable {
  shard_key: number;
  code_hash: string;
  user_id: string;
  coupon_id: string;
  /** `ended`: another one of the coupon was made after it. */
  state: 'live' | 'used' | 'ended';
  issued_at: Date;
  expires_at: Date;
  used_at: Date | null;
  store_id: string | null;
  terminal_id: string | null;
  /** Of the request that used it, so that its retry finds what was done. */
  idempotency_key: string | null;
}
