import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { endWaiting } from './end.js';
import { ownPayment, payment, readPayment } from './read.js';
import { notWaiting } from './waiting.js';

type Cancel = Row<'cancelPayment'>;

/** The user refuses a payment that waits: it is declined and all it held is free again. Throws `payment_not_confirmable`. */
export async function cancelPayment(ctx: Context, input: Parsed<Cancel>): Promise<Output<Cancel>> {
  asUser(ctx);
  const { id } = await ownPayment(ctx, input.paymentId);
  // Not ended: a confirmation, the till or the sweep was first.
  if (!await endWaiting(ctx, id, { status: 'declined', reason: 'user_cancelled' })) throw notWaiting(await readPayment(ctx, id));
  return payment(ctx, id);
}
