import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync } from 'node:crypto';
import type { Actor, Services } from './context.js';
import { sql } from 'kysely';
import { isDuplicate, Overtaken, sqlState, step, withRetry, type Database, type Step } from './database.js';
import { shardOf, shardOfText } from './id.js';
import { problem, ProblemError } from './problem.js';
import { signingKey } from './signing-key.js';
import type { IdempotencyRow } from './tables.js';

/** How long an answer is kept for replay, in milliseconds. After that the same key is a new request. */
export const RETENTION_MS = 24 * 3600_000;
/** How long a request in steps may be silent before a retry takes it over, in milliseconds. */
const LEASE_MS = 20_000;
/** How long a duplicate waits for the first request before it is told `request_in_progress`, in milliseconds. */
const WAIT_MS = 900;

export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string | null;
}

/** One write as its key sees it. */
export interface Once {
  readonly owner: string;
  readonly shard: number;
  readonly keyHash: string;
  readonly requestHash: string;
  readonly secret: boolean;
}

/** What the key is unique among: the caller, so that two callers' equal keys are independent. The request is kept as an HMAC: a PIN in it could be tried out of a plain hash. */
export function onceOf({ settings }: Pick<Services, 'settings'>, actor: Actor, key: string, request: string, secret: boolean): Once {
  const owner = ownerOf(actor);
  const shard = owner === 'public' ? shardOfText(key) : shardOf(owner.slice(owner.indexOf('/') + 1));
  return { owner, shard, keyHash: sha256(key), requestHash: createHmac('sha256', signingKey(settings)).update(`request ${request}`).digest('hex'), secret };
}

function ownerOf(actor: Actor): string {
  if (actor.kind === 'user') return `${actor.platformId}/${actor.userId}`;
  if (actor.kind === 'terminal') return actor.terminalId;
  return actor.kind === 'platform' ? actor.platformId : 'public';
}

const sha256 = (text: string) => hash('sha256', text);

/** The key in an Idempotency-Key header: raw, or quoted as the draft's structured field. Throws when missing or not 1-255 printable ASCII. */
export function readKey(header: string | null): string {
  if (header === null) throw problem('idempotency_key_missing', 'Send an Idempotency-Key header, a fresh UUID for each action; repeat it when you retry.');
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header);
  const key = quoted?.[1]?.replace(/\\(["\\])/g, '$1') ?? header;
  if (!/^[\x20-\x7e]{1,255}$/.test(key) || key.trim() === '') {
    throw problem('idempotency_key_invalid', `Expected 1 to 255 printable ASCII characters; ${key.length} characters came.`);
  }
  return key;
}

type Run = (db: Database) => Promise<Answer>;
/** Turns a problem into the answer that is kept for it; null when it is not to be kept. */
export type Failed = (error: unknown) => Answer | null;

/** Runs a write and keeps its answer in the same transaction, or replays the kept one. A kept problem's effects are rolled back first. */
export async function once(services: Services, call: Once, run: Run, failed: Failed): Promise<Answer & { replayed: boolean }> {
  try {
    return await withRetry(services.db, async (trx) => {
      const kept = await begin(services, trx, call);
      if (kept) return replay(services, call, kept);
      const answer = await run(trx);
      await keep(services, trx, call, answer);
      return { ...answer, replayed: false };
    });
  } catch (error) {
    const answer = failed(error);
    if (!answer) throw error;
    const kept = await withRetry(services.db, async (trx) => {
      const other = await begin(services, trx, call);
      if (!other) await keep(services, trx, call, answer);
      return other;
    });
    return kept ? replay(services, call, kept) : { ...answer, replayed: false };
  }
}

/** Like `once` for a verb that works in steps: the key is held by a lease, and a lease that ran out is taken over. */
export async function onceInSteps(services: Services, call: Once, run: Run, failed: Failed): Promise<Answer & { replayed: boolean }> {
  const kept = await lease(services, call);
  if (kept) return replay(services, call, kept);
  try {
    const answer = await run(services.db);
    await withRetry(services.db, (db) => keep(services, db, call, answer));
    return { ...answer, replayed: false };
  } catch (error) {
    const answer = failed(error);
    if (answer) {
      await withRetry(services.db, (db) => keep(services, db, call, answer));
      return { ...answer, replayed: false };
    }
    await withRetry(services.db, (db) => db.updateTable('idempotency').set({ lease_until: services.clock() })
      .where((eb) => eb.and(byKey(call))).where('status', 'is', null).execute());
    throw error;
  }
}

/** What a call is known by among others. */
export const keyOf = ({ owner, keyHash }: Once): string => `${owner} ${keyHash}`;

/** The answers kept for these calls, by `keyOf`. */
export async function answersOf(db: Database, calls: readonly Once[]): Promise<ReadonlyMap<string, IdempotencyRow>> {
  const asked = JSON.stringify(calls.map(({ shard, owner, keyHash }) => ({ shard_key: shard, owner, key_hash: keyHash })));
  const { rows } = await sql<IdempotencyRow>`
    select kept.* from json_to_recordset(${asked}::json) as asked (shard_key integer, owner text, key_hash text)
    cross join lateral (
      select * from idempotency where idempotency.shard_key = asked.shard_key and idempotency.owner = asked.owner and idempotency.key_hash = asked.key_hash
      limit 1) as kept`.execute(db);
  return new Map(rows.map((row) => [`${row.owner} ${row.key_hash}`, row]));
}

/** What keeps the answers of calls in the transaction of their effects. Throws Overtaken when one of them has an answer already. */
export function keepSteps(services: Services, kept: readonly { readonly call: Once; readonly answer: Answer }[]): readonly Step[] {
  if (kept.length === 0) return [];
  const now = services.clock();
  // In the order of the keys, so that two batches never wait for each other in a ring.
  const rows = kept.map(({ call, answer }) => ({
    shard_key: call.shard, owner: call.owner, key_hash: call.keyHash, request_hash: call.requestHash,
    status: answer.status, content_type: answer.contentType, body: sealed(services, call, answer), sealed: call.secret,
  })).sort((a, b) => (`${a.owner} ${a.key_hash}` < `${b.owner} ${b.key_hash}` ? -1 : 1));
  return [step(sql`
    insert into idempotency (shard_key, owner, key_hash, request_hash, status, content_type, body, sealed, lease_until, created_at)
    select shard_key, owner, key_hash, request_hash, status, content_type, body, sealed, ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as kept (shard_key integer, owner text, key_hash text, request_hash text, status integer, content_type text, body text, sealed boolean)
    on conflict do nothing returning owner`, (made) => {
    if (made.length < rows.length) throw new Overtaken('one of these keys has been answered');
  })];
}

/** Deletes answers older than the retention, at most a thousand at a time. */
export async function sweepIdempotency(services: Pick<Services, 'db' | 'clock'>): Promise<number> {
  const before = new Date(services.clock().getTime() - RETENTION_MS);
  const old = await services.db.selectFrom('idempotency').select(['shard_key', 'owner', 'key_hash']).where('created_at', '<', before).limit(1000).execute();
  for (const row of old) {
    await services.db.deleteFrom('idempotency').where('shard_key', '=', row.shard_key).where('owner', '=', row.owner)
      .where('key_hash', '=', row.key_hash).where('created_at', '<', before).execute();
  }
  return old.length;
}

async function begin(services: Services, db: Database, call: Once): Promise<IdempotencyRow | null> {
  const now = services.clock();
  try {
    const made = await db.insertInto('idempotency').values({
      shard_key: call.shard, owner: call.owner, key_hash: call.keyHash, request_hash: call.requestHash,
      status: null, content_type: null, body: null, sealed: call.secret, lease_until: new Date(now.getTime() + LEASE_MS), created_at: now,
    }).onConflict((conflict) => conflict.doNothing()).returning('owner').executeTakeFirst();
    if (made) return null;
  } catch (error) {
    // The first request holds the row: its commit did not come within the lock wait.
    if (sqlState(error) === '55P03' || isDuplicate(error)) throw inProgress();
    throw error;
  }
  return await db.selectFrom('idempotency').selectAll().where((eb) => eb.and(byKey(call))).executeTakeFirst() ?? null;
}

async function lease(services: Services, call: Once): Promise<IdempotencyRow | null> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const row = await withRetry(services.db, (db) => begin(services, db, call));
    if (!row || row.request_hash !== call.requestHash || row.status !== null) return row;
    const now = services.clock();
    if (row.lease_until <= now) {
      const taken = await withRetry(services.db, (db) => db.updateTable('idempotency').set({ lease_until: new Date(now.getTime() + LEASE_MS) })
        .where((eb) => eb.and(byKey(call))).where('status', 'is', null).where('lease_until', '=', row.lease_until).executeTakeFirst());
      // Zero rows: another retry took the dead request over first.
      if (taken.numUpdatedRows === 1n) return null;
    }
    if (performance.now() > deadline) throw inProgress();
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

const inProgress = () => problem('request_in_progress', 'The first request with this Idempotency-Key is still running; ask again with the same key.', { headers: { 'Retry-After': '1' } });

const byKey = (call: Once) => ({ shard_key: call.shard, owner: call.owner, key_hash: call.keyHash });

async function keep(services: Services, db: Database, call: Once, answer: Answer): Promise<void> {
  await db.updateTable('idempotency').set({ status: answer.status, content_type: answer.contentType, body: sealed(services, call, answer) })
    .where((eb) => eb.and(byKey(call))).execute();
}

/** The body as it is stored: sealed when the row of the route table is marked secret. */
const sealed = (services: Services, call: Once, { body }: Answer): string | null =>
  call.secret && body !== null ? seal(services, call, body) : body;

type KeptRow = Pick<IdempotencyRow, 'request_hash' | 'status' | 'content_type' | 'body' | 'sealed'>;

/** The kept answer, for the same request only. Throws `idempotency_key_reused` or `request_in_progress`. */
export function replay(services: Services, call: Once, row: KeptRow): Answer & { replayed: true } {
  if (row.request_hash !== call.requestHash) {
    throw problem('idempotency_key_reused', 'This Idempotency-Key came before with another method, path or body; use a fresh key for another action.');
  }
  if (row.status === null) throw inProgress();
  const body = row.sealed && row.body !== null ? unseal(services, call, row.body) : row.body;
  return { status: row.status, contentType: row.content_type, body, replayed: true };
}

const sealingKey = (services: Services) => Buffer.from(hkdfSync('sha256', services.settings.signingSecret, '', 'tessera kept answers', 32));
const IV = 12;
const TAG = 16;

function seal(services: Services, call: Once, body: string): string {
  const iv = services.random(IV);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(services), iv).setAAD(Buffer.from(`${call.owner} ${call.keyHash}`));
  return Buffer.concat([iv, cipher.update(body, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function unseal(services: Services, call: Once, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(services), bytes.subarray(0, IV))
    .setAAD(Buffer.from(`${call.owner} ${call.keyHash}`)).setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]).toString('utf8');
}

/** True for a problem that the same request with the same key shall meet again. Passing conditions are left to a retry. */
export const isKept = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && !['rate_limited', 'request_in_progress', 'unavailable', 'internal', 'idempotency_key_reused'].includes(error.code);
