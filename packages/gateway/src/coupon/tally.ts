import { sql } from 'kysely';
import type { Services } from '../context.js';
import { Overtaken, step, type Step } from '../database.js';
import type { Counter } from './limits.js';

/** How many claims a counter has seen. */
export type Counts = (counter: Counter) => number;

const keyOf = ({ holder, scope, period }: Pick<Counter, 'holder' | 'scope' | 'period'>): string => `${holder} ${scope} ${period}`;

/** What these counters have seen, in one read; none when there is nothing to count. */
export async function readCounts({ db }: Pick<Services, 'db'>, counters: readonly Counter[]): Promise<Map<string, number>> {
  if (counters.length === 0) return new Map();
  const unique = new Map(counters.map((counter) => [keyOf(counter), counter]));
  const { rows } = await sql<{ holder: string; scope: string; period: string; claimed: number }>`
    select asked.holder, asked.scope, asked.period, seen.claimed
    from json_to_recordset(${recordset([...unique.values()])}::json) as asked (shard_key integer, holder text, scope text, period text)
    cross join lateral (
      select claimed from claim_count where claim_count.shard_key = asked.shard_key and claim_count.holder = asked.holder
        and claim_count.scope = asked.scope and claim_count.period = asked.period limit 1) as seen`.execute(db);
  return new Map(rows.map((row) => [keyOf(row), row.claimed]));
}

/** A tally of claims over what was read, while a batch is decided. */
export class Tally {
  readonly #seen: ReadonlyMap<string, number>;
  readonly #added = new Map<string, { counter: Counter; count: number }>();

  constructor(seen: ReadonlyMap<string, number>) {
    this.#seen = seen;
  }

  readonly of: Counts = (counter) => (this.#seen.get(keyOf(counter)) ?? 0) + (this.#added.get(keyOf(counter))?.count ?? 0);

  /** Counts one more for each; two limits that count the same count it once. */
  add(counters: readonly Counter[]): void {
    for (const [key, counter] of new Map(counters.map((counter) => [keyOf(counter), counter]))) {
      const before = this.#added.get(key);
      const most = Math.min(...counters.filter((other) => keyOf(other) === key).map((other) => other.most));
      this.#added.set(key, { counter: { ...counter, most: Math.min(most, before?.counter.most ?? most) }, count: (before?.count ?? 0) + 1 });
    }
  }

  /** Writes what was added, in one statement and one order for everybody. Throws Overtaken when others have counted past a limit meanwhile. */
  steps(): readonly Step[] {
    if (this.#added.size === 0) return [];
    const added = [...this.#added.values()].map(({ counter, count }) => ({ ...counter, count }));
    return [step(sql<{ holder: string; scope: string; period: string; claimed: number }>`
      insert into claim_count (shard_key, holder, scope, period, claimed)
      select shard_key, holder, scope, period, count
      from json_to_recordset(${recordset(added)}::json) as added (shard_key integer, holder text, scope text, period text, count integer)
      order by shard_key, holder, scope, period
      on conflict (shard_key, holder, scope, period) do update set claimed = claim_count.claimed + excluded.claimed
      returning holder, scope, period, claimed`, (rows) => {
      for (const row of rows) {
        const limit = this.#added.get(keyOf(row));
        if (limit !== undefined && row.claimed > limit.counter.most) throw new Overtaken(`other claims filled the limit ${keyOf(row)}`);
      }
    })];
  }
}

const recordset = (counters: readonly (Counter & { readonly count?: number })[]): string =>
  JSON.stringify(counters.map(({ shard, holder, scope, period, count }) => ({ shard_key: shard, holder, scope, period, count })));
