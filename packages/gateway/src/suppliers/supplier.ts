import type { Circuits } from './circuits.js';

/** What a supplier says about one order. `unknown` is an order it has never taken: it is safe to issue it again. */
export type SupplierAnswer =
  | { readonly state: 'issued'; readonly code: string }
  | { readonly state: 'pending' }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'cancelled' }
  | { readonly state: 'unknown' };

/** One order. `reference` is ours and unique: a supplier that gets it twice must answer for the first. */
export interface SupplierOrder {
  readonly reference: string;
  readonly benefit: string;
}

/** One line of a supplier's statement. Codes delivered in bulk have themselves as reference. */
export interface StatementLine {
  readonly reference: string;
  readonly state: 'issued' | 'refused' | 'cancelled';
  readonly code: string | null;
}

/**
 * A third party that honours benefits. Any call may throw or never end; whoever calls gives a signal and, when no
 * answer came, asks `query` before issuing again, because the order may have been taken.
 */
export interface Supplier {
  readonly id: string;
  issue(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer>;
  query(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer>;
  /** Takes an order back. Too late for one whose code has been given: answers `issued`. */
  cancel(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer>;
  /** Codes to keep in stock. The same `reference` gets the same codes. */
  batch(order: SupplierOrder, count: number, signal: AbortSignal): Promise<readonly string[]>;
  /** What it did on a day in Asia/Shanghai, as it will bill it. */
  statement(day: string, signal: AbortSignal): Promise<readonly StatementLine[]>;
}

/** The suppliers by their id, and which of them are not asked for a while. */
export interface Suppliers {
  readonly circuits: Circuits;
  of(supplier: string): Supplier;
}
