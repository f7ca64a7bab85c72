import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context, UserActor } from '../context.js';
import { asUser } from '../context.js';
import { withRetry } from '../database.js';
import { dayOf } from '../day.js';
import { problem } from '../problem.js';
import { provePasskey, provePin } from '../verification/prove.js';
import { spend } from '../verification/limits.js';
import type { LimitClass } from '../verification/tables.js';
import { begin, begunWith } from './charge-key.js';
import { resume, start } from './finish.js';
import { ownPayment, payment, tell } from './read.js';
import { firstLookAt } from './reconcile-rule.js';
import type { PaymentRow } from './view.js';
import { refuseUnlessWaiting } from './waiting.js';

type Confirm = Row<'confirmPayment'>;

/**
 * The user's proof for a payment that waits, in steps: the proof is checked; the payment goes on, counted in the class of
 * its proof; the channel is asked and the answer written, as in a charge. Over the day's limit it goes on waiting.
 */
export async function confirmPayment(ctx: Context, input: Parsed<Confirm>): Promise<Output<Confirm>> {
  const user = asUser(ctx);
  const row = await ownPayment(ctx, input.paymentId);
  const by = { owner: user.userId, key: ctx.idempotencyKey ?? '' };
  if ((await begunWith(ctx, by))?.paymentId === row.id) {
    // A retry after a crash: the proof was given then.
    await resume(ctx, row);
    return payment(ctx, row.id);
  }
  refuseUnlessWaiting(row, ctx.clock());
  await prove(ctx, user, input);
  const confirmed = await goOn(ctx, row, input.method, by);
  if (confirmed !== null) await start(ctx, confirmed);
  return payment(ctx, row.id);
}

const prove = (ctx: Context, user: UserActor, input: Parsed<Confirm>): Promise<void> => input.method === 'pin'
  ? provePin(ctx, user.userId, input.pin)
  : provePasskey(ctx, user, input.paymentId, input.response);

/** Null when it no longer waits: another confirmation, a cancellation, the till or its time was first, and the payment says which. */
function goOn(ctx: Context, { shard_key, id, ...row }: PaymentRow, method: 'pin' | 'passkey', by: { owner: string; key: string }): Promise<PaymentRow | null> {
  const now = ctx.clock();
  const of = classOf(row, method);
  return withRetry(ctx.db, async (db) => {
    const tx: Context = { ...ctx, db };
    const confirmed = await db.updateTable('payment').set({
      status: 'processing', verified_by: method, limit_class: of, limit_day: dayOf(now), look_at: firstLookAt(now, ctx.settings.channelDeadlineMs),
    }).where('shard_key', '=', shard_key).where('id', '=', id).where('status', '=', 'needs_confirmation').where('confirm_by', '>', now)
      .returningAll().executeTakeFirst();
    if (confirmed === undefined) return null;
    if (!await spend(tx, { userId: row.user_id, class: of, day: dayOf(now), amount: row.paid })) throw overLimit(ctx, of);
    await begin(tx, by, id, now);
    await tell(tx, 'payment.processing', confirmed);
    return confirmed;
  });
}

/** A store's fixed code stays in class D, whatever the proof (银发〔2017〕296号). */
function classOf(row: Pick<PaymentRow, 'pay_code_id' | 'merchant_order_id'>, method: 'pin' | 'passkey'): LimitClass {
  if (row.pay_code_id === null && row.merchant_order_id === null) return 'D';
  return method === 'pin' ? 'B' : 'A';
}

function overLimit({ settings }: Context, of: LimitClass) {
  const limit = `at most ${settings.dailyLimits[of]} fen a day`;
  if (of === 'B') return problem('daily_limit_reached', `Payments with a PIN come to ${limit}, and this one would pass it: confirm with a passkey, or pay tomorrow (Asia/Shanghai). The payment goes on waiting.`);
  if (of === 'D') return problem('daily_limit_reached', `Payments to a store's fixed code come to ${limit}: have the till show a code with the amount, or pay tomorrow (Asia/Shanghai). The payment goes on waiting.`);
  return problem('daily_limit_reached', `Payments with a passkey come to ${limit}: pay a smaller amount, or tomorrow (Asia/Shanghai). The payment goes on waiting.`);
}
