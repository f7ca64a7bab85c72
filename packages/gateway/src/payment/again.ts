import { InsufficientBalance } from '../ledger/ledger.js';

const TRIES = 8;

/** Runs a transaction again when another one of the same user moved the points between the reading of the balance and the posting. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof InsufficientBalance) || attempt === TRIES) throw error;
    }
  }
}
