import { sql } from 'kysely';
import type { Database } from '../database.js';
import type { Unit } from './account.js';

/** `faults` is empty while the books are true; each one names an account or a unit and what is wrong with it. */
export interface Conservation {
  readonly faults: readonly string[];
  readonly units: ReadonlyMap<Unit, { readonly debits: number; readonly credits: number }>;
}

/** Checks the whole ledger: debits equal credits in every unit, every balance equals its transfers, every reserve its pending holds. */
export function conservation(db: Database): Promise<Conservation> {
  // One snapshot, so that it can be run while the gateway works.
  return db.isTransaction ? check(db) : db.transaction().setIsolationLevel('repeatable read').execute(check);
}

async function check(db: Database): Promise<Conservation> {
  const accounts = await db.selectFrom('ledger_account').selectAll().execute();
  const debits = await db.selectFrom('ledger_transfer')
    .select(['shard_key as shard', 'debit as id', 'unit', (eb) => eb.cast<number>(eb.fn.sum<number>('amount'), sql`bigint`).as('amount')])
    .groupBy(['shard_key', 'debit', 'unit']).execute();
  const credits = await db.selectFrom('ledger_transfer')
    .select(['credit_shard as shard', 'credit as id', 'unit', (eb) => eb.cast<number>(eb.fn.sum<number>('amount'), sql`bigint`).as('amount')])
    .groupBy(['credit_shard', 'credit', 'unit']).execute();
  const holds = await db.selectFrom('ledger_hold').where('state', '=', 'pending')
    .select(['shard_key as shard', 'debit as id', 'unit', (eb) => eb.cast<number>(eb.fn.sum<number>('amount'), sql`bigint`).as('amount')])
    .groupBy(['shard_key', 'debit', 'unit']).execute();

  const faults: string[] = [];
  const units = new Map<Unit, { debits: number; credits: number }>();
  const told = new Map<string, { balance: number; held: number }>();
  const of = (row: { shard: number; id: string; unit: Unit }) => {
    const key = `${row.shard} ${row.id} ${row.unit}`;
    const sums = told.get(key) ?? { balance: 0, held: 0 };
    told.set(key, sums);
    const unit = units.get(row.unit) ?? { debits: 0, credits: 0 };
    units.set(row.unit, unit);
    return { sums, unit };
  };
  for (const row of debits) { const { sums, unit } = of(row); sums.balance -= row.amount; unit.debits += row.amount; }
  for (const row of credits) { const { sums, unit } = of(row); sums.balance += row.amount; unit.credits += row.amount; }
  for (const row of holds) of(row).sums.held += row.amount;

  const totals = new Map<Unit, number>();
  for (const row of accounts) {
    const key = `${row.shard_key} ${row.id} ${row.unit}`;
    const sums = told.get(key) ?? { balance: 0, held: 0 };
    told.delete(key);
    totals.set(row.unit, (totals.get(row.unit) ?? 0) + row.balance);
    if (row.balance !== sums.balance) faults.push(`${key}: balance ${row.balance}, transfers say ${sums.balance}`);
    if (row.held !== sums.held) faults.push(`${key}: held ${row.held}, holds say ${sums.held}`);
    if (!row.house && row.balance < row.held) faults.push(`${key}: overdrawn, balance ${row.balance}, held ${row.held}`);
  }
  for (const key of told.keys()) faults.push(`${key}: transfers without an account`);
  for (const [unit, total] of totals) if (total !== 0) faults.push(`${unit}: balances sum to ${total}, not 0`);
  for (const [unit, sums] of units) if (sums.debits !== sums.credits) faults.push(`${unit}: debits ${sums.debits}, credits ${sums.credits}`);
  return { faults, units };
}
