import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { ownPayment } from './read.js';
import { showPayments } from './view.js';

type Get = Row<'getPayment'>;

/** The user's own payment, or one of the terminal's store. */
export async function getPayment(ctx: Context, input: Parsed<Get>): Promise<Output<Get>> {
  const row = await ownPayment(ctx, input.paymentId);
  const [shown] = await showPayments(ctx, [row]);
  if (shown === undefined) throw new Error(`${row.id} has no view`);
  return shown;
}
