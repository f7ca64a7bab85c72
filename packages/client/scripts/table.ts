/**
 * Compiles the contract's route table into `src/table.ts`: the same rows and checks as plain calls, a sixth of the weight of
 * the schemas with their library. `npm run table -w @tessera/client` writes it; a test says when it is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as contract from '@tessera/contract';
import type { Endpoint } from '@tessera/contract';

interface Definition {
  readonly type: string;
  readonly shape?: Record<string, Schema>;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly values?: readonly unknown[];
  readonly entries?: Record<string, string>;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string; readonly pattern?: RegExp; readonly minimum?: number; readonly value?: number } } }[];
}
interface Schema { readonly _zod: { readonly def: Definition } }

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && '_zod' in value;
const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const quote = (value: unknown) => (typeof value === 'string' ? `'${value.replace(/'/g, "\\'")}'` : String(value));

const named = new Map(Object.entries<unknown>(contract).flatMap(([name, value]): [Schema, string][] => (isSchema(value) ? [[value, lower(name)]] : [])));
/** Named shapes in the order in which they must stand: each after those it uses. */
const written = new Map<string, string>();

function shapeOf(schema: Schema): string {
  const name = named.get(schema);
  if (name === undefined) return build(schema);
  if (!written.has(name)) {
    const text = build(schema);
    written.set(name, text);
  }
  return name;
}

function build(schema: Schema): string {
  const { def } = schema._zod;
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  switch (def.type) {
    case 'string': return stringShape(checks);
    case 'boolean': return 'flag';
    case 'null': return 'one(null)';
    case 'number': {
      const least = checks.find(({ check }) => check === 'greater_than')?.value;
      const most = checks.find(({ check }) => check === 'less_than')?.value;
      return `whole(${[least ?? (most === undefined ? undefined : -Infinity), most].filter((bound) => bound !== undefined).join(', ')})`;
    }
    case 'literal': return `one(${(def.values ?? []).map(quote).join(', ')})`;
    case 'enum': return `one(${Object.values(def.entries ?? {}).map(quote).join(', ')})`;
    case 'array': return `list(${inner(def.element)})`;
    case 'nullable': return `maybe(${inner(def.innerType)})`;
    case 'union': return `either(${(def.options ?? []).map(shapeOf).join(', ')})`;
    case 'object': return `fields({ ${Object.entries(def.shape ?? {}).map(([key, field]) => fieldOf(key, field)).join(', ')} })`;
    default: throw new Error(`The client cannot check a schema of type ${def.type}: teach scripts/table.ts and src/shape.ts.`);
  }
}

const inner = (schema: Schema | undefined): string => {
  if (!schema) throw new Error('A schema lacks its inner one.');
  return shapeOf(schema);
};

function fieldOf(key: string, schema: Schema): string {
  const { def } = schema._zod;
  if (def.type === 'optional') return `'${key}?': ${inner(def.innerType)}`;
  const shape = shapeOf(schema);
  return shape === key ? key : `${key}: ${shape}`;
}

function stringShape(checks: readonly { readonly check: string; readonly pattern?: RegExp; readonly minimum?: number }[]): string {
  const pattern = checks.find((check) => check.pattern)?.pattern;
  // The contract's own refinements are of moments: a date that matches and does not exist.
  const refined = checks.some(({ check }) => check === 'custom');
  const shortest = checks.find(({ minimum }) => minimum !== undefined)?.minimum;
  if (!pattern) return shortest === undefined ? 'text' : `like(/^[^]{${shortest},}$/)`;
  const prefix = /^\^([a-z]{3})_\[0-9A-Za-z\]\{8,40\}\$$/.exec(pattern.source)?.[1];
  return prefix ? `id('${prefix}')` : `like(${String(pattern)}${refined ? ', 1' : ''})`;
}

const rowOf = (endpoint: Endpoint): string => {
  const { method, path, response, body, callers } = endpoint;
  const open = callers.includes('public');
  const rest = [response ? shapeOf(response) : 'undefined', body ? '1' : 'undefined', open ? '1' : 'undefined'];
  while (rest.at(-1) === 'undefined') rest.pop();
  return `row(${[`'${method}'`, `'${path}'`, ...rest].join(', ')})`;
};

/** Rows for browsers and tills; a platform's server has its own package. */
const reachable = (endpoint: Endpoint) => endpoint.callers.some((caller) => caller !== 'platform');

export function compile(): string {
  const nouns = Object.entries(contract.routes).map(([noun, rows]) =>
    `  ${noun}: {\n${Object.entries<Endpoint>(rows).filter(([, endpoint]) => reachable(endpoint)).map(([verb, endpoint]) => `    ${verb}: ${rowOf(endpoint)},`).join('\n')}\n  },`);
  for (const schema of [contract.Problem, contract.MintedSession, contract.TesseraEvent]) shapeOf(schema);
  const kept = new Set(['problem', 'mintedSession', 'tesseraEvent']);
  const shapes = [...written].map(([name, text]) => `${kept.has(name) ? 'export ' : ''}const ${name} = ${text};`);
  return `// Compiled from the contract's route table by scripts/table.ts: change the contract, then run \`npm run table -w @tessera/client\`.
import { either, fields, flag, id, like, list, maybe, one, row, text, whole } from './shape.js';

${shapes.join('\n')}

/** Noun, verb, row: the contract's table. */
export const table = {
${nouns.join('\n')}
} as const;
`;
}

export const target = new URL('../src/table.ts', import.meta.url);

if (process.argv[1] === target.pathname.replace('src/table.ts', 'scripts/table.ts')) {
  const made = compile();
  if (process.argv.includes('--check')) process.exitCode = readFileSync(target, 'utf8') === made ? 0 : 1;
  else writeFileSync(target, made);
}
