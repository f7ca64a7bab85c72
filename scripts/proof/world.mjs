import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { demo } from '@tessera/gateway';
import pg from 'pg';
import { openDatabase } from '../../packages/gateway/src/database.ts';
import { newId, shardOf } from '../../packages/gateway/src/id.ts';
import { audit } from '../../packages/gateway/src/payment/testing.ts';
import { createServices } from '../../packages/gateway/src/services.ts';
import { must } from './http.mjs';
import { proofSettings } from './settings.mjs';

/** A page the seed's platforms allow, whatever the gateways' ports are. */
export const PAGE = 'http://localhost:4601';

/** What each customer's card opens with, in fen. */
export const OPENING = 1_000_000_000;

/** The gateway's services on a PostgreSQL database that other processes serve, to look into its books. */
export async function openBooks(url) {
  const settings = proofSettings(url);
  const db = await openDatabase(settings.database);
  return { db, services: createServices({ db, settings, log: pino({ level: 'silent' }) }), audit: () => audit({ services: { db } }), close: () => db.destroy() };
}

/** Runs statements on a PostgreSQL server, one after the other. */
export async function administer(url, ...statements) {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** A database's address on the same server. */
export const databaseOf = (url, name) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

export const SCOPES = { user: ['pay_codes:write', 'payments:read', 'payments:write'], terminal: ['payments:read', 'payments:write'] };

/** Opens a till's session. `call` is how the gateway is reached. */
export const openTill = (call, id, origin = PAGE) =>
  call(demo.merchantPlatform.secretKey, 'POST', '/v1/sessions', { subject: { kind: 'terminal', id }, origin, scopes: SCOPES.terminal, lifetimeSeconds: 900 });

/** A customer the platform names for the first time, with a debit card that never runs dry. */
export async function openCustomer(call, db, reference, { origin = PAGE, opening = OPENING } = {}) {
  const session = await call(demo.partner.secretKey, 'POST', '/v1/sessions', { subject: { kind: 'user', reference }, origin, scopes: SCOPES.user, lifetimeSeconds: 900 });
  const { user_id: userId } = await db.selectFrom('person_link').select('user_id').where('reference', '=', reference).executeTakeFirstOrThrow();
  const id = newId('src', shardOf(userId), (bytes) => randomBytes(bytes), new Date());
  await db.insertInto('funding_source').values({ shard_key: shardOf(id), id, user_id: userId, kind: 'debit_card', name: JSON.stringify({ 'zh-CN': '储蓄卡' }), last4: '0000', position: 0 }).execute();
  await db.insertInto('sandbox_account').values({
    shard_key: shardOf(id), id, kind: 'debit_card', opening, available: opening, reserved: 0, taken: 0, disclosed: true, unusable: null,
  }).execute();
  return { reference, userId, sourceId: id, token: session.token, session };
}

/** Reaches a gateway over HTTP, for the two above. */
export const over = (origin) => (token, method, path, body) => must(origin, token, method, path, body);
