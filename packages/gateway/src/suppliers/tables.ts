import type { Json } from '../tables.js';

export interface SupplierTables {
  supplier_batch: SupplierBatchTable;
  sandbox_supply: SandboxSupplyTable;
}

/** Codes that a supplier delivered in bulk, as they came. The pool `benefit/<benefit>` has them too, and knows who has each. */
interface SupplierBatchTable {
  shard_key: number;
  reference: string;
  supplier: string;
  benefit: string;
  codes: Json<readonly string[]>;
  at: Date;
}

/** What the sandbox's suppliers remember: their books, not ours. For a code of a batch `reference` is the code. */
interface SandboxSupplyTable {
  shard_key: number;
  reference: string;
  supplier: string;
  benefit: string;
  state: 'issued' | 'refused' | 'cancelled';
  /** What their statement says they issued: not always what they answered. */
  code: string | null;
  at: Date;
  calls: number;
}
