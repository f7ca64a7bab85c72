import { collect, look } from './collect.js';
import { settle } from './settle.js';
import type { PaymentContext, PaymentRow } from './view.js';

/** Collects a payment that was just opened or confirmed; one that waits or has ended is left as it is. */
export async function start(ctx: PaymentContext, row: PaymentRow): Promise<void> {
  if (row.status === 'processing') await settle(ctx, row.id, await collect(ctx, row));
}

/** Brings a payment on from where a killed gateway left it. */
export async function resume(ctx: PaymentContext, row: PaymentRow): Promise<void> {
  if (row.status === 'processing') await settle(ctx, row.id, await look(ctx, row));
}
