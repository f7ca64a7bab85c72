import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asTerminal } from '../context.js';
import { withRetry } from '../database.js';
import { dayOf } from '../day.js';
import { problem } from '../problem.js';
import { again } from './again.js';
import { look } from './collect.js';
import { endWaiting } from './end.js';
import { bookVoid } from './give-back.js';
import { ownPayment, payment, readPayment } from './read.js';
import { sendRefund } from './send-refund.js';
import { settle } from './settle.js';
import type { PaymentContext, PaymentRow, RefundRow } from './view.js';

type Void = Row<'voidPayment'>;

/**
 * Ends a payment that is not paid yet, or gives back all of one paid today, in steps. While the channel does not answer
 * the payment stays open with its void asked for, and the sweep goes on voiding it.
 */
export async function voidPayment(ctx: Context, input: Parsed<Void>): Promise<Output<Void>> {
  const terminal = asTerminal(ctx);
  const row = await ownPayment(ctx, input.paymentId);
  if (row.status === 'declined') throw problem('payment_not_voidable', 'The payment was declined: no money was taken, so there is nothing to void.');
  await undo(ctx, row, terminal.terminalId);
  return payment(ctx, input.paymentId);
}

/**
 * Voids whatever the payment is now; a declined one came to nothing already. Each step is conditional on what it found:
 * when another was first, it looks again. Throws `payment_not_voidable`.
 */
export async function undo(ctx: PaymentContext, found: PaymentRow, terminalId: string): Promise<void> {
  for (let row = found; row.status !== 'voided' && row.status !== 'declined'; row = await readPayment(ctx, row.id)) {
    if (row.status === 'needs_confirmation') {
      await withRetry(ctx.db, (db) => endWaiting({ ...ctx, db }, row.id, { status: 'voided' }));
    } else if (row.status === 'processing' || row.status === 'in_doubt') {
      const asked = await ask(ctx, row);
      if (asked === undefined) continue;
      await settle(ctx, row.id, await look(ctx, asked));
      // Voided, or the channel keeps silent and the sweep goes on.
      return;
    } else {
      refuseUnlessVoidable(row, ctx.clock());
      const refund = await again(() => withRetry(ctx.db, (db) => undoPaid({ ...ctx, db }, row, terminalId)));
      if (refund !== null) await sendRefund(ctx, refund);
    }
  }
}

/** Writes that the till wants it void, so that whoever settles it does so. Undefined when it has been settled meanwhile. */
function ask(ctx: PaymentContext, row: PaymentRow): Promise<PaymentRow | undefined> {
  const now = ctx.clock();
  return withRetry(ctx.db, (db) => db.updateTable('payment').set((eb) => ({ void_at: eb.fn.coalesce('void_at', eb.val(now)) }))
    .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('status', 'in', ['processing', 'in_doubt']).returningAll().executeTakeFirst());
}

async function undoPaid(ctx: PaymentContext, before: PaymentRow, terminalId: string): Promise<RefundRow | null> {
  const now = ctx.clock();
  const row = await ctx.db.updateTable('payment').set((eb) => ({ status: 'voided', void_at: now, settled_at: now, refunded: eb.ref('paid') }))
    .where('shard_key', '=', before.shard_key).where('id', '=', before.id).where('status', '=', 'paid').where('refunded', '=', 0)
    .returningAll().executeTakeFirst();
  // Another void or a refund was first.
  return row === undefined ? null : bookVoid(ctx, row, terminalId, now);
}

function refuseUnlessVoidable(row: PaymentRow, now: Date): void {
  const left = row.paid - row.refunded;
  if (row.refunded > 0) throw problem('payment_not_voidable', left > 0 ? `${row.refunded} of ${row.paid} fen have been refunded: refund the other ${left} fen instead.` : 'All of it has been refunded: there is nothing left to void.');
  const paidOn = dayOf(row.settled_at ?? now);
  if (paidOn !== dayOf(now)) throw problem('payment_not_voidable', `The payment was paid on ${paidOn} (Asia/Shanghai), and only one paid today can be voided: refund it instead.`);
}
