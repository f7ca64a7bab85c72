import { withRetry } from '../database.js';
import { problem } from '../problem.js';
import type { LedgerContext } from './account.js';
import { accountId } from './account.js';
import { post } from './post.js';
import type { HoldState } from './tables.js';
import { LedgerMisuse, record, refuseMisuse } from './transfer.js';
import type { Transfer } from './transfer.js';

/** A transfer in two steps. Without `expiresAt` it waits until it is confirmed or voided. */
export interface Hold extends Transfer { readonly expiresAt?: Date | undefined }

/** Reserves an amount on the debit account, once per reference. Throws InsufficientBalance. */
export async function hold(ctx: LedgerContext, asked: Hold): Promise<void> {
  refuseMisuse(asked);
  const row = await ctx.db.insertInto('ledger_hold').values({
    shard_key: asked.debit.shard, reference: asked.reference, debit: accountId(asked.debit), credit_shard: asked.credit.shard,
    credit: accountId(asked.credit), unit: asked.debit.unit, amount: asked.amount, reason: asked.reason,
    state: 'pending', expires_at: asked.expiresAt ?? null, resolved_at: null,
  }).onConflict((on) => on.columns(['shard_key', 'reference']).doNothing()).returning('reference').executeTakeFirst();
  if (row === undefined) return refuseOther(ctx, asked);
  await post(ctx, [{ account: asked.debit, balance: 0, held: asked.amount }]);
}

/** Turns the hold into a transfer of the same reference. Again: nothing. Voided or expired: `conflict`. */
export async function confirmHold(ctx: LedgerContext, asked: Transfer): Promise<void> {
  const now = ctx.clock();
  const row = await resolve(ctx, asked, 'confirmed', now)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)])).returning('amount').executeTakeFirst();
  if (row === undefined) return refuseUnless(ctx, asked, 'confirmed');
  const changes = await record(ctx, [asked]);
  await post(ctx, [...changes, { account: asked.debit, balance: 0, held: -asked.amount }]);
}

/** Gives the reserved amount back. Again, or after it expired: nothing. Confirmed: `conflict`. */
export async function voidHold(ctx: LedgerContext, asked: Transfer): Promise<void> {
  const row = await resolve(ctx, asked, 'voided', ctx.clock()).returning('amount').executeTakeFirst();
  if (row === undefined) return refuseUnless(ctx, asked, 'voided', 'expired');
  await post(ctx, [{ account: asked.debit, balance: 0, held: -asked.amount }]);
}

/** Ends pending holds whose time is over, each in a transaction of its own, and returns how many. A confirm at the same moment wins or loses whole. */
export async function expireHolds(ctx: LedgerContext, limit = 200): Promise<number> {
  const now = ctx.clock();
  const due = await ctx.db.selectFrom('ledger_hold').selectAll().where('state', '=', 'pending').where('expires_at', '<=', now)
    .orderBy('expires_at').orderBy('shard_key').orderBy('debit').limit(limit).execute();
  let ended = 0;
  for (const row of due) {
    ended += await withRetry(ctx.db, async (db) => {
      const won = await db.updateTable('ledger_hold').set({ state: 'expired', resolved_at: now })
        .where('shard_key', '=', row.shard_key).where('reference', '=', row.reference).where('state', '=', 'pending')
        .returning('reference').executeTakeFirst();
      if (won === undefined) return 0;
      await db.updateTable('ledger_account').set((eb) => ({ held: eb('held', '-', row.amount) }))
        .where('shard_key', '=', row.shard_key).where('id', '=', row.debit).execute();
      return 1;
    });
  }
  return ended;
}

function resolve(ctx: LedgerContext, asked: Transfer, state: HoldState, now: Date) {
  // The old state in the condition makes confirm, void and expire exclude each other: one of them sees `pending`.
  return ctx.db.updateTable('ledger_hold').set({ state, resolved_at: now })
    .where('shard_key', '=', asked.debit.shard).where('reference', '=', asked.reference).where('state', '=', 'pending')
    .where('debit', '=', accountId(asked.debit)).where('credit', '=', accountId(asked.credit)).where('amount', '=', asked.amount);
}

async function refuseUnless(ctx: LedgerContext, asked: Transfer, ...allowed: HoldState[]): Promise<void> {
  const row = await known(ctx, asked);
  if (row === undefined) throw new LedgerMisuse(`${asked.reference} names no such hold`);
  if (!allowed.includes(row.state)) throw problem('conflict', `The hold is no longer open (${row.state === 'pending' ? 'its time is over' : row.state}).`);
}

async function refuseOther(ctx: LedgerContext, asked: Hold): Promise<void> {
  if ((await known(ctx, asked)) === undefined) throw new LedgerMisuse(`${asked.reference} already names another hold`);
}

function known(ctx: LedgerContext, asked: Transfer) {
  return ctx.db.selectFrom('ledger_hold').select('state')
    .where('shard_key', '=', asked.debit.shard).where('reference', '=', asked.reference)
    .where('debit', '=', accountId(asked.debit)).where('credit', '=', accountId(asked.credit)).where('amount', '=', asked.amount)
    .executeTakeFirst();
}
