import { crc16 } from './crc16.js';
import { MpmError, quoted, readObjects, type MpmFault, type MpmObject, type MpmObjects } from './mpm-objects.js';
import { rootFaults, templateIds } from './mpm-rules.js';

export { MpmError } from './mpm-objects.js';
export type { MpmFault, MpmObject, MpmObjects } from './mpm-objects.js';

/** Readers have to take 512 characters; more than twice that is no code at all. */
const LENGTH_MAX = 1024;
const CRC_LENGTH = 4;

/** A merchant-presented code, read: its root objects by id, templates with their children. */
export interface MpmCode { readonly objects: MpmObjects }

/**
 * Reads an EMVCo merchant-presented payload by the book (Merchant-Presented Mode v1.1). Lengths count characters; the CRC
 * is over UTF-8 bytes. Throws `MpmError` with every fault found, and nothing else.
 */
export function parseMpm(payload: string): MpmCode {
  if (payload.length > LENGTH_MAX) throw new MpmError([{ id: '', expected: `at most ${LENGTH_MAX} characters`, came: `${payload.length}` }]);
  const root = readObjects(payload, '');
  const faults: MpmFault[] = [...orderFaults(root), ...crcFaults(payload, root)];
  const objects = new Map<string, MpmObject>();
  for (const { id, value } of root) {
    const children = templateIds(id) ? tryChildren(value, id, faults) : null;
    objects.set(id, children === null ? { id, value } : { id, value, children });
  }
  faults.push(...rootFaults(objects));
  if (faults.length > 0) throw new MpmError(faults);
  return { objects };
}

/** Writes a payload: objects in the order given, templates as lists, and the CRC. Throws RangeError for a value no length can count. */
export function writeMpm(objects: readonly MpmWritten[]): string {
  const body = `${objects.map(writeObject).join('')}6304`;
  return body + crc16(body);
}

export type MpmWritten = readonly [id: string, value: string | readonly MpmWritten[]];

function writeObject([id, value]: MpmWritten): string {
  const text = typeof value === 'string' ? value : value.map(writeObject).join('');
  const length = [...text].length;
  if (length === 0 || length > 99) throw new RangeError(`Object ${id} has ${length} characters; 1 to 99 can be told.`);
  return `${id}${String(length).padStart(2, '0')}${text}`;
}

/** Payload format first, CRC last, each id once (4.3.1.2, 4.6). */
function orderFaults(root: readonly MpmObject[]): MpmFault[] {
  const faults: MpmFault[] = [];
  const [first] = root;
  if (first?.id !== '00') faults.push({ id: '00', expected: 'the payload format indicator first', came: first ? `object ${first.id}` : 'nothing' });
  if (root.at(-1)?.id !== '63') faults.push({ id: '63', expected: 'the CRC last', came: root.some(({ id }) => id === '63') ? `object ${root.at(-1)?.id ?? ''} after it` : 'no CRC' });
  return [...faults, ...duplicates(root, '')];
}

function crcFaults(payload: string, root: readonly MpmObject[]): MpmFault[] {
  const last = root.at(-1);
  if (last?.id !== '63') return [];
  if (last.value.length !== CRC_LENGTH) return [{ id: '63', expected: '4 hex digits', came: `${last.value.length} characters` }];
  const expected = crc16(payload.slice(0, -CRC_LENGTH));
  return last.value === expected ? [] : [{ id: '63', expected: `the CRC ${expected} of what stands before it`, came: quoted(last.value) }];
}

function tryChildren(value: string, id: string, faults: MpmFault[]): ReadonlyMap<string, string> | null {
  try {
    const children = readObjects(value, `${id}/`);
    faults.push(...duplicates(children, `${id}/`));
    return new Map(children.map((child) => [child.id, child.value]));
  } catch (error) {
    if (!(error instanceof MpmError)) throw error;
    faults.push(...error.faults);
    return null;
  }
}

function duplicates(objects: readonly MpmObject[], within: string): MpmFault[] {
  const seen = new Set<string>();
  const twice = new Set(objects.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => id));
  return [...twice].map((id) => ({ id: within + id, expected: 'each object once', came: 'it twice' }));
}
