import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Scope, type MintedSession } from '@tessera/contract';
import { Kysely, PGliteDialect, sql } from 'kysely';
import pg from 'pg';
import { pino, type Logger } from 'pino';
import { createApp } from './app.js';
import type { Services } from './context.js';
import { openDatabase, type Database } from './database.js';
import type { Handler } from './handler.js';
import { migrate } from './migrations/index.js';
import { seed } from './seed.js';
import { demo } from './seed/demo.js';
import type { App } from './serve.js';
import { createServices } from './services.js';
import { sessionHandlers } from './session/routes.js';
import { defaultPaymentSettings, defaultRateLimits, type Settings } from './settings.js';
import type { Tables } from './tables.js';

/** A clock that stands until it is moved. It starts on Monday, 23 November 2026, at noon in Shanghai. */
export class TestClock {
  #now = Date.parse('2026-11-23T04:00:00.000Z');
  readonly read = (): Date => new Date(this.#now);
  set(time: string): void { this.#now = Date.parse(time); }
  advance(milliseconds: number): void { this.#now += milliseconds; }
}

/** Where the test's pages are served from; both demonstration platforms allow them. */
export const PAGE = 'http://localhost:4601';
const PAGES = ['http://localhost:4601', 'http://localhost:4602', 'http://localhost:4603'];

export interface TestOptions {
  readonly settings?: Partial<Settings>;
  readonly log?: Logger;
  /** Rows to serve instead of the contract's, to try the kernel with verbs of the test's own; sessions are always served. */
  readonly handlers?: readonly Handler[];
  /** What transactions see of each other, when not the database's default. */
  readonly isolation?: 'serializable';
  /** Services to use instead of the real ones. */
  readonly replace?: (services: Services) => Partial<Services>;
}

/** One answer, its body read. */
export interface Reply<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

/** Calls as one caller. Writes get a fresh idempotency key unless one is given. */
export interface Caller {
  get<T>(path: string, headers?: HeadersInit): Promise<Reply<T>>;
  post<T>(path: string, body?: unknown, options?: WriteOptions): Promise<Reply<T>>;
  put<T>(path: string, body?: unknown, options?: WriteOptions): Promise<Reply<T>>;
  delete<T>(path: string, options?: WriteOptions): Promise<Reply<T>>;
}

export interface WriteOptions {
  readonly key?: string;
  readonly headers?: HeadersInit;
}

export interface TestGateway {
  readonly app: App;
  readonly services: Services;
  readonly clock: TestClock;
  /** A caller with this bearer token or key; nobody known without one. */
  as(token?: string): Caller;
  /** A session of a partner's user, minted through the API; Lin Xiao with every scope unless told otherwise. */
  user(options?: { reference?: string; scopes?: readonly Scope[]; secretKey?: string }): Promise<Caller & { session: MintedSession }>;
  /** A session of a demonstration till. */
  terminal(options?: { id?: string; scopes?: readonly Scope[] }): Promise<Caller & { session: MintedSession }>;
  close(): Promise<void>;
}

/** A gateway with the seed in a database of its own: PGlite, or PostgreSQL when TEST_DATABASE_URL names a server. */
export async function testGateway(options: TestOptions = {}): Promise<TestGateway> {
  const clock = new TestClock();
  const settings = { ...testSettings, ...options.settings };
  const log = options.log ?? pino({ level: 'silent' });
  const { db, drop } = await openTestDatabase(settings, options.isolation);
  const services = createServices({ db, settings, log, clock: clock.read });
  const replaced = { ...services, ...options.replace?.(services) };
  const app = options.handlers ? createApp(replaced, [...sessionHandlers, ...options.handlers]) : createApp(replaced);
  const as = (token?: string) => callerOf(app, token);
  const mint = async (secretKey: string, body: unknown) => {
    const reply = await as(secretKey).post<MintedSession>('/v1/sessions', body);
    if (reply.status !== 201) throw new Error(`No session: ${reply.text}`);
    return { ...as(reply.body.token), session: reply.body };
  };
  return {
    app, services: replaced, clock, as,
    user: ({ reference = demo.linXiao.reference, scopes = Scope.options, secretKey = demo.partner.secretKey } = {}) =>
      mint(secretKey, { subject: { kind: 'user', reference }, origin: PAGE, scopes }),
    terminal: ({ id = demo.terminals.quancheng, scopes = ['payments:read', 'payments:write', 'stores:read'] } = {}) =>
      mint(demo.merchantPlatform.secretKey, { subject: { kind: 'terminal', id }, origin: PAGE, scopes }),
    async close() {
      replaced.events.close();
      await db.destroy();
      await drop();
    },
  };
}

/** Settings under which no payment waits for its user and no day has a limit. */
export const unlimited = { withoutPin: { amount: 5_000_000, perDay: 1e6 }, dailyLimits: { A: 1e9, B: 1e9, C: 1e9, D: 1e9 } } as const satisfies Partial<Settings>;

export const testSettings: Settings = {
  origin: 'http://localhost:4600', database: { kind: 'memory' }, signingSecret: new Uint8Array(32).fill(7), trustProxy: false,
  embedDirectory: null, exampleOrigins: PAGES, ...defaultPaymentSettings, rateLimits: { ...defaultRateLimits, platform: 1e6, session: 1e6, address: 1e6 }, logLevel: 'silent',
};

function callerOf(app: App, token?: string): Caller {
  const send = async <T>(method: string, path: string, body: unknown, headers: Headers): Promise<Reply<T>> => {
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
    if (body !== undefined && !headers.has('Content-Type')) headers.set('Content-Type', 'application/json');
    const answer = await app.request(path, { method, headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, headers: answer.headers, text, body: (json ? JSON.parse(text) : undefined) as T };
  };
  const write = <T>(method: string, path: string, body: unknown, { key = randomUUID(), headers }: WriteOptions = {}) => {
    const all = new Headers(headers);
    if (!all.has('Idempotency-Key')) all.set('Idempotency-Key', key);
    return send<T>(method, path, body, all);
  };
  return {
    get: (path, headers) => send('GET', path, undefined, new Headers(headers)),
    post: (path, body, options) => write('POST', path, body, options),
    put: (path, body, options) => write('PUT', path, body, options),
    delete: (path, options) => write('DELETE', path, undefined, options),
  };
}

async function openTestDatabase(settings: Settings, isolation?: 'serializable'): Promise<{ db: Database; drop: () => Promise<void> }> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) {
    const db = await openDatabase({ kind: 'memory' }, await template(settings));
    if (isolation) await sql`set default_transaction_isolation = ${sql.lit(isolation)}`.execute(db);
    return { db, drop: () => Promise.resolve() };
  }
  const name = `tessera_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template ${await templateOn(server, settings)}`);
  const db = await openDatabase({ kind: 'postgres', url: databaseOn(server, name, isolation) });
  return { db, drop: () => administer(server, `drop database if exists ${name} with (force)`) };
}

function databaseOn(server: string, name: string, isolation?: 'serializable'): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (isolation) url.searchParams.set('options', `-c default_transaction_isolation=${isolation}`);
  return url.href;
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function prepare(db: Database, settings: Settings): Promise<void> {
  await migrate(db);
  await seed(createServices({ db, settings, log: pino({ level: 'silent' }), clock: new TestClock().read }));
}

/** The name of a migrated and seeded database of a server; whoever comes first makes it, and it has its name once it is whole. */
async function templateOn(server: string, settings: Settings): Promise<string> {
  const name = `tessera_template_${fingerprint(settings)}`;
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const draft = `${name}_draft`;
      await client.query(`drop database if exists ${draft} with (force)`);
      await client.query(`create database ${draft}`);
      const db = await openDatabase({ kind: 'postgres', url: databaseOn(server, draft) });
      await prepare(db, settings).finally(() => db.destroy());
      await client.query(`alter database ${draft} rename to ${name}`);
    }
    return name;
  } finally {
    await client.end();
  }
}

/** A migrated and seeded data directory, kept between runs until a source file or the settings change: 0.7 s instead of 3. */
async function template(settings: Settings): Promise<Blob> {
  const path = join(tmpdir(), `tessera-template-${fingerprint(settings)}.tar`);
  try {
    return new Blob([readFileSync(path)]);
  } catch {
    const pglite = await PGlite.create();
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    await prepare(db, settings);
    await sql`checkpoint`.execute(db);
    const dump = await pglite.dumpDataDir('none');
    await db.destroy();
    const draft = mkdtempSync(join(tmpdir(), 'tessera-template-'));
    writeFileSync(join(draft, 'tar'), Buffer.from(await dump.arrayBuffer()));
    renameSync(join(draft, 'tar'), path);
    rmSync(draft, { recursive: true });
    return dump;
  }
}

function fingerprint(settings: Settings): string {
  const hash = createHash('sha256').update(JSON.stringify([settings.exampleOrigins, [...settings.signingSecret]]));
  const folder = import.meta.dirname;
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  for (const name of sources.sort()) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
