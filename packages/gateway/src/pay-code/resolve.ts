import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { shardOf, shardOfText } from '../id.js';
import { problem } from '../problem.js';
import type { ProblemError } from '../problem.js';
import { countMiss, refuseGuesser } from './guessing.js';
import { classify, hashOf } from './number.js';
import type { PayCodeTable } from './tables.js';

export type PayCodeRow = Selectable<PayCodeTable>;

/**
 * Finds the code a terminal read, whatever state it is in. Throws `code_foreign`, `code_malformed`, `code_unknown`, or
 * `rate_limited` for a terminal that has tried too many unknown ones. Runs outside the charge's transaction, so that misses count.
 */
export async function findCode(ctx: Context, terminalId: string, text: string): Promise<PayCodeRow> {
  const code = classify(text);
  if (code.kind === 'foreign') throw problem('code_foreign', `This is a code of ${code.scheme.title} (${code.scheme.name}): charge it there.`);
  if (code.kind === 'malformed') throw problem('code_malformed', 'A pay code is 18 digits that begin with 87: scan again, or ask the customer to renew the code.');
  await refuseGuesser(ctx, terminalId);
  const hash = hashOf(ctx.settings, code.number);
  const row = await ctx.db.selectFrom('pay_code').selectAll()
    .where('shard_key', '=', shardOfText(hash)).where('number_hash', '=', hash).executeTakeFirst();
  if (row === undefined) {
    await countMiss(ctx, terminalId);
    throw problem('code_unknown', 'No such code was issued: check the digits, or ask the customer to renew the code.');
  }
  return row;
}

/**
 * Uses the code for one payment, in the caller's transaction. A code lives no longer than the session it was issued in.
 * Throws `code_used`, `code_retired` or `code_expired`.
 */
export async function useCode(ctx: Pick<Context, 'db'>, code: PayCodeRow, paymentId: string, now: Date): Promise<void> {
  const used = await ctx.db.updateTable('pay_code').set({ state: 'used', payment_id: paymentId })
    .where('shard_key', '=', code.shard_key).where('id', '=', code.id).where('state', '=', 'live').where('expires_at', '>', now)
    .where((eb) => eb.exists(eb.selectFrom('session').select('id')
      .where('shard_key', '=', shardOf(code.user_id)).where('id', '=', code.session_id).where('revoked_at', 'is', null).where('expires_at', '>', now)))
    .returning('id').executeTakeFirst();
  if (used !== undefined) return;
  // Another till, a renewal, the clock or the end of the session was first; the row says which.
  const { state, expires_at } = await ctx.db.selectFrom('pay_code').select(['state', 'expires_at'])
    .where('shard_key', '=', code.shard_key).where('id', '=', code.id).executeTakeFirstOrThrow();
  throw state === 'live' && expires_at > now ? sessionOver() : gone(state);
}

const sessionOver = () => problem('code_retired', 'The customer\'s session has ended, and its codes with it: ask the customer to open the pay code again.');

function gone(state: PayCodeTable['state']): ProblemError {
  switch (state) {
    case 'used': return problem('code_used', 'The code has been used, for a payment that may have failed: ask the customer to renew it and scan again.');
    case 'retired': return problem('code_retired', 'The customer renewed the code: scan the one on the screen now.');
    case 'live': return problem('code_expired', 'The code is over a minute old: ask the customer to renew it and scan again.');
  }
}
