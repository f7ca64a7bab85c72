import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { withRetry } from '../database.js';
import { shardOf, shardOfText } from '../id.js';
import { problem } from '../problem.js';
import type { ProblemError } from '../problem.js';
import { countMiss, refuseGuesser } from '../guessing.js';
import type { Reader } from '../guessing.js';
import { classify, hashOf } from './number.js';
import type { PayCodeTable } from './tables.js';

export type PayCodeRow = Selectable<PayCodeTable>;

/**
 * Finds the code a terminal read, digits or an EMVCo payload, whatever state it is in. Throws `code_foreign`,
 * `code_other_environment`, `code_malformed`, `code_unknown`, or `rate_limited` for a terminal or platform that has tried
 * too many unknown ones. Runs outside the charge's transaction, so that misses count.
 */
export async function findCode(ctx: Context, reader: Reader, text: string): Promise<PayCodeRow> {
  const number = ownNumber(ctx, text);
  await refuseGuesser(ctx, reader);
  const hash = hashOf(ctx.settings, number);
  const row = await ctx.db.selectFrom('pay_code').selectAll()
    .where('shard_key', '=', shardOfText(hash)).where('number_hash', '=', hash).executeTakeFirst();
  if (row === undefined) {
    await countMiss(ctx, reader);
    throw problem('code_unknown', 'No such code was issued: check the digits, or ask the customer to renew the code.');
  }
  return row;
}

function ownNumber({ settings }: Context, text: string): string {
  const code = classify(text, settings.environment);
  switch (code.kind) {
    case 'own': return code.number;
    case 'foreign': throw problem('code_foreign', `This is a code of ${code.title} (${code.name}): charge it there.`);
    case 'other_environment': throw problem('code_other_environment', `This is a code of ${code.title}: charge it with a terminal of that environment.`);
    case 'malformed': throw problem('code_malformed', `This is not a pay code: ${code.why}. Scan again, or ask the customer to renew the code.`);
  }
}

/**
 * Throws `offline_limit` for a price over the code's own limit, and retires the code. Call it before the charge's
 * transaction, which would take the retirement back with it.
 */
export async function refuseOverLimit(ctx: Pick<Context, 'db'>, code: PayCodeRow, amount: number): Promise<void> {
  if (code.most === null || amount <= code.most || code.state !== 'live') return;
  await withRetry(ctx.db, (db) => db.updateTable('pay_code').set({ state: 'retired' })
    .where('shard_key', '=', code.shard_key).where('id', '=', code.id).where('state', '=', 'live').execute());
  throw overLimit(code.most);
}

/** What a code is used for. `amount` is the price in fen. */
export interface Use { readonly paymentId: string; readonly amount: number; readonly now: Date }

/**
 * Uses the code for one payment, in the caller's transaction. A code dies with its session: an offline one only when the
 * session is revoked, any other one at the session's end too. Throws `code_used`, `code_retired`, `code_expired` or `offline_limit`.
 */
export async function useCode(ctx: Pick<Context, 'db'>, code: PayCodeRow, { paymentId, amount, now }: Use): Promise<void> {
  const over = code.most !== null && amount > code.most;
  const used = over ? undefined : await ctx.db.updateTable('pay_code').set({ state: 'used', payment_id: paymentId })
    .where('shard_key', '=', code.shard_key).where('id', '=', code.id).where('state', '=', 'live').where('expires_at', '>', now)
    .where((eb) => {
      const session = eb.selectFrom('session').select('id')
        .where('shard_key', '=', shardOf(code.user_id)).where('id', '=', code.session_id).where('revoked_at', 'is', null);
      return eb.exists(code.batch_id === null ? session.where('expires_at', '>', now) : session);
    })
    .returning('id').executeTakeFirst();
  if (used !== undefined) return;
  // Another till, a renewal, the clock or the end of the session was first; the row says which.
  const { state, expires_at } = await ctx.db.selectFrom('pay_code').select(['state', 'expires_at'])
    .where('shard_key', '=', code.shard_key).where('id', '=', code.id).executeTakeFirstOrThrow();
  if (state !== 'live' || expires_at <= now) throw gone(state, code.batch_id !== null);
  throw over ? overLimit(code.most ?? 0) : sessionOver();
}

const overLimit = (most: number) => problem('offline_limit', `An offline code pays at most ¥${(most / 100).toFixed(2)}, and this one is dead now: charge less with the next code, or ask the customer to go online.`);

const sessionOver = () => problem('code_retired', 'The customer\'s session has ended, and its codes with it: ask the customer to open the pay code again.');

function gone(state: PayCodeTable['state'], offline: boolean): ProblemError {
  switch (state) {
    case 'used': return problem('code_used', 'The code has been used, for a payment that may have failed: ask the customer to renew it and scan again.');
    case 'retired': return problem('code_retired', 'The customer renewed the code: scan the one on the screen now.');
    case 'live': return problem('code_expired', `The code is ${offline ? 'past its end' : 'over a minute old'}: ask the customer to renew it and scan again.`);
  }
}
