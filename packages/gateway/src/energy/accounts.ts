import { shardOf } from '../id.js';
import type { Transfer } from '../ledger/ledger.js';
import { account, houseAccount } from '../ledger/ledger.js';

/** The grams a user has. */
export const energyOf = (userId: string) => account(userId, 'energy', 'grams');

/** The transfer that credits grams to a user, once per reference. */
export const creditOf = (userId: string, { amount, reason, reference }: Pick<Transfer, 'amount' | 'reason' | 'reference'>): Transfer =>
  ({ debit: houseAccount('energy', 'grams', shardOf(userId)), credit: energyOf(userId), amount, reason, reference });
