import { withDeadline } from '../channels/channel.js';
import { addCodes, codesLeft, InsufficientCodes, takeCodes } from '../code-pool/pool.js';
import { withRetry } from '../database.js';
import { shardOfText } from '../id.js';
import type { FulfilServices } from './fulfil-one.js';
import { settle } from './settle.js';
import type { BenefitRow } from './show.js';

/** Codes bought at a time, and how few may be left before more are bought. */
export const BATCH = 100;
export const LOW = 10;

/** The pool of a benefit whose codes come in bulk. */
export const poolOf = (benefit: string): string => `benefit/${benefit}`;

/** Fulfils a benefit out of its pool of codes, filled up by its supplier when few are left. False while there is none. */
export async function fromPool(services: FulfilServices, row: BenefitRow, deadlineMs: number): Promise<boolean> {
  const left = await codesLeft(services, poolOf(row.benefit));
  if (left <= LOW) {
    const refilled = refill(services, row, deadlineMs);
    // With codes in stock a supplier that does not deliver holds nobody up.
    if (left === 0) await refilled;
    else await refilled.catch((error: unknown) => { services.log.warn({ err: error, supplier: row.supplier, benefit: row.benefit }, 'a pool of codes could not be refilled'); });
  }
  try {
    return await withRetry(services.db, async (db) => {
      const pending = await db.selectFrom('benefit').select('id').where('shard_key', '=', row.shard_key).where('id', '=', row.id)
        .where('state', '=', 'pending').forUpdate().executeTakeFirst();
      if (pending === undefined) return false;
      const codes = await takeCodes({ db }, poolOf(row.benefit), [row.id], services.clock());
      return settle({ ...services, db }, row, codes.get(row.id) ?? null);
    });
  } catch (error) {
    // Others took the last ones; the next look finds more.
    if (error instanceof InsufficientCodes) return false;
    throw error;
  }
}

/** Buys a batch. It is named by how many came before it, so that processes that see the same shortage get the same codes, and one of them adds them. */
async function refill(services: FulfilServices, { supplier, benefit }: BenefitRow, deadlineMs: number): Promise<void> {
  const pool = poolOf(benefit);
  const shard_key = shardOfText(pool);
  const { count } = await services.db.selectFrom('supplier_batch').select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('shard_key', '=', shard_key).where('supplier', '=', supplier).where('benefit', '=', benefit).executeTakeFirstOrThrow();
  const reference = `${pool}/${count + 1}`;
  const codes = await services.suppliers.circuits.run(supplier, () =>
    withDeadline(deadlineMs, (signal) => services.suppliers.of(supplier).batch({ reference, benefit }, BATCH, signal)));
  await withRetry(services.db, async (db) => {
    const added = await db.insertInto('supplier_batch').values({ shard_key, reference, supplier, benefit, codes: JSON.stringify(codes), at: services.clock() })
      .onConflict((on) => on.columns(['shard_key', 'reference']).doNothing()).returning('reference').executeTakeFirst();
    if (added !== undefined) await addCodes({ db }, pool, codes);
  });
}
