import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { requestProof } from '../verification/prove.js';
import { ownPayment } from './read.js';
import { refuseUnlessWaiting } from './waiting.js';

type Request = Row<'requestConfirmation'>;

/** A challenge for the user's passkey, good for this payment alone; null where the user has none for this origin. */
export async function requestConfirmation(ctx: Context, input: Parsed<Request>): Promise<Output<Request>> {
  const user = asUser(ctx);
  refuseUnlessWaiting(await ownPayment(ctx, input.paymentId), ctx.clock());
  return { passkey: await requestProof(ctx, user, input.paymentId) };
}
