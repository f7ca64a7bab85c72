import type { EventType, Payment } from '@tessera/contract';
import { sql } from 'kysely';
import type { Services } from '../context.js';
import { onCommit } from '../database.js';
import { shardOf } from '../id.js';

/** A fact to tell one owner, a user or a terminal. Payment events carry the payment as that owner sees it. */
export interface NewEvent {
  readonly owner: string;
  readonly type: EventType;
  readonly subjectId: string;
  readonly payment?: Payment;
}

/**
 * Writes the event in the caller's transaction (`ctx.db`), so that it exists exactly when the change does; open streams
 * wake after the commit. Tell a user before a terminal, so that two payments never wait for each other's rows.
 */
export async function recordEvent(ctx: Pick<Services, 'db' | 'clock' | 'events'>, event: NewEvent): Promise<void> {
  const shard = shardOf(event.owner);
  const payment = event.payment ? JSON.stringify(event.payment) : null;
  await sql`
    with head as (
      insert into event_head (shard_key, owner, sequence) values (${shard}, ${event.owner}, 1)
      on conflict (shard_key, owner) do update set sequence = event_head.sequence + 1
      returning sequence)
    insert into event (shard_key, owner, sequence, type, subject_id, payment, created_at)
    select ${shard}, ${event.owner}, head.sequence, ${event.type}, ${event.subjectId}, ${payment}::jsonb, ${ctx.clock()}::timestamptz
    from head`.execute(ctx.db);
  onCommit(ctx.db, () => ctx.events.told(event.owner, event.type));
}
