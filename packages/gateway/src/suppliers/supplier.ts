/** What a supplier says about one order. `unknown` is an order it has never taken: it is safe to issue it again. */
export type SupplierAnswer =
  | { readonly state: 'issued'; readonly code: string }
  | { readonly state: 'pending' }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'unknown' };

/** One order. `reference` is ours and unique: a supplier that gets it twice must answer for the first. */
export interface SupplierOrder {
  readonly reference: string;
  readonly benefit: string;
}

/**
 * A third party that honours benefits. Either call may throw or never end; whoever calls gives a signal and, when no
 * answer came, asks `query` before issuing again, because the order may have been taken.
 */
export interface Supplier {
  readonly name: string;
  issue(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer>;
  query(order: SupplierOrder, signal: AbortSignal): Promise<SupplierAnswer>;
}

/** Finds the supplier of a benefit by its code. */
export interface Suppliers {
  of(benefit: string): Supplier;
}
