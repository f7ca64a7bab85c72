import { sql } from 'kysely';
import { Coalescer } from '../coalescer.js';
import type { Services } from '../context.js';
import { prepare, sendAll } from '../database.js';
import { shardOf } from '../id.js';
import type { SessionRow } from './tables.js';

/** Reads a session's row as it is now, or undefined. */
export type SessionLookup = (sessionId: string) => Promise<SessionRow | undefined>;

/** A lookup that reads in one statement the sessions of all requests that came while the statement before ran. Nothing is remembered, so a revoked session is refused at once. */
export function sessionLookup({ db }: Pick<Services, 'db'>): SessionLookup {
  const coalescer = new Coalescer<string, SessionRow | undefined>(async (ids) => {
    const asked = JSON.stringify([...new Set(ids)].map((id) => ({ shard_key: shardOf(id), id })));
    const [rows] = await sendAll(db, [prepare(sql<SessionRow>`
      select known.* from json_to_recordset(${asked}::json) as asked (shard_key integer, id text)
      cross join lateral (select * from session where session.shard_key = asked.shard_key and session.id = asked.id limit 1) as known`)]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => ({ value: byId.get(id) }));
  });
  return (sessionId) => coalescer.do('session', sessionId);
}
