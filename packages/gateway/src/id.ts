import { createHash } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that an id survives being read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHARDS = 1024;

/** A number as `width` base-32 digits, most significant first, so that text order is number order. */
export function base32(value: number, width: number): string {
  let rest = value;
  let text = '';
  for (let place = 0; place < width; place += 1) {
    text = `${ALPHABET[rest % 32] ?? '0'}${text}`;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** The number `base32` wrote, or null for any other text. */
export function fromBase32(text: string): number | null {
  let value = 0;
  for (const digit of text) {
    const place = ALPHABET.indexOf(digit);
    if (place < 0) return null;
    value = value * 32 + place;
  }
  return value;
}

/**
 * A new id: `<prefix>_`, two digits of the logical shard, ten of the time in milliseconds, sixteen random.
 * Sortable by time within a shard, never a secret, made by the gateway and never by the database.
 */
export function newId(prefix: string, shard: number, random: (bytes: number) => Uint8Array, now: Date): string {
  const tail = [...random(16)].map((byte) => ALPHABET[byte % 32] ?? '0').join('');
  return `${prefix}_${base32(shard, 2)}${base32(now.getTime(), 10)}${tail}`;
}

/** The logical shard (0 to 1023) that an id names. Text that is no id of ours gets some shard too, where nothing is found. */
export function shardOf(id: string): number {
  const start = id.indexOf('_') + 1;
  return fromBase32(id.slice(start, start + 2)) ?? shardOfText(id);
}

/** A stable logical shard (0 to 1023) for a natural key such as a phone number or a platform's own reference. */
export function shardOfText(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % SHARDS;
}
