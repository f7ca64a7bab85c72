import { sql } from 'kysely';
import type { Services } from '../context.js';
import { addMonths, dayOf, endOfDay } from '../day.js';
import { accountId } from '../ledger/ledger.js';
import { pointsOf } from './points.js';

/** Points lapse at the end of the twelfth month (Asia/Shanghai) after the month they were earned in. */
const MONTHS = 12;

/** What was earned in a month, `2025-03`, and what is left of it: the oldest points are spent first. */
export interface Lot {
  readonly month: string;
  readonly earned: number;
  readonly left: number;
}

/** When the points of a month lapse: the last millisecond they are good for. */
export function lapsesAt(month: string): Date {
  const [year = 0, of = 1] = month.split('-').map(Number);
  // From a 31st `addMonths` comes to the last day of any month.
  return endOfDay(addMonths('2000-01-31', (year - 2000) * 12 + of - 1 + MONTHS));
}

/** The newest month whose points have lapsed. */
export const lapsedMonth = (now: Date): string => addMonths(`${dayOf(now).slice(0, 7)}-01`, -MONTHS - 1).slice(0, 7);

/**
 * A user's points by the month they came in, oldest first, told by the ledger alone: credits by month, less all debits from the
 * front. Points that a refund returned are of the month they returned in. What is left of all lots is the balance, always.
 */
export async function readLots({ db }: Pick<Services, 'db'>, userId: string): Promise<Lot[]> {
  const points = pointsOf(userId);
  const { rows } = await sql<{ month: string | null; amount: number }>`
    select to_char(at at time zone 'UTC' + interval '8 hours', 'YYYY-MM') as month, cast(sum(amount) as bigint) as amount
    from ledger_transfer where credit_shard = ${points.shard} and credit = ${accountId(points)} group by 1
    union all
    select null, cast(coalesce(sum(amount), 0) as bigint) from ledger_transfer where shard_key = ${points.shard} and debit = ${accountId(points)}`.execute(db);
  const spent = rows.find(({ month }) => month === null)?.amount ?? 0;
  return lotsOf(rows.flatMap(({ month, amount }) => (month === null ? [] : [{ month, earned: amount }])), spent);
}

/** Takes `spent` from the oldest of what was earned. */
export function lotsOf(earned: readonly { readonly month: string; readonly earned: number }[], spent: number): Lot[] {
  let due = spent;
  return [...earned].sort((a, b) => (a.month < b.month ? -1 : 1)).map((lot) => {
    const taken = Math.min(due, lot.earned);
    due -= taken;
    return { ...lot, left: lot.earned - taken };
  });
}
