import type { Account, LedgerContext } from './account.js';
import { accountId } from './account.js';
import type { Change } from './post.js';
import { post } from './post.js';

/** `amount` moves from `debit` to `credit`, both in one unit. `reference` names the business fact: it moves once, however often it is asked. */
export interface Transfer {
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: number;
  readonly reason: string;
  readonly reference: string;
}

/** Moves an amount once. Throws InsufficientBalance, or LedgerMisuse for a transfer that can't be meant. */
export const transfer = (ctx: LedgerContext, asked: Transfer): Promise<void> => transferAll(ctx, [asked]);

/** Several transfers of one business action, with each account's row touched once and in lock order. A zero amount is left out. */
export async function transferAll(ctx: LedgerContext, asked: readonly Transfer[]): Promise<void> {
  const moves = asked.filter((move) => move.amount !== 0);
  if (moves.length === 0) return;
  for (const move of moves) refuseMisuse(move);
  await post(ctx, await record(ctx, moves));
}

/** Writes the transfer rows and returns the changes of those that were not there before. */
export async function record(ctx: LedgerContext, moves: readonly Transfer[]): Promise<Change[]> {
  const at = ctx.clock();
  const rows = await ctx.db.insertInto('ledger_transfer').values(moves.map((move) => ({
    shard_key: move.debit.shard, reference: move.reference, debit: accountId(move.debit), credit_shard: move.credit.shard,
    credit: accountId(move.credit), unit: move.debit.unit, amount: move.amount, reason: move.reason, at,
  }))).onConflict((on) => on.columns(['shard_key', 'reference']).doNothing()).returning('reference').execute();
  const written = new Set(rows.map((row) => row.reference));
  for (const move of moves) if (!written.has(move.reference)) await refuseOther(ctx, move);
  return moves.filter((move) => written.has(move.reference)).flatMap((move) => [
    { account: move.debit, balance: -move.amount, held: 0 },
    { account: move.credit, balance: move.amount, held: 0 },
  ]);
}

/** The ledger was asked for something that no business fact can mean: a fault of the caller's code. */
export class LedgerMisuse extends Error {
  override readonly name = 'LedgerMisuse';
}

export function refuseMisuse({ debit, credit, amount, reference }: Transfer): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new LedgerMisuse(`${reference}: amount must be a whole number above 0, got ${amount}`);
  if (debit.unit !== credit.unit) throw new LedgerMisuse(`${reference}: ${debit.unit} can't become ${credit.unit}`);
  if (debit.shard === credit.shard && accountId(debit) === accountId(credit)) throw new LedgerMisuse(`${reference}: both sides are ${accountId(debit)}`);
}

async function refuseOther(ctx: LedgerContext, move: Transfer): Promise<void> {
  const known = await ctx.db.selectFrom('ledger_transfer').select(['debit', 'credit', 'amount', 'unit'])
    .where('shard_key', '=', move.debit.shard).where('reference', '=', move.reference).executeTakeFirstOrThrow();
  const same = known.debit === accountId(move.debit) && known.credit === accountId(move.credit)
    && known.amount === move.amount && known.unit === move.debit.unit;
  if (!same) throw new LedgerMisuse(`${move.reference} already names another transfer`);
}
