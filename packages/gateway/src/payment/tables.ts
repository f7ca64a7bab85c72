import type { DeclineReason, FundingKind, PaymentStatus } from '@tessera/contract';
import type { LocalizedText } from '../locale.js';
import type { Json } from '../tables.js';

export interface PaymentTables {
  payment: PaymentTable;
  payment_refund: PaymentRefundTable;
}

/**
 * A payment, in its user's shard. In fen: `amount` = `paid` + `coupon_saved` + `points_saved`, always, kept by a check.
 * Source and store are copied as they were, so that an old receipt does not change.
 */
export interface PaymentTable {
  shard_key: number;
  id: string;
  user_id: string;
  pay_code_id: string;
  terminal_id: string;
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
  state: 'sending' | 'sent';
  created_at: Date;
  looks: number;
  look_at: Date | null;
}
