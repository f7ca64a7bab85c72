import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asTerminal } from '../context.js';
import { withRetry } from '../database.js';
import { takeBack } from './charge-key.js';
import { payment, readPayment } from './read.js';
import { undo } from './void.js';

type Reverse = Row<'reverseCharge'>;

/**
 * Voids whatever a charge with this key became, in steps; a charge that has yet to arrive is refused when it does. The
 * payment is null when there is none, and stays as it is when it was declined.
 */
export async function reverseCharge(ctx: Context, input: Parsed<Reverse>): Promise<Output<Reverse>> {
  const { terminalId } = asTerminal(ctx);
  const now = ctx.clock();
  const paymentId = await withRetry(ctx.db, (db) => takeBack({ db }, { owner: terminalId, key: input.chargeKey }, now));
  if (paymentId === null) return { payment: null };
  await undo(ctx, await readPayment(ctx, paymentId), terminalId);
  return { payment: await payment(ctx, paymentId) };
}
