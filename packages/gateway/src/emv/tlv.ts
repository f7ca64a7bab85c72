/** One BER-TLV object: tag in upper-case hex, and its value's bytes. */
export interface Tlv {
  readonly tag: string;
  readonly value: Uint8Array;
}

/** Bytes that are no BER-TLV: where (`61/5A`, empty for the whole), what was expected, what came. */
export class TlvError extends Error {
  override readonly name = 'TlvError';
  constructor(readonly path: string, readonly expected: string, readonly came: string) {
    super(`${path === '' ? 'The payload' : `Object ${path}`}: expected ${expected}; ${came} came`);
  }
}

/** Longest length that is told in two bytes after 82. */
const LENGTH_MAX = 0xffff;
const TAG_BYTES_MAX = 3;

/** Splits bytes into objects (ISO 8825-1, definite lengths of at most two bytes). `within` is the path of the template they stand in. Throws `TlvError`. */
export function readTlv(bytes: Uint8Array, within = ''): Tlv[] {
  const objects: Tlv[] = [];
  for (let at = 0; at < bytes.length;) {
    const tagEnd = endOfTag(bytes, at, within);
    const tag = hex(bytes.subarray(at, tagEnd));
    const path = within === '' ? tag : `${within}/${tag}`;
    const { length, start } = lengthAt(bytes, tagEnd, path);
    if (start + length > bytes.length) throw new TlvError(path, `${length} bytes`, `only ${bytes.length - start}`);
    objects.push({ tag, value: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return objects;
}

/** Joins objects; a template is an object whose value was written before. Throws RangeError for a value longer than 65,535 bytes. */
export const writeTlv = (objects: readonly Tlv[]): Uint8Array =>
  Buffer.concat(objects.flatMap(({ tag, value }) => [Buffer.from(tag, 'hex'), writeLength(value.length), value]));

/** A length: one byte up to 127, `81 xx` up to 255, `82 xxxx` up to 65,535. */
export function writeLength(length: number): Uint8Array {
  if (length > LENGTH_MAX) throw new RangeError(`A value has ${length} bytes; ${LENGTH_MAX} can be told.`);
  if (length < 0x80) return Uint8Array.of(length);
  return length < 0x100 ? Uint8Array.of(0x81, length) : Uint8Array.of(0x82, length >> 8, length & 0xff);
}

/** Bytes in upper-case hex. */
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

function endOfTag(bytes: Uint8Array, at: number, within: string): number {
  // The low five bits all set: the tag goes on, byte by byte, as long as the top bit says so.
  if (((bytes[at] ?? 0) & 0x1f) !== 0x1f) return at + 1;
  for (let end = at + 1; end < at + TAG_BYTES_MAX; end += 1) {
    const byte = bytes[end];
    if (byte === undefined) break;
    if ((byte & 0x80) === 0) return end + 1;
  }
  throw new TlvError(within, `a tag of at most ${TAG_BYTES_MAX} bytes at byte ${at}`, hex(bytes.subarray(at, at + TAG_BYTES_MAX)));
}

function lengthAt(bytes: Uint8Array, at: number, path: string): { length: number; start: number } {
  const first = bytes[at];
  if (first === undefined) throw new TlvError(path, 'a length', 'the end');
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  if (count < 1 || count > 2) throw new TlvError(path, 'a length of at most two bytes after 81 or 82', hex(Uint8Array.of(first)));
  const told = bytes.subarray(at + 1, at + 1 + count);
  if (told.length < count) throw new TlvError(path, `a length of ${count} bytes`, 'the end');
  return { length: told.reduce((sum, byte) => sum * 256 + byte, 0), start: at + 1 + count };
}
