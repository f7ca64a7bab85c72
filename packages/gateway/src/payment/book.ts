import type { SettlementEntry } from '@tessera/contract';
import { dayOf } from '../day.js';
import { shardOf } from '../id.js';
import type { PaymentContext, PaymentRow } from './view.js';

/** A movement of what the house owes a payment's store, by who bore it, in fen. */
export interface Movement {
  readonly id: string;
  readonly kind: SettlementEntry['kind'];
  readonly cash: number;
  readonly coupons: number;
  readonly points: number;
}

/** Writes a line of the store's settlement, in the transaction that moves the store's `payable` by the same sum. */
export async function book(ctx: PaymentContext, row: PaymentRow, { cash, coupons, points, ...movement }: Movement): Promise<void> {
  const at = ctx.clock();
  await ctx.db.insertInto('settlement_entry').values({
    ...movement, shard_key: shardOf(row.store_id), store_id: row.store_id, day: dayOf(at), payment_id: row.id, order_reference: row.order_reference,
    amount: cash + coupons + points, cash, coupons, points, at,
  }).execute();
}
