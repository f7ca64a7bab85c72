export interface CodePoolTables {
  code_pool: CodePoolTable;
  pool_code: PoolCodeTable;
}

/** A list of codes made elsewhere, `<campaignId>` or `benefit/<code>`, in that name's shard. Places 1 to `taken` are given out, in order. */
interface CodePoolTable {
  shard_key: number;
  pool: string;
  size: number;
  taken: number;
}

interface PoolCodeTable {
  shard_key: number;
  pool: string;
  /** Where it stands in its pool, from 1: codes go out in the order they came. */
  place: number;
  code: string;
  /** The coupon or benefit that carries it. */
  taken_by: string | null;
  taken_at: Date | null;
}
