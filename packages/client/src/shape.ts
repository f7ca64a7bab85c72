/**
 * Says what is wrong with a value, as the place and what was expected there; undefined when it fits. Unknown fields fit:
 * a newer gateway may send more than this client knows.
 */
export type Shape = (value: unknown, at: string) => string | undefined;

const when = (fits: (value: unknown) => boolean, expected: string): Shape => (value, at) => (fits(value) ? undefined : `${at}: expected ${expected}`);

export const text: Shape = when((value) => typeof value === 'string', 'a string');
export const flag: Shape = when((value) => typeof value === 'boolean', 'a boolean');

/** A string that matches and, with `moment`, names a moment that exists. */
export const like = (pattern: RegExp, moment?: 1): Shape =>
  when((value) => typeof value === 'string' && pattern.test(value) && (!moment || Date.parse(value) > 0), String(pattern));

/** An id of one noun, by its prefix. */
export const id = (prefix: string): Shape => like(new RegExp(`^${prefix}_[0-9A-Za-z]{8,40}$`));

/** A whole number that JavaScript holds exactly. */
export const whole = (least = -Infinity, most = Infinity): Shape =>
  when((value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most, `a whole number from ${least} to ${most}`);

export const one = (...values: readonly unknown[]): Shape => when((value) => values.includes(value), values.join(' or '));

export const list = (item: Shape): Shape => (value, at) => {
  if (!Array.isArray(value)) return `${at}: expected an array`;
  for (const [index, each] of value.entries()) {
    const fault = item(each, `${at}/${index}`);
    if (fault) return fault;
  }
  return undefined;
};

/** An object with these fields; a field named with `?` may be missing. */
export const fields = (shapes: Readonly<Record<string, Shape>>): Shape => (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at}: expected an object`;
  for (const [name, shape] of Object.entries(shapes)) {
    const optional = name.endsWith('?');
    const key = optional ? name.slice(0, -1) : name;
    const field = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    const fault = optional && field === undefined ? undefined : shape(field, `${at}/${key}`);
    if (fault) return fault;
  }
  return undefined;
};

/** Any of these; says what is wrong with the last. */
export const either = (...shapes: readonly Shape[]): Shape => (value, at) => {
  let fault: string | undefined;
  for (const shape of shapes) if (!(fault = shape(value, at))) return undefined;
  return fault;
};

/** This or null. */
export const maybe = (shape: Shape): Shape => (value, at) => (value === null ? undefined : shape(value, at));

/** One row of the contract's table, as far as a caller needs it. */
export interface CompiledRow {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** What is neither path nor query goes into the body. */
  readonly body: boolean;
  /** Needs no session. */
  readonly open: boolean;
  /** Absent for a 204; the name of one of the rare shapes where they are not loaded from the start. */
  readonly answer: Shape | string | undefined;
}

export const row = (method: CompiledRow['method'], path: string, answer?: Shape | string, body?: 1, open?: 1): CompiledRow =>
  ({ method, path, answer, body: body === 1, open: open === 1 });
