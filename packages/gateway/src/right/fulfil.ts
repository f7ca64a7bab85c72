import { setTimeout as sleep } from 'node:timers/promises';
import { fulfilOne } from './fulfil-one.js';
import type { FulfilServices } from './fulfil-one.js';
import type { BenefitRow } from './show.js';

/** Longest wait for one answer. */
const DEADLINE_MS = 3000;

export interface FulfilOptions {
  /** Most benefits of one supplier in one run, so that a long line for one does not shut out the others. */
  readonly perSupplier?: number;
  readonly deadlineMs?: number;
  /** How long a run waits for its suppliers; a slower one's benefits go on beside the next runs, which leave it alone. Without it, until all are done. */
  readonly patienceMs?: number;
}

/**
 * Asks suppliers about the pending benefits that are due, every supplier's beside the others'. One that is left alone
 * (its circuit is open) is not asked, and that does not count as a look. Returns how many were settled. Any number of processes may
 * run it: a look is taken by moving its time on, and a benefit is settled by a condition on `pending`, once.
 */
export async function fulfilBenefits(services: FulfilServices, { perSupplier = 20, deadlineMs = DEADLINE_MS, patienceMs }: FulfilOptions = {}): Promise<number> {
  const now = services.clock();
  const { circuits } = services.suppliers;
  const shut = [...circuits.open(), ...(patienceMs === undefined ? [] : circuits.busy())];
  const ranked = services.db.selectFrom('benefit').selectAll()
    .select((eb) => eb.fn.agg<number>('row_number').over((over) => over.partitionBy('supplier').orderBy('look_at')).as('rank'))
    .where('state', '=', 'pending').where('look_at', '<=', now)
    .$if(shut.length > 0, (query) => query.where('supplier', 'not in', shut));
  const due = await services.db.selectFrom(ranked.as('due')).selectAll().where('rank', '<=', perSupplier).orderBy('look_at').execute();
  const lanes = new Map<string, BenefitRow[]>();
  for (const { rank: _rank, ...row } of due) lanes.set(row.supplier, [...lanes.get(row.supplier) ?? [], row]);
  const settled = await Promise.all([...lanes].map(([supplier, rows]) => {
    const done = circuits.lane(supplier, () => lane(services, supplier, rows, now, deadlineMs));
    return patienceMs === undefined ? done : within(services, done, patienceMs);
  }));
  return settled.reduce((sum, count) => sum + count, 0);
}

/** What a lane has settled by then, 0 for one that goes on by itself; what it throws later goes to the log. */
async function within(services: FulfilServices, done: Promise<number>, milliseconds: number): Promise<number> {
  const enough = new AbortController();
  const settled = done.catch((error: unknown) => {
    services.log.error({ err: error }, 'benefits could not be fulfilled');
    return 0;
  });
  try {
    return await Promise.race([settled, sleep(milliseconds, 0, { signal: enough.signal, ref: false })]);
  } finally {
    enough.abort();
  }
}

/** One supplier's benefits, a few at a time, until its circuit opens. */
async function lane(services: FulfilServices, supplier: string, rows: readonly BenefitRow[], now: Date, deadlineMs: number): Promise<number> {
  let settled = 0;
  for (let next = 0; next < rows.length;) {
    const width = services.suppliers.circuits.width(supplier);
    if (width === 0) break;
    const done = await Promise.all(rows.slice(next, next + width).map((row) => fulfilOne(services, row, now, deadlineMs)));
    settled += done.filter(Boolean).length;
    next += width;
  }
  return settled;
}
