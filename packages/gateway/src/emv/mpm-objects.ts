/** One data object: two-digit id, value, and the children of a template. */
export interface MpmObject {
  readonly id: string;
  readonly value: string;
  readonly children?: ReadonlyMap<string, string>;
}

export type MpmObjects = ReadonlyMap<string, MpmObject>;

/** What is wrong with an object: its id (`62/05` inside a template, empty for the whole), what the specification expects, and what came. */
export interface MpmFault {
  readonly id: string;
  readonly expected: string;
  readonly came: string;
}

/** The text is not a merchant-presented code. */
export class MpmError extends Error {
  override readonly name = 'MpmError';
  constructor(readonly faults: readonly MpmFault[]) {
    super(faults.map(({ id, expected, came }) => `${id}: expected ${expected}; ${came} came`).join('. '));
  }
}

/** Splits text into objects: id (2 digits), length (2 digits, 01 to 99, in characters), value. Throws `MpmError` at the first that does not fit. */
export function readObjects(text: string, within: string): MpmObject[] {
  const characters = [...text];
  const objects: MpmObject[] = [];
  if (characters.length === 0) throw fault(within, 'at least one object', 'nothing');
  for (let at = 0; at < characters.length;) {
    const id = characters.slice(at, at + 2).join('');
    if (!/^[0-9]{2}$/.test(id)) throw fault(within, `an object id of two digits at character ${at + 1}`, 'something else');
    const digits = characters.slice(at + 2, at + 4).join('');
    const length = /^[0-9]{2}$/.test(digits) ? Number(digits) : 0;
    if (length === 0) throw fault(within + id, 'a length from 01 to 99', digits.length < 2 ? 'the end' : 'something else');
    const value = characters.slice(at + 4, at + 4 + length);
    if (value.length < length) throw fault(within + id, `${length} characters`, `only ${value.length}`);
    objects.push({ id, value: value.join('') });
    at += 4 + length;
  }
  return objects;
}

const fault = (id: string, expected: string, came: string) => new MpmError([{ id: id.replace(/\/$/, ''), expected, came }]);

/** A value as a message may quote it: what is not printable ASCII is replaced, and a long one cut. */
export const quoted = (value: string): string => `"${[...value].slice(0, 25).join('').replace(/[^\x20-\x7e]/g, '?')}${[...value].length > 25 ? '…' : ''}"`;
