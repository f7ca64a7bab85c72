import type { Account, LedgerContext } from './account.js';
import { accountId } from './account.js';

/** An account that can't go negative has less than was asked of it. Nothing of the posting is kept if the transaction ends with it. */
export class InsufficientBalance extends Error {
  override readonly name = 'InsufficientBalance';
  constructor(readonly account: Account) {
    super(`${accountId(account)} has less ${account.unit} than was asked`);
  }
}

/** What one account's row changes by. */
export interface Change { readonly account: Account; readonly balance: number; readonly held: number }

/**
 * Applies changes to account rows, summed per account and always in the same order of accounts, so that two postings
 * over the same accounts wait for each other and never lock in a ring.
 */
export async function post(ctx: LedgerContext, changes: readonly Change[]): Promise<void> {
  for (const change of sumOf(changes)) if (change.balance !== 0 || change.held !== 0) await apply(ctx, change);
}

/** Changes summed per account, in the order in which everybody takes accounts. */
export function sumOf(changes: readonly Change[]): readonly Change[] {
  const sums = new Map<string, Change>();
  for (const change of changes) {
    const key = `${String(change.account.shard).padStart(4, '0')} ${accountId(change.account)}`;
    const sum = sums.get(key);
    sums.set(key, {
      account: change.account,
      balance: (sum?.balance ?? 0) + change.balance,
      held: (sum?.held ?? 0) + change.held,
    });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}

async function apply(ctx: LedgerContext, change: Change): Promise<void> {
  if (await updated(ctx, change)) return;
  // No row matched: the account is new, or it has too little. A new account starts at zero and is tried once more.
  const { account } = change;
  await ctx.db.insertInto('ledger_account').values({
    shard_key: account.shard, id: accountId(account), owner: account.owner, name: account.name,
    unit: account.unit, house: account.house, balance: 0, held: 0,
  }).onConflict((on) => on.columns(['shard_key', 'id']).doNothing()).execute();
  if (!(await updated(ctx, change))) throw new InsufficientBalance(account);
}

async function updated(ctx: LedgerContext, { account, balance, held }: Change): Promise<boolean> {
  const row = await ctx.db.updateTable('ledger_account')
    .set((eb) => ({ balance: eb('balance', '+', balance), held: eb('held', '+', held) }))
    .where('shard_key', '=', account.shard).where('id', '=', accountId(account)).where('unit', '=', account.unit)
    .where((eb) => eb.or([
      eb('house', '=', true),
      eb(eb('balance', '-', eb.ref('held')), '>=', held - balance),
    ]))
    .returning('id').executeTakeFirst();
  return row !== undefined;
}
