import * as z from 'zod/mini';
import { id } from './id.js';
import { Money } from './money.js';
import { Day, Timestamp } from './time.js';

/**
 * One movement of what the house owes a store: a payment adds, a refund or void takes away. `cash`, `coupons` and
 * `points` are who bore how much of `amount`, and sum to it.
 */
export const SettlementEntry = z.object({
  id: z.string(),
  kind: z.enum(['payment', 'refund', 'void']),
  paymentId: id('pay'),
  orderReference: z.nullable(z.string()),
  amount: Money,
  cash: Money,
  coupons: Money,
  points: Money,
  at: Timestamp,
});
export type SettlementEntry = z.infer<typeof SettlementEntry>;

const Sum = z.object({ count: z.int(), amount: Money, cash: Money, coupons: Money, points: Money });

/** A store's day in Asia/Shanghai: `net` is payments less refunds and voids, negative when more went back than came in. */
export const Settlement = z.object({
  day: Day,
  store: z.object({ id: id('str'), name: z.string() }),
  payments: Sum,
  refunds: Sum,
  voids: Sum,
  /** In fen. */
  net: z.int(),
  /** Payments of this day whose outcome is not known yet. */
  open: z.object({ count: z.int(), amount: Money }),
});
export type Settlement = z.infer<typeof Settlement>;
