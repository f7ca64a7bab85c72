import { Coalescer } from '../coalescer.js';
import type { Services } from '../context.js';
import { shardOf } from '../id.js';
import type { SessionRow } from './tables.js';

/** Reads a session's row as it is now, or undefined. */
export type SessionLookup = (sessionId: string) => Promise<SessionRow | undefined>;

/** A lookup that reads in one statement the sessions of all requests that came while the statement before ran. Nothing is remembered, so a revoked session is refused at once. */
export function sessionLookup({ db }: Pick<Services, 'db'>): SessionLookup {
  const coalescer = new Coalescer<string, SessionRow | undefined>(async (ids) => {
    const rows = await db.selectFrom('session').selectAll()
      .where('shard_key', 'in', [...new Set(ids.map(shardOf))]).where('id', 'in', [...new Set(ids)]).execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => ({ value: byId.get(id) }));
  });
  return (sessionId) => coalescer.do('session', sessionId);
}
