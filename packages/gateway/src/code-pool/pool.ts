import { sql } from 'kysely';
import type { Services } from '../context.js';
import { Overtaken } from '../database.js';
import { shardOf, shardOfText } from '../id.js';

type PoolContext = Pick<Services, 'db'>;

/** Codes that one statement writes: larger ones gain nothing. */
const CHUNK = 10_000;

/** The pool has fewer codes left than there are takers. Nobody got one. */
export class InsufficientCodes extends Error {
  override readonly name = 'InsufficientCodes';
  constructor(readonly pool: string) {
    super(`${pool} has fewer codes left than were asked for`);
  }
}

/** Codes that the pool holds already. Nothing was added. */
export class DuplicateCodes extends Error {
  override readonly name = 'DuplicateCodes';
  constructor(readonly pool: string, readonly codes: ReadonlySet<string>) {
    super(`${pool} has ${codes.size} of the codes already`);
  }
}

/** A campaign's pool is in the campaign's shard, any other in its name's. */
const shardOfPool = (pool: string): number => (pool.startsWith('cmp_') ? shardOf(pool) : shardOfText(pool));

/**
 * One code for each taker (the ids of coupons or benefits, each once), in the caller's transaction. The pool's row gives the
 * places, so that two takings wait for each other and no code goes out twice. Throws InsufficientCodes, or Overtaken when
 * codes were added since the statement began.
 */
export async function takeCodes({ db }: PoolContext, pool: string, takers: readonly string[], now: Date): Promise<Map<string, string>> {
  if (takers.length === 0) return new Map();
  const shard = shardOfPool(pool);
  const asked = JSON.stringify(takers.map((taker, place) => ({ taker, place: place + 1 })));
  const { rows } = await sql<{ taken_by: string; code: string }>`
    with head as (
      update code_pool set taken = taken + ${takers.length}::integer
      where shard_key = ${shard} and pool = ${pool} and taken + ${takers.length}::integer <= size returning taken)
    update pool_code set taken_by = asked.taker, taken_at = ${now}::timestamptz
    from head, json_to_recordset(${asked}::json) as asked (taker text, place integer)
    where pool_code.shard_key = ${shard} and pool_code.pool = ${pool} and pool_code.place = head.taken - ${takers.length}::integer + asked.place
    returning taken_by, code`.execute(db);
  if (rows.length === takers.length) return new Map(rows.map(({ taken_by, code }) => [taken_by, code]));
  // None: too few are left. Some: the pool grew after this statement's snapshot, which sees the new size and not the new codes.
  if (rows.length === 0 && (await codesLeft({ db }, pool)) < takers.length) throw new InsufficientCodes(pool);
  throw new Overtaken(`codes were added to ${pool} while some were taken`);
}

/** Codes that nobody has yet; 0 for a pool nobody has filled. */
export async function codesLeft({ db }: PoolContext, pool: string): Promise<number> {
  const row = await db.selectFrom('code_pool').select(['size', 'taken']).where('shard_key', '=', shardOfPool(pool)).where('pool', '=', pool).executeTakeFirst();
  return row === undefined ? 0 : row.size - row.taken;
}

/** Puts codes (each once) at the end of a pool, all or none, in the caller's transaction. `told` hears how many are written. Throws DuplicateCodes. */
export async function addCodes({ db }: PoolContext, pool: string, codes: readonly string[], told: (written: number) => void = () => undefined): Promise<void> {
  if (codes.length === 0) return;
  const shard_key = shardOfPool(pool);
  // The pool's row first: two imports into one pool wait here, and the second one sees the codes of the first.
  const { size } = await db.insertInto('code_pool').values({ shard_key, pool, size: codes.length, taken: 0 })
    .onConflict((on) => on.columns(['shard_key', 'pool']).doUpdateSet((eb) => ({ size: eb('code_pool.size', '+', eb.ref('excluded.size')) })))
    .returning('size').executeTakeFirstOrThrow();
  const known = new Set<string>();
  for (let start = 0; start < codes.length; start += CHUNK) {
    const chunk = codes.slice(start, start + CHUNK);
    const rows = JSON.stringify(chunk.map((code, index) => ({ code, place: size - codes.length + start + index + 1 })));
    const { rows: written } = await sql<{ code: string }>`
      insert into pool_code (shard_key, pool, place, code)
      select ${shard_key}::integer, ${pool}, added.place, added.code from json_to_recordset(${rows}::json) as added (place integer, code text)
      on conflict (shard_key, pool, code) do nothing returning code`.execute(db);
    if (written.length < chunk.length) {
      const made = new Set(written.map(({ code }) => code));
      for (const code of chunk) if (!made.has(code)) known.add(code);
    }
    told(start + chunk.length);
  }
  if (known.size > 0) throw new DuplicateCodes(pool, known);
}

/** A pool's codes in order, in pages, with who has them. */
export async function* readCodes({ db }: PoolContext, pool: string): AsyncGenerator<{ code: string; taken_by: string | null; taken_at: Date | null }> {
  for (let after = 0; ;) {
    const page = await db.selectFrom('pool_code').select(['place', 'code', 'taken_by', 'taken_at'])
      .where('shard_key', '=', shardOfPool(pool)).where('pool', '=', pool).where('place', '>', after).orderBy('place').limit(CHUNK).execute();
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < CHUNK) return;
    after = last.place;
  }
}
