import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql, type Dialect, type PostgresPool, type PostgresPoolClient, type RawBuilder, type Transaction } from 'kysely';
import pg, { TypeOverrides } from 'pg';
import type { DatabasePlace } from './settings.js';
import type { Tables } from './tables.js';

export type Database = Kysely<Tables>;

/** Most connections of one process. More make a hot row slower: 8 measured best. */
const POOL_SIZE = 8;
/** Longest wait for a row lock, in milliseconds, so that a duplicate of a running request is told so within a second. */
const LOCK_WAIT_MS = 1000;
const INT8 = 20;

/** Opens the database a place names. A template is a data directory dumped before, for a quick start in memory. */
export async function openDatabase(place: DatabasePlace, template?: Blob): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: await dialectOf(place, template) });
  // Kysely closes only what it has used, and a server that does not answer is best known at once.
  await sql`select 1`.execute(db);
  return db;
}

async function dialectOf(place: DatabasePlace, template: Blob | undefined): Promise<Dialect> {
  if (place.kind === 'postgres') return new PostgresDialect({ pool: piped(openPool(place.url)) });
  const pglite = place.kind === 'memory'
    ? await PGlite.create(template ? { loadDataDir: template } : {})
    : await PGlite.create(place.path);
  return new PGliteDialect({ pglite });
}

/** int8 as a number, as PGlite gives it: no count or amount of ours passes 2^53. */
const numbers = new TypeOverrides();
numbers.setTypeParser(INT8, Number);

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url, max: POOL_SIZE, lock_timeout: LOCK_WAIT_MS,
    connectionTimeoutMillis: 5000, query_timeout: 15_000, pipeline: true,
    types: numbers,
  });
  // Without listeners, a connection that breaks would end the process: idle, the pool tells of it; in use, the connection
  // does, beside failing its statement.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    // A plan that is kept was made when its table may have been empty, and must not read all of it once it is not.
    client.query('set enable_seqscan = off').catch(() => undefined);
  });
  return pool;
}

/** The name of each statement that a connection parses and plans once, by its text. */
const prepared = new Map<string, string>();
const preparable = new WeakSet<RawBuilder<unknown>>();

/**
 * Marks a statement to be planned once for each connection. Its text is always the same and only one way to find its rows can be right:
 * the plan stays when the tables have grown.
 */
export function prepare<R>(query: RawBuilder<R>): RawBuilder<R> {
  preparable.add(query);
  return query;
}

/** The pool as Kysely sees it: a transaction's first statement does not wait for the answer to its `begin`, and known statements are named. */
function piped(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const clientOf = (client: pg.PoolClient): PostgresPoolClient => {
    const known = clients.get(client);
    if (known) return known;
    const { stream } = client.connection;
    let begins = false;
    const query = (text: string, values: readonly unknown[]) => {
      if (text === 'begin') {
        begins = true;
        return Promise.resolve({ command: 'BEGIN', rowCount: 0, rows: [] });
      }
      // What is asked for at once goes out as one packet: writing to the database is the dearest part of asking it.
      stream.cork();
      queueMicrotask(() => { stream.uncork(); });
      // A `begin` fails with its connection only, and then what follows fails as well.
      if (begins) client.query('begin').catch(() => undefined);
      begins = false;
      const name = prepared.get(text);
      return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    };
    const made = { query, release: (destroy?: boolean) => { client.release(destroy); } } as unknown as PostgresPoolClient;
    clients.set(client, made);
    return made;
  };
  return { connect: async () => clientOf(await pool.connect()), end: () => pool.end(), options: pool.options };
}

type RowsOf<Q extends readonly RawBuilder<unknown>[]> = { readonly [P in keyof Q]: Q[P] extends RawBuilder<infer R> ? readonly R[] : never };

/**
 * Sends statements that do not depend on each other's answers, so that all of them wait for the database once: done in order, the rows of
 * each, the first failure thrown.
 */
export async function sendAll<const Q extends readonly RawBuilder<unknown>[]>(db: Database, queries: Q): Promise<RowsOf<Q>> {
  const compiled = queries.map((query) => query.compile(db));
  for (const [place, { sql: text }] of compiled.entries()) {
    const query = queries[place];
    if (query !== undefined && preparable.has(query) && !prepared.has(text)) prepared.set(text, `tessera_${prepared.size}`);
  }
  const results = await db.getExecutor().provideConnection((connection) => Promise.all(compiled.map((query) => connection.executeQuery(query))));
  return results.map(({ rows }) => rows) as unknown as RowsOf<Q>;
}

/** One statement of several that are sent together, and what becomes of its rows. */
export interface Step {
  readonly query: RawBuilder<unknown>;
  /** Throws what shall undo all of them. */
  readonly done: (rows: readonly unknown[]) => void;
}

export const step = <R>(query: RawBuilder<R>, done: (rows: readonly R[]) => void): Step =>
  // `runSteps` gives each step the rows of its own query.
  ({ query: prepare(query), done: done as (rows: readonly unknown[]) => void });

/** Sends all steps and asks each of them, in order, whether it was done. */
export async function runSteps(db: Database, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const rows = await sendAll(db, steps.map(({ query }) => query));
  for (const [place, { done }] of steps.entries()) done(rows[place] ?? []);
}

const TRIES = 8;
const RETRIED = new Set(['40001', '40P01', '55P03']);
/** What pg says, by SQLSTATE, system code or words, of a connection that went away. */
const LOST = /^(08\d{3}|57P0[123]|ECONNRESET|ECONNREFUSED|EPIPE)$|Connection terminated|connection error/;
/** What pg says of a server that has no connection to spare, cannot be found or keeps silent. */
const ABSENT = /^(53300|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)$|timeout exceeded when trying to connect|timeout expired|Query read timeout/;
const committed = new WeakMap<object, (() => void)[]>();

/** Runs `done` once the transaction `db` has committed; at once when `db` is no transaction of `withRetry`. */
export function onCommit(db: Database, done: () => void): void {
  const waiting = committed.get(db);
  if (waiting) waiting.push(done);
  else done();
}

/**
 * Runs `work` in a transaction, again with full jitter when the database asks for it (serialization failure, deadlock,
 * lock wait, connection lost before the commit), at most 8 times; then the database's error, which a caller is told as
 * `unavailable`. Inside a transaction it joins that one. `work` has no effect but through `trx`.
 */
export async function withRetry<T>(db: Database, work: (trx: Database) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db);
  for (let attempt = 1; ; attempt += 1) {
    const after: (() => void)[] = [];
    let working = true;
    try {
      const result = await db.transaction().execute(async (trx: Transaction<Tables>) => {
        committed.set(trx, after);
        const done = await work(trx);
        working = false;
        return done;
      });
      for (const done of after) done();
      return result;
    } catch (error) {
      if (attempt === TRIES || !(RETRIED.has(sqlState(error) ?? '') || (working && isLost(error)))) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
    }
  }
}

/** What a transaction has read is no longer so: another one was faster. `withRetry` runs it again, as when the database itself says it. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
  readonly code = '40001';
}

/** True for a lost connection. Only before the commit was sent is it sure that nothing was done. */
const isLost = (error: unknown): boolean => says(LOST, error);

/** True when the database could not do its part just now, so that the same call may succeed later. */
export const isPassing = (error: unknown): boolean => RETRIED.has(sqlState(error) ?? '') || isLost(error) || says(ABSENT, error);

const says = (words: RegExp, error: unknown): boolean =>
  error instanceof Error && (words.test(error.message) || ('code' in error && typeof error.code === 'string' && words.test(error.code)));

/** The SQLSTATE of a database error, or null for any other error. */
export function sqlState(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}

/** True when `error` is a broken unique key: somebody else made the row first. */
export const isDuplicate = (error: unknown): boolean => sqlState(error) === '23505';
