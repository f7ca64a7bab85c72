import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context, TerminalActor } from '../context.js';
import { asTerminal } from '../context.js';
import { InsufficientBalance } from '../ledger/ledger.js';
import { findCode } from '../pay-code/resolve.js';
import type { PayCodeRow } from '../pay-code/resolve.js';
import { collect, look } from './collect.js';
import { openPayment } from './open.js';
import { payment, readPayment } from './read.js';
import { settle } from './settle.js';

type Charge = Row<'chargePayment'>;

/**
 * Charges a code once, in steps: the code is used and the payment written; the channel is asked, with a deadline; the
 * answer is written. A gateway that dies between leaves a payment that the reconcile sweep finishes, and a retry with the
 * same key finds it.
 */
export async function chargePayment(ctx: Context, input: Parsed<Charge>): Promise<Output<Charge>> {
  const terminal = asTerminal(ctx);
  const code = await findCode(ctx, terminal.terminalId, input.code);
  const begun = await begunBefore(ctx, terminal, code);
  if (begun !== null) {
    const row = await readPayment(ctx, begun);
    if (row.status === 'processing') await settle(ctx, begun, await look(ctx, row));
    return payment(ctx, begun);
  }
  const row = await openAgain(ctx, terminal, code, input);
  await settle(ctx, row.id, await collect(ctx, row));
  return payment(ctx, row.id);
}

/** The payment that this very request began with this code, when it is a retry after a crash. */
async function begunBefore(ctx: Context, terminal: TerminalActor, code: PayCodeRow): Promise<string | null> {
  if (code.payment_id === null) return null;
  const row = await readPayment(ctx, code.payment_id);
  return row.terminal_id === terminal.terminalId && row.idempotency_key === ctx.idempotencyKey ? row.id : null;
}

/** Another payment of the same user may take the points between the quote and the hold; then the quote is made again. */
async function openAgain(ctx: Context, terminal: TerminalActor, code: PayCodeRow, input: Parsed<Charge>) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openPayment(ctx, terminal, code, input);
    } catch (error) {
      if (!(error instanceof InsufficientBalance) || attempt === 3) throw error;
    }
  }
}
