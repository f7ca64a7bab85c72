import { createHash } from 'node:crypto';
import { base32, fromBase32, shardOf } from '../id.js';

const SEQUENCE_DIGITS = 10;

/** The id of an owner's nth event: shard, number, and a tag of the owner. Text order is the order of commit. */
export const eventId = (owner: string, sequence: number): string =>
  `evt_${base32(shardOf(owner), 2)}${base32(sequence, SEQUENCE_DIGITS)}${tagOf(owner)}`;

/** The number of the event an id names, or null when it is no event of this owner. */
export function sequenceOf(owner: string, id: string): number | null {
  const sequence = fromBase32(id.slice(6, 6 + SEQUENCE_DIGITS));
  return sequence !== null && id === eventId(owner, sequence) ? sequence : null;
}

const tagOf = (owner: string) => base32(createHash('sha256').update(owner).digest().readUIntBE(0, 6), 10);
