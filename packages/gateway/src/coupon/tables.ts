import type { Campaign, CampaignRules, Category, ClaimLimit, ClaimStep, Hours } from '@tessera/contract';
import type { Generated } from 'kysely';
import type { LocalizedText } from '../locale.js';
import type { Json } from '../tables.js';
import type { StoredFace } from './face.js';
import type { LotteryTables } from './lottery-tables.js';
import type { RedemptionTables } from './redemption-tables.js';
import type { StoredValidity } from './validity.js';

/**
 * Campaigns and their stores are a catalogue: read everywhere, written rarely, so a sharded database keeps a copy in
 * every shard. What moves is elsewhere: stock in the ledger, in the campaign's shard; coupons in their user's shard.
 */
export interface CouponTables extends LotteryTables, RedemptionTables {
  campaign: CampaignTable;
  campaign_store: CampaignStoreTable;
  campaign_audit: CampaignAuditTable;
  programme: ProgrammeTable;
  claim_count: ClaimCountTable;
  segment_member: SegmentMemberTable;
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
  validity: Json<StoredValidity>;
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
  /** `return` is once. */
  refund_policy: 'forfeit' | 'return' | 'return_always';
  partial_refund: Generated<'allowed' | 'refused'>;
  /**
   * `active` is scheduled before `opens_at` and running after it; `paused` is shown and gives nothing. `draft` and `internal` are
   * nobody's to know, `disabled` ended early.
   */
  state: CampaignState;
  /** Who pays for the discount, where `funders` does not say more. */
  funder: Campaign['issuer']['kind'];
  funders: Json<CampaignRules['funders']> | null;
  /** `first_come` is claimed, `lottery` entered and drawn, `grant` only given. */
  mode: Generated<CampaignRules['mode']>;
  programme_id: string | null;
  /** When a lottery is drawn. */
  draws_at: Date | null;
  /** The round that is open, from 1. */
  round: Generated<number>;
  limits: Json<readonly ClaimLimit[]> | null;
  new_within_days: number | null;
  segment: string | null;
  area: Json<CampaignRules['area'] & {}> | null;
  hours: Json<readonly Hours[]> | null;
  pay_with: Json<CampaignRules['payWith'] & {}> | null;
  presented_by: Generated<CampaignRules['presentedBy']>;
  /** Fen that all coupons may take off together. */
  budget: number | null;
  fuse: Json<CampaignRules['fuse'] & {}> | null;
  imported_codes: Generated<boolean>;
  remind_hours: Generated<number>;
  recalled_at: Date | null;
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

export type CampaignState = 'draft' | 'internal' | 'active' | 'paused' | 'disabled';
/** The step a user must have taken; `all` needs none. */
export type CampaignAudience = 'all' | ClaimStep;

/** What an operator or the fuse did to a campaign, in order. */
interface CampaignAuditTable {
  shard_key: number;
  campaign_id: string;
  ordinal: number;
  at: Date;
  /** Who: the operator's name as the command line was told, or `fuse`. */
  actor: string;
  what: 'created' | 'activated' | 'paused' | 'resumed' | 'ended' | 'recalled' | 'stock_added' | 'codes_imported' | 'tripped' | 'drawn';
  detail: string | null;
}

/** A city's programme: campaigns are its tiers. */
interface ProgrammeTable {
  shard_key: number;
  id: string;
  title: Json<LocalizedText>;
  city: string | null;
  created_at: Date;
}

/**
 * How many claims a limit has seen. `holder` is a user's id, the keyed hash of an identity document, or the campaign's or programme's
 * own id, and gives the shard; `scope` is the campaign or programme; `period` is `ever`, `round/3`, `day/2026-03-01` or `minute/…`.
 */
interface ClaimCountTable {
  shard_key: number;
  holder: string;
  scope: string;
  period: string;
  claimed: number;
}

/** Users of an imported list. */
interface SegmentMemberTable {
  shard_key: number;
  segment: string;
  user_id: string;
}

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
  state: 'unused' | 'locked' | 'used' | 'recalled';
  claimed_at: Date;
  valid_from: Date;
  valid_to: Date;
  /** The payment that holds or used it. */
  payment_id: string | null;
  used_at: Date | null;
  used_store_id: string | null;
  returned_at: Date | null;
  /** From an imported list, when the campaign has one: shown to its user, and taken by the till. */
  code: string | null;
  /** When its user was told that it will expire, and that it has. */
  reminded_at: Date | null;
  expiry_told_at: Date | null;
}

interface CouponHistoryTable {
  shard_key: number;
  coupon_id: string;
  /** Position in the coupon's history. That it was claimed, the coupon's own row says. */
  ordinal: number;
  at: Date;
  what: 'locked' | 'released' | 'used' | 'returned' | 'recalled';
  store_id: string | null;
}
