import type { PointsEntry } from '@tessera/contract';
import { shardOf } from '../id.js';
import { account, houseAccount, InsufficientBalance, transfer } from '../ledger/ledger.js';
import type { Account, LedgerContext } from '../ledger/ledger.js';
import { problem } from '../problem.js';

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
export const givePoints = (ctx: LedgerContext, { userId, points, reason, reference }: PointsMove): Promise<void> =>
  transfer(ctx, { debit: pointsHouse(userId), credit: pointsOf(userId), amount: points, reason, reference });

/** Takes points that no payment holds, once per reference. Throws `points_too_few`: the caller's transaction must end with it. */
export async function spendPoints(ctx: LedgerContext, { userId, points, reason, reference }: PointsMove): Promise<void> {
  try {
    await transfer(ctx, { debit: pointsOf(userId), credit: pointsHouse(userId), amount: points, reason, reference });
  } catch (error) {
    if (!(error instanceof InsufficientBalance)) throw error;
    throw problem('points_too_few', `This takes ${points} points, more than the user has left. Earn more, or wait until the points of an open payment are free again.`);
  }
}
