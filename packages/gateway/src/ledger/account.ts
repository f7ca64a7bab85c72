import type { Context } from '../context.js';
import { shardOf } from '../id.js';

/** What can be counted: fen, points, grams of CO2e, pieces of stock. Always whole. */
export type Unit = 'CNY' | 'points' | 'grams' | 'stock';

/** What the ledger needs of a context: the caller's transaction and the time. */
export type LedgerContext = Pick<Context, 'db' | 'clock'>;

/**
 * Names one account. An owner's account lives in the owner's shard and can't go negative. A house account may; it has a
 * share in every shard, so that what happens to one user touches rows of one shard only, and its balance is the sum of its shares.
 */
export interface Account {
  readonly shard: number;
  readonly owner: string;
  readonly name: string;
  readonly unit: Unit;
  readonly house: boolean;
}

/** The account of a user, store, campaign, …: `account(userId, 'points', 'points')`. It exists from its first transfer on. */
export const account = (owner: string, name: string, unit: Unit): Account =>
  ({ shard: shardOf(owner), owner, name, unit, house: false });

/** The share of a house account in `shard`. `owner` is `house`, or the id of a counterparty that settles elsewhere, such as a store. */
export const houseAccount = (name: string, unit: Unit, shard: number, owner = 'house'): Account =>
  ({ shard, owner, name, unit, house: true });

/** The account's key inside its shard. */
export const accountId = (of: Account): string => `${of.owner}/${of.name}`;

/** `available` is what a transfer or hold may still take: the balance less what pending holds have reserved. */
export interface Balance { readonly balance: number; readonly held: number; readonly available: number }

/** An account's balance; all zero for one that has not been used yet. */
export async function balance(ctx: Pick<LedgerContext, 'db'>, of: Account): Promise<Balance> {
  const row = await ctx.db.selectFrom('ledger_account').select(['balance', 'held'])
    .where('shard_key', '=', of.shard).where('id', '=', accountId(of)).executeTakeFirst();
  return row === undefined
    ? { balance: 0, held: 0, available: 0 }
    : { balance: row.balance, held: row.held, available: row.balance - row.held };
}

/** Keeps others from moving an account until the caller's transaction ends, so that a sum made from its balance stays true. */
export async function lockAccount(ctx: Pick<LedgerContext, 'db'>, of: Account): Promise<void> {
  await ctx.db.selectFrom('ledger_account').select('id').where('shard_key', '=', of.shard).where('id', '=', accountId(of)).forUpdate().execute();
}
