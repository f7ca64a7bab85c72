import type { Output, Parsed, Row } from '@tessera/contract';
import { asUser, type Context } from '../context.js';
import { problem } from '../problem.js';
import { readVerification } from './get.js';
import { phoneOf, provePhone } from './phone.js';
import { keepPin, provePin } from './pin.js';
import { tooSimple } from './simple-pin.js';

type SetPin = Row<'setPin'>;

/** Sets, changes or unlocks the PIN, proved by the PIN until now or by a one-time code sent to the phone. */
export async function setPin(ctx: Context, { pin, proof }: Parsed<SetPin>): Promise<Output<SetPin>> {
  const user = asUser(ctx);
  // Judged first: a PIN that cannot be taken shall cost neither a try nor a one-time code.
  const why = tooSimple(pin, await phoneOf(ctx, user.userId));
  if (why !== null) {
    throw problem('pin_too_simple', `This PIN is easily guessed: ${why}. Choose six digits without a pattern, and not from a phone number.`, {
      errors: [{ pointer: '#/pin', detail: `Expected six digits that are not easily guessed; ${why}.` }],
    });
  }
  if (proof.method === 'pin') await provePin(ctx, user.userId, proof.pin);
  else await provePhone(ctx, user.userId, proof.code);
  await keepPin(ctx, user.userId, pin);
  return readVerification(ctx, user);
}
