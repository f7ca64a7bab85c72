import type { ConfirmationReason, DeclineReason, FundingKind, InstalmentPlan, Payment, PaymentStatus } from '@tessera/contract';
import type { ColumnType, Generated } from 'kysely';
import type { FunderShare } from '../coupon/coupon.js';
import type { LocalizedText } from '../locale.js';
import type { Json } from '../tables.js';
import type { LimitClass } from '../verification/tables.js';

export interface PaymentTables {
  payment: PaymentTable;
  payment_refund: PaymentRefundTable;
  till_charge: TillChargeTable;
  settlement_entry: SettlementEntryTable;
}

/**
 * A payment, in its user's shard. In fen: `amount` = `paid` + `coupon_saved` + `points_saved`, always, kept by a check.
 * Source and store are copied as they were, so that an old receipt does not change.
 */
export interface PaymentTable {
  shard_key: number;
  id: string;
  user_id: string;
  /** The customer's code, or null when the customer scanned the store's. */
  pay_code_id: string | null;
  terminal_id: string | null;
  idempotency_key: string;
  store_id: string;
  store_name: Json<LocalizedText>;
  order_reference: string | null;
  status: PaymentStatus;
  decline_reason: DeclineReason | null;
  amount: number;
  paid: number;
  source_id: string;
  source_kind: FundingKind;
  source_name: Json<LocalizedText>;
  source_last4: string;
  coupon_id: string | null;
  coupon_title: Json<LocalizedText> | null;
  /** Whose budget the coupon is paid from. */
  coupon_campaign_id: string | null;
  coupon_saved: number;
  /** What each funder pays of it; null where one pays all. */
  coupon_funders: ColumnType<readonly FunderShare[] | null, string | null | undefined, string | null>;
  points_spent: number;
  points_saved: number;
  points_earned: number;
  points_taken_back: number;
  refunded: number;
  created_at: Date;
  settled_at: Date | null;
  /** How often the outcome has been asked for, and when it is asked next while it is open. */
  looks: number;
  look_at: Date | null;
  /** The dynamic store's code it pays. */
  merchant_order_id: Generated<string | null>;
  offline: Generated<boolean>;
  /** In fen, within `amount`. */
  tip: Generated<number>;
  plan: ColumnType<InstalmentPlan | null, string | null | undefined, string | null>;
  confirm_reason: Generated<ConfirmationReason | null>;
  confirm_by: Generated<Date | null>;
  verified_by: Generated<Payment['verifiedBy']>;
  /** Where its amount is counted against the user's day; null while it is not. */
  limit_class: Generated<LimitClass | null>;
  limit_day: Generated<string | null>;
  /** When the till asked to void it. */
  void_at: Generated<Date | null>;
}

/** Money on its way back: decided when the row is written, `sent` once the channel has given it. */
export interface PaymentRefundTable {
  shard_key: number;
  id: string;
  payment_id: string;
  terminal_id: string;
  idempotency_key: string;
  amount: number;
  reason: string;
  kind: Generated<'refund' | 'void'>;
  state: 'sending' | 'sent';
  created_at: Date;
  looks: number;
  look_at: Date | null;
}

/** A till's charge by its idempotency key, in the terminal's shard, so that a till that never learned the payment's id can reverse it. */
export interface TillChargeTable {
  shard_key: number;
  terminal_id: string;
  charge_key: string;
  payment_id: string | null;
  reversed_at: Date | null;
  created_at: Date;
}

/** One movement of what the house owes a store, in the store's shard. Amounts are positive; the kind says the direction. */
export interface SettlementEntryTable {
  shard_key: number;
  store_id: string;
  day: string;
  id: string;
  kind: 'payment' | 'refund' | 'void';
  payment_id: string;
  order_reference: string | null;
  amount: number;
  cash: number;
  coupons: number;
  points: number;
  at: Date;
}
