import type { PointsEntry } from '@tessera/contract';
import { sql } from 'kysely';
import { Overtaken } from '../database.js';
import { shardOf } from '../id.js';
import { account, accountId, houseAccount, InsufficientBalance, transfer } from '../ledger/ledger.js';
import type { Account, LedgerContext, Transfer } from '../ledger/ledger.js';
import { transferMany } from '../ledger/transfer-many.js';
import { problem, type ProblemError } from '../problem.js';

/** The user's points account. */
export const pointsOf = (userId: string): Account => account(userId, 'points', 'points');

/** The house's share of points in the user's shard: what has been given out, as a negative balance. */
export const pointsHouse = (userId: string): Account => houseAccount('points', 'points', shardOf(userId));

/** Points that move once per `reference`; `reason` names the line in the user's points book. */
export interface PointsMove {
  readonly userId: string;
  readonly points: number;
  readonly reason: PointsEntry['reason'];
  readonly reference: string;
}

/** Gives points from the house, once per reference. */
export const givePoints = (ctx: LedgerContext, move: PointsMove): Promise<void> => transfer(ctx, given(move));

/** Takes points that no payment holds, once per reference. Throws `points_too_few`: the caller's transaction must end with it. */
export async function spendPoints(ctx: LedgerContext, move: PointsMove): Promise<void> {
  try {
    await transfer(ctx, spent(move));
  } catch (error) {
    if (error instanceof InsufficientBalance) throw tooFewPoints(move.points);
    throw error;
  }
}

/** What a spend is told that takes more than there is. */
export const tooFewPoints = (points: number): ProblemError =>
  problem('points_too_few', `This takes ${points} points, more than the user has left. Earn more, or wait until the points of an open payment are free again.`);

/** The points that each of these users may spend, in one read. */
export async function spendableOf({ db }: Pick<LedgerContext, 'db'>, userIds: readonly string[]): Promise<(userId: string) => number> {
  const asked = JSON.stringify([...new Set(userIds)].map((userId) => ({ shard_key: shardOf(userId), id: accountId(pointsOf(userId)) })));
  const { rows } = await sql<{ owner: string; available: number }>`
    select owner, balance - held as available from json_to_recordset(${asked}::json) as asked (shard_key integer, id text)
    join ledger_account on ledger_account.shard_key = asked.shard_key and ledger_account.id = asked.id`.execute(db);
  const available = new Map(rows.map((row) => [row.owner, row.available]));
  return (userId) => available.get(userId) ?? 0;
}

/**
 * Spends and gives the points of many users together, each move once per reference. The caller has seen with `spendableOf` that they are
 * there: throws Overtaken when another transaction spent them meanwhile.
 */
export async function movePoints(ctx: LedgerContext, moves: { readonly spent: readonly PointsMove[]; readonly given: readonly PointsMove[] }): Promise<void> {
  try {
    await transferMany(ctx, [...moves.spent.map(spent), ...moves.given.map(given)]);
  } catch (error) {
    if (error instanceof InsufficientBalance) throw new Overtaken('another transaction spent the points');
    throw error;
  }
}

const given = ({ userId, points, reason, reference }: PointsMove): Transfer =>
  ({ debit: pointsHouse(userId), credit: pointsOf(userId), amount: points, reason, reference });

const spent = ({ userId, points, reason, reference }: PointsMove): Transfer =>
  ({ debit: pointsOf(userId), credit: pointsHouse(userId), amount: points, reason, reference });
