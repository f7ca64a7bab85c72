import type { EventType, Payment } from '@tessera/contract';
import { sql } from 'kysely';
import type { Services } from '../context.js';
import { onCommit, runSteps, step, type Step } from '../database.js';
import { shardOf } from '../id.js';

/** A fact to tell one owner, a user or a terminal. Payment events carry the payment as that owner sees it. */
export interface NewEvent {
  readonly owner: string;
  readonly type: EventType;
  readonly subjectId: string;
  readonly payment?: Payment;
}

type EventContext = Pick<Services, 'db' | 'clock' | 'events'>;

/**
 * Writes the event in the caller's transaction (`ctx.db`), so that it exists exactly when the change does; open streams
 * wake after the commit. Tell a user before a terminal, so that two payments never wait for each other's rows.
 */
export const recordEvent = (ctx: EventContext, event: NewEvent): Promise<void> => recordEvents(ctx, [event]);

/** Writes many events in one statement; each owner's in the order given, owners in one order for everybody who writes many. */
export const recordEvents = (ctx: EventContext, events: readonly NewEvent[]): Promise<void> => runSteps(ctx.db, eventSteps(ctx, events));

/** What `recordEvents` sends. */
export function eventSteps(ctx: EventContext, events: readonly NewEvent[]): readonly Step[] {
  if (events.length === 0) return [];
  const told = events.map(({ owner, type, subjectId, payment }, place) => ({
    shard_key: shardOf(owner), owner, type, subject_id: subjectId, payment: payment ?? null,
    later: events.reduce((count, other, at) => (at > place && other.owner === owner ? count + 1 : count), 0),
  }));
  return [step(sql`
    with told as (
      select * from json_to_recordset(${JSON.stringify(told)}::json)
        as told (shard_key integer, owner text, type text, subject_id text, payment jsonb, later integer)),
    head as (
      insert into event_head (shard_key, owner, sequence)
      select shard_key, owner, max(later) + 1 from told group by shard_key, owner order by shard_key, owner
      on conflict (shard_key, owner) do update set sequence = event_head.sequence + excluded.sequence
      returning shard_key, owner, sequence)
    insert into event (shard_key, owner, sequence, type, subject_id, payment, created_at)
    select told.shard_key, told.owner, head.sequence - told.later, told.type, told.subject_id, told.payment, ${ctx.clock()}::timestamptz
    from told join head on head.shard_key = told.shard_key and head.owner = told.owner`, () => {
    onCommit(ctx.db, () => { for (const { owner, type } of events) ctx.events.told(owner, type); });
  })];
}
