import type { Subscription } from '@tessera/contract';

export interface BundleTables {
  subscription: SubscriptionTable;
}

/** A bundle a user ordered or bought, in the user's shard. Amounts in fen. */
export interface SubscriptionTable {
  shard_key: number;
  id: string;
  user_id: string;
  platform_id: string;
  bundle_id: string;
  state: Subscription['state'];
  price: number;
  months: number;
  /** The merchant order that pays for it, its code, and until when that can be paid. */
  order_id: string;
  payload: string;
  order_ends_at: Date;
  payment_id: string | null;
  /** What a source paid for it, and what of that has gone back by this noun's doing. */
  paid: number;
  given_back: number;
  months_received: number;
  created_at: Date;
  bought_at: Date | null;
  next_at: Date | null;
}
