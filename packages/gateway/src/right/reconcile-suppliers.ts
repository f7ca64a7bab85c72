import type { Services } from '../context.js';
import { withDeadline } from '../channels/channel.js';
import { writeCsv } from '../csv.js';
import { addDays, endOfDay, startOfDay } from '../day.js';
import { shardOf } from '../id.js';
import { findSupplier } from '../suppliers/directory.js';
import type { StatementLine } from '../suppliers/supplier.js';
import type { BenefitRow } from './show.js';

/** A supplier's bookkeeping may take its time. */
const DEADLINE_MS = 30_000;

/**
 * One thing on which a supplier's books and ours differ: it billed what we never had, we have what it never billed, it came to
 * another end, or it bears another code. `reference` is the benefit's id; for codes delivered in bulk, the code.
 */
export interface Difference {
  readonly kind: 'missing_here' | 'missing_there' | 'state' | 'code';
  readonly reference: string;
  readonly ours: string | null;
  readonly theirs: string | null;
}

export interface Reconciliation {
  readonly supplier: string;
  readonly day: string;
  readonly matched: number;
  readonly differences: readonly Difference[];
}

type Needs = Pick<Services, 'db' | 'suppliers'>;

/**
 * Compares what a supplier says it did on a day (Asia/Shanghai) with what we have of it. What was done around midnight may be on the
 * other one's next or last day; that is no difference. Changes nothing. Throws what the supplier throws.
 */
export async function reconcileSupplier(services: Needs, supplier: string, day: string): Promise<Reconciliation> {
  const said = (of: string): Promise<readonly StatementLine[]> =>
    withDeadline(DEADLINE_MS, (signal) => services.suppliers.of(supplier).statement(of, signal));
  const lines = await said(day);
  const around = [...lines, ...await said(addDays(day, -1)), ...await said(addDays(day, 1))];
  const differences = findSupplier(supplier)?.delivery === 'bulk'
    ? await compareBatches(services, supplier, day, lines, around)
    : await compareBenefits(services, supplier, day, lines, around);
  const differing = new Set(differences.map(({ reference }) => reference));
  return { supplier, day, matched: lines.filter(({ reference }) => !differing.has(reference)).length, differences: differences.sort(byReference) };
}

async function compareBenefits({ db }: Needs, supplier: string, day: string, lines: readonly StatementLine[], around: readonly StatementLine[]): Promise<Difference[]> {
  const settled = await db.selectFrom('benefit').selectAll().where('supplier', '=', supplier)
    .where('settled_at', '>=', startOfDay(day)).where('settled_at', '<=', endOfDay(day)).execute();
  const named = lines.length === 0 ? [] : await db.selectFrom('benefit').selectAll().where('supplier', '=', supplier)
    .where('shard_key', 'in', [...new Set(lines.map(({ reference }) => shardOf(reference)))]).where('id', 'in', lines.map(({ reference }) => reference)).execute();
  const ours = new Map([...settled, ...named].map((row) => [row.id, row]));
  const theirs = new Set(around.map(({ reference }) => reference));
  return [
    ...lines.flatMap((line) => compare(line, ours.get(line.reference))),
    ...settled.filter((row) => isGood(row) && !theirs.has(row.id))
      .map((row): Difference => ({ kind: 'missing_there', reference: row.id, ours: row.state, theirs: null })),
  ];
}

const isGood = ({ state }: BenefitRow): boolean => state === 'unused' || state === 'used';

function compare(line: StatementLine, row: BenefitRow | undefined): Difference[] {
  const { reference, state, code } = line;
  if (row === undefined) return [{ kind: 'missing_here', reference, ours: null, theirs: state }];
  // Being asked still: it is not settled, so it cannot be settled otherwise.
  if (row.state === 'pending' && state !== 'issued') return [];
  if (isGood(row) !== (state === 'issued')) return [{ kind: 'state', reference, ours: row.state, theirs: state }];
  return code === row.code ? [] : [{ kind: 'code', reference, ours: row.code, theirs: code }];
}

/** Codes in bulk are compared as delivered; which benefit has each is known by the pool. */
async function compareBatches({ db }: Needs, supplier: string, day: string, lines: readonly StatementLine[], around: readonly StatementLine[]): Promise<Difference[]> {
  const batches = await db.selectFrom('supplier_batch').select(['codes', 'at']).where('supplier', '=', supplier)
    .where('at', '>=', startOfDay(addDays(day, -1))).where('at', '<=', endOfDay(addDays(day, 1))).execute();
  const ours = new Set(batches.flatMap(({ codes }) => codes));
  const theirs = new Set(around.map(({ reference }) => reference));
  const today = batches.filter(({ at }) => at >= startOfDay(day) && at <= endOfDay(day)).flatMap(({ codes }) => codes);
  return [
    ...lines.filter(({ reference }) => !ours.has(reference)).map(({ reference, state }): Difference => ({ kind: 'missing_here', reference, ours: null, theirs: state })),
    ...today.filter((code) => !theirs.has(code)).map((code): Difference => ({ kind: 'missing_there', reference: code, ours: 'delivered', theirs: null })),
  ];
}

const byReference = (a: Difference, b: Difference): number => (a.reference < b.reference ? -1 : a.reference > b.reference ? 1 : 0);

/** The differences as a CSV file that is safe to open in a spreadsheet. */
export const reconciliationCsv = ({ supplier, day, differences }: Reconciliation): string => writeCsv(
  ['supplier', 'day', 'kind', 'reference', 'ours', 'theirs'],
  differences.map(({ kind, reference, ours, theirs }) => [supplier, day, kind, reference, ours, theirs]),
);
