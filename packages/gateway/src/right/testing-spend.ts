import { isPassing, openDatabase, withRetry } from '../database.js';
import type { Services } from '../context.js';
import { ProblemError } from '../problem.js';
import { balance } from '../ledger/ledger.js';
import { pointsOf, spendPoints } from './points.js';

/** Spends points from a process of its own, all at once: `<database url> <user> <times> <points> <name>`. Prints `{spent, refused, least}`. */
const [url = '', userId = '', times = '0', points = '0', name = ''] = process.argv.slice(2);
const db = await openDatabase({ kind: 'postgres', url });
const clock: Services['clock'] = () => new Date();
const result = { spent: 0, refused: 0, least: Number.MAX_SAFE_INTEGER };
await Promise.all(Array.from({ length: Number(times) }, async (_, place) => {
  try {
    await spend(place);
    result.spent += 1;
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'points_too_few')) throw error;
    result.refused += 1;
  }
  result.least = Math.min(result.least, (await balance({ db }, pointsOf(userId))).balance);
}));
await db.destroy();
process.stdout.write(JSON.stringify(result));

/** A caller that is told `unavailable`, as two hundred on one account may be, asks again: the reference makes it one spend. */
async function spend(place: number): Promise<void> {
  for (;;) {
    try {
      return await withRetry(db, (trx) => spendPoints({ db: trx, clock }, { userId, points: Number(points), reason: 'spent', reference: `${userId}/${name}-${place}` }));
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
  }
}
