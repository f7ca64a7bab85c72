/** A partner or a merchant: whoever holds keys. */
export interface PlatformRow {
  shard_key: number;
  id: string;
  kind: 'partner' | 'merchant';
  name: string;
  created_at: Date;
}

/** A key by the SHA-256 of its text, in the shard of that hash. */
export interface PlatformKeyRow {
  shard_key: number;
  key_hash: string;
  kind: 'secret' | 'publishable';
  platform_id: string;
  created_at: Date;
  revoked_at: Date | null;
}

/** A web origin that a platform's pages are served from. */
export interface PlatformOriginRow {
  shard_key: number;
  platform_id: string;
  origin: string;
}

/** A person, one across all platforms. The phone number is kept as its last four digits only. */
export interface PersonRow {
  shard_key: number;
  id: string;
  name: string | null;
  phone_last4: string | null;
  /** Keyed hash of the identity document: the same for all accounts of one person; null until the bank has proven it. */
  identity_hash: string | null;
  created_at: Date;
}

/** What a platform calls a person, in the shard of `platform_id/reference`. */
export interface PersonLinkRow {
  shard_key: number;
  platform_id: string;
  reference: string;
  user_id: string;
  created_at: Date;
}

/** A person's phone number as a keyed hash, in the shard of that hash. */
export interface PersonPhoneRow {
  shard_key: number;
  phone_hash: string;
  user_id: string;
  created_at: Date;
}

/** A session, in the shard of its subject. `scopes` are separated by spaces. */
export interface SessionRow {
  shard_key: number;
  id: string;
  platform_id: string;
  subject_kind: 'user' | 'terminal';
  subject_id: string;
  store_id: string | null;
  origin: string;
  scopes: string;
  issued_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
}

export interface SessionTables {
  platform: PlatformRow;
  platform_key: PlatformKeyRow;
  platform_origin: PlatformOriginRow;
  person: PersonRow;
  person_link: PersonLinkRow;
  person_phone: PersonPhoneRow;
  session: SessionRow;
}
