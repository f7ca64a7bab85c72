import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context, TerminalActor } from '../context.js';
import { asTerminal } from '../context.js';
import { findCode, refuseOverLimit, useCode } from '../pay-code/resolve.js';
import type { PayCodeRow } from '../pay-code/resolve.js';
import { problem } from '../problem.js';
import { begin, begunWith, reversed } from './charge-key.js';
import { resume, start } from './finish.js';
import { openPayment } from './open.js';
import { payment, readPayment } from './read.js';
import type { PaymentRow } from './view.js';

type Charge = Row<'chargePayment'>;

/**
 * Charges a code once, in steps: the code is used and the payment written; the channel is asked, with a deadline; the
 * answer is written. A payment that has to wait for its user is answered at once, its channel not asked. A gateway that
 * dies between leaves a payment that the reconcile sweep finishes, and a retry with the same key finds it.
 */
export async function chargePayment(ctx: Context, input: Parsed<Charge>): Promise<Output<Charge>> {
  const terminal = asTerminal(ctx);
  const code = await findCode(ctx, terminal, input.code);
  // A code that is fresh and without a limit of its own is judged in the transaction alone.
  const begun = code.payment_id === null && code.most === null ? null : await begunWith(ctx, { owner: terminal.terminalId, key: ctx.idempotencyKey ?? '' });
  if (begun?.reversed === true) throw reversed();
  if (begun !== null && begun.paymentId !== null) {
    const row = await readPayment(ctx, begun.paymentId);
    // The kept answer is swept after a day, the payment is not.
    if (row.pay_code_id !== code.id) throw problem('idempotency_key_reused', 'This Idempotency-Key charged another code before: use a fresh key for another charge.');
    await resume(ctx, row);
    return payment(ctx, row.id);
  }
  await refuseOverLimit(ctx, code, input.amount.amount);
  const row = await openCharge(ctx, terminal, code, input);
  await start(ctx, row);
  return payment(ctx, row.id);
}

/** The first transaction of a charge: the code is used for the payment it writes. */
export function openCharge(ctx: Context, terminal: TerminalActor, code: PayCodeRow, input: Parsed<Charge>): Promise<PaymentRow> {
  const { amount } = input.amount;
  return openPayment(ctx, {
    userId: code.user_id, sourceId: code.source_id, coupon: code.coupon, points: code.points, months: code.months,
    storeId: terminal.storeId, terminalId: terminal.terminalId, orderReference: input.orderReference ?? null,
    amount, tip: 0, payCodeId: code.id, merchantOrderId: null, offline: code.batch_id !== null, agreed: null,
  }, async (tx, paymentId, now) => {
    await begin(tx, { owner: terminal.terminalId, key: ctx.idempotencyKey ?? '' }, paymentId, now);
    await useCode(tx, code, { paymentId, amount, now });
  });
}
