import type { EventType, Payment } from '@tessera/contract';
import type { Json } from '../tables.js';

/** The number of the last event of an owner. Its row lock makes an owner's events commit in the order of their numbers. */
export interface EventHeadRow {
  shard_key: number;
  owner: string;
  sequence: number;
}

/** The outbox: one fact told to one owner (a user or a terminal), written with the change it tells of. */
export interface EventRow {
  shard_key: number;
  owner: string;
  sequence: number;
  type: EventType;
  subject_id: string;
  payment: Json<Payment> | null;
  created_at: Date;
}

export interface EventTables {
  event_head: EventHeadRow;
  event: EventRow;
}
