import type { Campaign, Category, Validity } from '@tessera/contract';
import type { Generated } from 'kysely';
import type { LocalizedText } from '../locale.js';
import type { Json } from '../tables.js';
import type { StoredFace } from './face.js';

/**
 * Campaigns and their stores are a catalogue: read everywhere, written rarely, so a sharded database keeps a copy in
 * every shard. What moves is elsewhere: stock in the ledger, in the campaign's shard; coupons in their user's shard.
 */
export interface CouponTables {
  campaign: CampaignTable;
  campaign_store: CampaignStoreTable;
  coupon: CouponTable;
  coupon_history: CouponHistoryTable;
}

export interface CampaignTable {
  shard_key: number;
  id: string;
  title: Json<LocalizedText>;
  face: Json<StoredFace>;
  category: Category;
  issuer_kind: Campaign['issuer']['kind'];
  issuer_name: Json<LocalizedText>;
  /** Null for everywhere. */
  city: string | null;
  /** Good in the stores of `campaign_store` alone, in every store of its category, or in any store; always of its city. */
  store_scope: 'listed' | 'category' | 'any';
  validity: Json<Validity>;
  /** ISO weekdays as digits, `67` for Saturday and Sunday; null for all. */
  weekdays: string | null;
  /** The name of a timed release, `10:00 场`; null for none. */
  round_title: Json<LocalizedText> | null;
  opens_at: Date;
  ends_at: Date;
  /** When `reopen_stock` more are released, and every `reopen_hours` after that. */
  reopens_at: Date | null;
  reopen_hours: number | null;
  reopen_stock: number | null;
  /** Coupons one user may claim. */
  allowed: number;
  audience: CampaignAudience;
  refund_policy: 'forfeit' | 'return';
  /** Only `active` is shown and claimed; `draft` and `internal` are nobody's to know, `disabled` is over. */
  state: CampaignState;
  /** Who pays for the discount. */
  funder: Campaign['issuer']['kind'];
  /** Goes with no other discount, not even points. */
  alone: Generated<boolean>;
  rules: Json<readonly LocalizedText[]>;
  /** Smaller comes first where nothing else decides. */
  rank: number;
  /** Fen one coupon saves at best, for sorting. */
  worth: number;
  /** Titles and issuers in all languages, in lower case, for searching. */
  search_text: string;
}

export type CampaignState = 'draft' | 'internal' | 'active' | 'disabled';
/** The step a user must have taken; `all` needs none. */
export type CampaignAudience = 'all' | 'open_wallet' | 'add_card';

interface CampaignStoreTable {
  shard_key: number;
  campaign_id: string;
  store_id: string;
}

export interface CouponTable {
  shard_key: number;
  id: string;
  user_id: string;
  campaign_id: string;
  /** 1 for the user's first claim of the campaign: unique, so that racing claims can't pass the allowed number. */
  ordinal: number;
  /** Expiry is not a state but a fact of the clock: an unused coupon whose `valid_to` is over. */
  state: 'unused' | 'locked' | 'used';
  claimed_at: Date;
  valid_from: Date;
  valid_to: Date;
  /** The payment that holds or used it. */
  payment_id: string | null;
  used_at: Date | null;
  used_store_id: string | null;
  returned_at: Date | null;
  /** Shown at the counter for an exchange or gift, once asked for. */
  code: string | null;
}

interface CouponHistoryTable {
  shard_key: number;
  coupon_id: string;
  /** Position in the coupon's history, from 1. */
  ordinal: number;
  at: Date;
  what: 'claimed' | 'locked' | 'released' | 'used' | 'returned';
  store_id: string | null;
}
