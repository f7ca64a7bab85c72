import { problem } from '../problem.js';
import type { PaymentRow } from './view.js';

/** Throws `payment_not_confirmable` unless the payment waits for its user now, and says what it is instead. */
export function refuseUnlessWaiting(row: PaymentRow, now: Date): void {
  if (row.status !== 'needs_confirmation') throw notWaiting(row);
  if (row.confirm_by !== null && row.confirm_by <= now) {
    throw problem('payment_not_confirmable', `The payment waited until ${row.confirm_by.toISOString()}: have the till charge a new code.`);
  }
}

/** The problem of a payment that does not wait for its user. */
export function notWaiting({ status, decline_reason }: PaymentRow) {
  const reason = status === 'declined' && decline_reason !== null ? ` (${decline_reason})` : '';
  return problem('payment_not_confirmable', `The payment is ${status}${reason}; only one that needs confirmation can be confirmed or cancelled.`);
}
