import type { DeclineReason, FundingKind, FundingSource } from '@tessera/contract';
import type { Generated } from 'kysely';
import type { LocalizedText } from '../locale.js';
import type { Json } from '../tables.js';

export interface ChannelTables {
  funding_source: FundingSourceTable;
  source_agreement: SourceAgreementTable;
  sandbox_account: SandboxAccountTable;
  sandbox_order: SandboxOrderTable;
  sandbox_refund: SandboxRefundTable;
}

/** A source a user has linked, in the user's order. What it can give is asked of its channel, never kept here. */
export interface FundingSourceTable {
  shard_key: number;
  id: string;
  user_id: string;
  kind: FundingKind;
  name: Json<LocalizedText>;
  last4: string;
  position: number;
}

/** A source's contract as its user accepted it. */
export interface SourceAgreementTable {
  shard_key: number;
  source_id: string;
  version: string;
  accepted_at: Date;
}

/** The sandbox bank's own book of one source: what it opened with is available, reserved for orders, or taken by them. */
export interface SandboxAccountTable {
  shard_key: number;
  id: string;
  kind: FundingKind;
  opening: number;
  available: number;
  reserved: number;
  taken: number;
  /** Whether the bank tells others the balance. */
  disclosed: boolean;
  unusable: FundingSource['unusable'];
}

export interface SandboxOrderTable {
  shard_key: number;
  reference: string;
  account: string;
  amount: number;
  state: 'pending' | 'authorized' | 'captured' | 'declined' | 'cancelled';
  reason: DeclineReason | null;
  /** When a pending order becomes authorized. */
  answer_at: Date | null;
  refunded: number;
  months: Generated<number | null>;
}

export interface SandboxRefundTable {
  shard_key: number;
  reference: string;
  order_reference: string;
  amount: number;
}
