import { writeFileSync } from 'node:fs';
import { dayOf, startOfDay } from '../day.js';
import { reconciliationCsv, reconcileSupplier as reconcile } from '../right/right.js';
import { findSupplier } from '../suppliers/directory.js';
import { table } from './table.js';
import { FAULTS_MAX, Refused, type OperatorContext, type Told } from './told.js';

/** A supplier's day (Asia/Shanghai) against ours: what matches, and every difference. Changes nothing; exit code 1 when there are differences. */
export async function reconcileSupplier(ctx: OperatorContext, { supplier, day, out }: { readonly supplier: string; readonly day: string; readonly out: string | undefined }): Promise<Told> {
  if (findSupplier(supplier) === null) throw new Refused(`There is no supplier ${JSON.stringify(supplier)}.`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)) || dayOf(startOfDay(day)) !== day) throw new Refused(`Expected a day such as 2026-03-01; ${JSON.stringify(day)} came.`);
  const found = await reconcile(ctx, supplier, day);
  if (out !== undefined) writeFileSync(out, reconciliationCsv(found), { mode: 0o600 });
  const { matched, differences } = found;
  const shown = differences.slice(0, FAULTS_MAX).map(({ kind, reference, ours, theirs }) => [kind, reference, ours ?? '–', theirs ?? '–']);
  return {
    lines: [
      `${supplier} on ${day}: ${matched} match, ${differences.length} differ.`,
      ...(differences.length === 0 ? [] : table(['what', 'reference', 'ours', 'theirs'], shown)),
      ...(differences.length > shown.length ? [`and ${differences.length - shown.length} more`] : []),
      ...(out === undefined ? [] : [`→ ${out}`]),
    ],
    data: found, exit: differences.length === 0 ? 0 : 1,
  };
}
