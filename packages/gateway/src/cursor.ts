import { problem } from './problem.js';

/** Where a page ended: `list` names the list and its ordering, `key` is the last item's sort key (a time in milliseconds), `id` breaks ties. */
export interface Position {
  readonly list: string;
  readonly key: number;
  readonly id: string;
}

/** The opaque cursor of a position. */
export const writeCursor = ({ list, key, id }: Position): string =>
  Buffer.from(JSON.stringify([list, key, id])).toString('base64url');

/** The position a cursor names, null without one. Throws `invalid_request` for a cursor of another list or none of ours. */
export function readCursor(list: string, cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const parts = parse(cursor);
  if (Array.isArray(parts) && parts.length === 3) {
    const [of, key, id] = parts as unknown[];
    if (of === list && typeof key === 'number' && Number.isSafeInteger(key) && Math.abs(key) <= LATEST
      && typeof id === 'string' && /^[\w/:.-]{1,120}$/.test(id)) return { list, key, id };
  }
  throw problem('invalid_request', 'The cursor is not one that this list gave.', {
    errors: [{ pointer: '#/query/cursor', detail: 'Pass nextCursor of the page before, with the same filters and order.' }],
  });
}

/** The last millisecond of the year 9999, which every database here can hold. */
const LATEST = 253_402_300_799_999;

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** One page of rows that were read with `limit + 1`: the rows to show, and the cursor when there are more. */
export function pageOf<T>(rows: readonly T[], limit: number, positionOf: (row: T) => Position): { rows: readonly T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last !== undefined ? writeCursor(positionOf(last)) : null };
}
