import type { Endpoint, Fault } from '@tessera/contract';
import type * as z from 'zod/mini';
import { faultsOf } from './fault.js';
import { problem } from './problem.js';

/** Largest request body, in bytes. */
export const BODY_MAX = 64 * 1024;

/** Reads a row's path parameters, query and body into the one flat object its verb takes. */
export function readInput(row: Endpoint, address: string, params: Record<string, string>, body = ''): Record<string, unknown> {
  const faults: Fault[] = [];
  const url = new URL(address);
  const input = {
    ...parsePart(row.params, params, '#/path', faults),
    ...parsePart(row.query, readQuery(url.searchParams, faults), '#/query', faults),
    ...(row.body && !isLeftOut(row, body) ? parsePart(row.body, parseBody(body), '#', faults) : {}),
  };
  if (!row.body && !/^\s*(\{\s*\})?\s*$/.test(body)) faults.push({ pointer: '#', detail: 'Expected no body.' });
  checkText(input, '#', faults);
  if (faults.length > 0) {
    const first = faults[0];
    throw problem('invalid_request', `${first?.pointer ?? '#'}: ${first?.detail ?? ''}${faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''}`, { errors: faults });
  }
  return input;
}

/** Whether a body that may be left out was. */
const isLeftOut = (row: Endpoint, body: string): boolean => body === '' && optionalBody(row);

const optional = new WeakMap<Endpoint, boolean>();

function optionalBody(row: Endpoint): boolean {
  const known = optional.get(row) ?? row.body?.safeParse(undefined).success === true;
  optional.set(row, known);
  return known;
}

function parsePart(schema: z.ZodMiniType | undefined, value: unknown, pointer: string, faults: Fault[]): Record<string, unknown> {
  if (!schema) return {};
  const result = schema.safeParse(value);
  if (result.success) return result.data as Record<string, unknown>;
  faults.push(...faultsOf(result.error.issues, value, pointer));
  return {};
}

function readQuery(search: URLSearchParams, faults: Fault[]): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of search) {
    if (Object.hasOwn(query, name)) faults.push({ pointer: `#/query/${escapePointer(name)}`, detail: 'Expected once, came more than once.' });
    Object.defineProperty(query, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return query;
}

/** Throws `unsupported_media_type` unless the body of a row that takes one is said to be plain JSON. */
export function requireJson(row: Endpoint, request: Request): void {
  if (!row.body) return;
  // The length first: asking a request for its body builds a stream.
  if ((request.headers.get('content-length') === '0' || request.body === null) && isLeftOut(row, '')) return;
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type)) {
    throw problem('unsupported_media_type', `Send the body as Content-Type: application/json; ${type === '' ? 'none' : 'another type'} came.`);
  }
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw problem('unsupported_media_type', 'Send the body without Content-Encoding.');
}

/** The body's text within the limit, as UTF-8. Throws `payload_too_large` or `malformed_request`. */
export async function readText(request: Request): Promise<string> {
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > BODY_MAX) throw tooLarge();
  // Asking a request for its body builds a stream, which costs more than all else that is read of it.
  if (length === '0') return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > BODY_MAX) throw tooLarge();
      chunks.push(chunk);
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw problem('malformed_request', 'The body is not UTF-8.', { errors: [{ pointer: '#', detail: 'Expected UTF-8.' }] });
  }
}

const tooLarge = () => problem('payload_too_large', `The body may have at most ${BODY_MAX} bytes.`, { headers: { Connection: 'close' } });

function parseBody(body: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw problem('malformed_request', 'The body is not JSON.', { errors: [{ pointer: '#', detail: 'Expected one JSON value.' }] });
  }
  const twice = repeatedKey(body);
  if (twice !== null) {
    throw problem('malformed_request', 'The body names a member twice.', { errors: [{ pointer: `#/${escapePointer(twice)}`, detail: 'Expected once in its object, came more than once.' }] });
  }
  return value;
}

/** A key that stands twice in one object of valid JSON: parsers disagree on which one counts (RFC 8259 section 4). */
function repeatedKey(json: string): string | null {
  const open: (Set<string> | null)[] = [];
  for (const [token, key] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (key !== undefined) {
      const name = JSON.parse(key) as string;
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    } else if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
  }
  return null;
}

const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/** Refuses text that the database could not give back byte for byte: NUL and lone surrogates. */
function checkText(value: unknown, pointer: string, faults: Fault[]): void {
  if (typeof value === 'string') {
    if (LONE_SURROGATE.test(value) || value.includes('\0')) faults.push({ pointer, detail: 'Expected well-formed text without NUL.' });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) checkText(inner, `${pointer}/${escapePointer(key)}`, faults);
  }
}

/** A key as a JSON Pointer token in a URI fragment (RFC 6901). */
export const escapePointer = (key: string): string => encodeURIComponent(key.slice(0, 64).replace(/[\uD800-\uDFFF]/gu, '?').replaceAll('~', '~0').replaceAll('/', '~1'));
