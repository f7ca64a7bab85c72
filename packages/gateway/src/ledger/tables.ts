import type { Unit } from './account.js';

export interface LedgerTables {
  ledger_account: LedgerAccountTable;
  ledger_transfer: LedgerTransferTable;
  ledger_hold: LedgerHoldTable;
}

/** `balance` is all credits less all debits; `held` is the part of it that pending holds have reserved. */
export interface LedgerAccountTable {
  shard_key: number;
  id: string;
  owner: string;
  name: string;
  unit: Unit;
  house: boolean;
  balance: number;
  held: number;
}

/** Written once, never changed. `credit_shard` is where the receiving account lives; the row itself lives with the giving one. */
export interface LedgerTransferTable {
  shard_key: number;
  reference: string;
  debit: string;
  credit_shard: number;
  credit: string;
  unit: Unit;
  amount: number;
  reason: string;
  at: Date;
}

export interface LedgerHoldTable {
  shard_key: number;
  reference: string;
  debit: string;
  credit_shard: number;
  credit: string;
  unit: Unit;
  amount: number;
  reason: string;
  state: HoldState;
  expires_at: Date | null;
  resolved_at: Date | null;
}

export type HoldState = 'pending' | 'confirmed' | 'voided' | 'expired';
