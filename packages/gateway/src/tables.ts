import type { ColumnType } from 'kysely';
import type { ChannelTables } from './channels/tables.js';
import type { CodePoolTables } from './code-pool/tables.js';
import type { BundleTables } from './bundle/tables.js';
import type { CouponTables } from './coupon/tables.js';
import type { RightTables } from './right/tables.js';
import type { EnergyTables } from './energy/tables.js';
import type { EngagementTables } from './engagement/tables.js';
import type { EventTables } from './event/tables.js';
import type { LedgerTables } from './ledger/tables.js';
import type { PayCodeTables } from './pay-code/tables.js';
import type { PaymentTables } from './payment/tables.js';
import type { MerchantCodeTables } from './merchant-code/tables.js';
import type { SessionTables } from './session/tables.js';
import type { StoreTables } from './store/tables.js';
import type { SupplierTables } from './suppliers/tables.js';
import type { VerificationTables } from './verification/tables.js';

/** A jsonb column: read as a value, written as `JSON.stringify(value)`, which both drivers take alike. */
export type Json<T> = ColumnType<T, string, string>;

/** An answer kept for replay. `status` is null while the first request runs; `lease_until` is when it counts as dead. */
export interface IdempotencyRow {
  shard_key: number;
  owner: string;
  key_hash: string;
  request_hash: string;
  status: number | null;
  content_type: string | null;
  body: string | null;
  /** The body is AES-256-GCM sealed, because the row of the route table is marked secret. */
  sealed: boolean;
  lease_until: Date;
  created_at: Date;
}

/** How much of a request limit the processes have leased in the window that began at `window_start`. */
export interface RateLeaseRow {
  shard_key: number;
  bucket: string;
  window_start: Date;
  leased: number;
}

/** Every table of the gateway; each noun declares its own and adds its line here. */
export interface Tables extends CodePoolTables, SessionTables, StoreTables, EventTables, LedgerTables, ChannelTables, PayCodeTables, PaymentTables, MerchantCodeTables, VerificationTables, CouponTables, RightTables, BundleTables, SupplierTables, EnergyTables, EngagementTables {
  idempotency: IdempotencyRow;
  rate_lease: RateLeaseRow;
}
