export interface VerificationTables {
  user_pin: UserPinTable;
  passkey: PasskeyTable;
  passkey_challenge: PasskeyChallengeTable;
  day_spend: DaySpendTable;
}

/** A user's PIN as an argon2id hash; `failures` are tries since the last right one, counted before each is judged. */
export interface UserPinTable {
  shard_key: number;
  user_id: string;
  hash: string;
  failures: number;
  set_at: Date;
}

/** A WebAuthn credential, good for one relying party: the host of the pages it was made on. Ids and keys in base64url. */
export interface PasskeyTable {
  shard_key: number;
  id: string;
  user_id: string;
  rp_id: string;
  credential_id: string;
  public_key: string;
  counter: number;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}

/** A challenge that waits for its answer. `purpose` is `register` or the id of the payment it confirms. */
export interface PasskeyChallengeTable {
  shard_key: number;
  user_id: string;
  purpose: string;
  challenge: string;
  expires_at: Date;
}

/** What a user has spent on one day (Asia/Shanghai) in one class of proof, across all platforms, in fen. */
export interface DaySpendTable {
  shard_key: number;
  user_id: string;
  day: string;
  class: LimitClass;
  spent: number;
  count: number;
}

/** 银发〔2017〕296号: A two factors with a signature, B two factors, C fewer, D a fixed code whatever the proof. */
export type LimitClass = 'A' | 'B' | 'C' | 'D';
