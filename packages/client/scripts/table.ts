/**
 * Compiles the contract's route table into `src/table.ts`: the same rows and checks as plain calls, a sixth of the weight of
 * the schemas with their library. Answers that no widget asks for before a tap are checked by `src/rare-shapes.ts`, which loads with the first such call. `npm run table -w @tessera/client` writes it; a test says when it is stale.
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

/** Rows that widgets ask for while they are drawn, or with the one tap that cannot wait. */
const soon = new Set([
  'session.get', 'payCodes.issue', 'payments.options', 'coupons.listCampaigns', 'coupons.claim', 'rights.summary', 'rights.list', 'energy.get', 'energy.listDays', 'energy.collect', 'stores.listCities',
]);

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

/** Whether a row's answer is checked from the start: it is asked for soon, or its shape is there anyhow. */
const isFirst = (name: string, { response }: Endpoint, first: ReadonlyMap<string, string>): boolean =>
  soon.has(name) || (response !== undefined && first.has(named.get(response) ?? ''));

const rowOf = (name: string, endpoint: Endpoint, first: ReadonlyMap<string, string>): string => {
  const { method, path, response, body, callers } = endpoint;
  const open = callers.includes('public');
  const rest = [response ? isFirst(name, endpoint, first) ? shapeOf(response) : `'${endpoint.id}'` : 'undefined', body ? '1' : 'undefined', open ? '1' : 'undefined'];
  while (rest.at(-1) === 'undefined') rest.pop();
  return `row(${[`'${method}'`, `'${path}'`, ...rest].join(', ')})`;
};

/** Rows for browsers and tills; a platform's server has its own package. */
const reachable = (endpoint: Endpoint) => endpoint.callers.some((caller) => caller !== 'platform');

const head = "// Compiled from the contract's route table by scripts/table.ts: change the contract, then run `npm run table -w @tessera/client`.\n";
const makers = ['either', 'fields', 'flag', 'id', 'like', 'list', 'maybe', 'one', 'row', 'text', 'whole'];
const uses = (code: string, name: string) => new RegExp(`(?<![\\w.'])${name}(?![\\w':])`).test(code);
const imported = (names: readonly string[], code: string, from: string) => `import { ${names.filter((name) => uses(code, name)).join(', ')} } from '${from}';\n`;

/** The texts of `src/table.ts` and `src/rare-shapes.ts`. */
export function compile(): { readonly table: string; readonly rareShapes: string } {
  written.clear();
  const reached = Object.entries(contract.routes).map(([noun, rows]) => [noun, Object.entries<Endpoint>(rows).filter(([, endpoint]) => reachable(endpoint))] as const);
  for (const schema of [contract.Problem, contract.MintedSession]) shapeOf(schema);
  for (const [noun, rows] of reached) for (const [verb, { response }] of rows) if (response && soon.has(`${noun}.${verb}`)) shapeOf(response);
  const first = new Map(written);
  const nouns = reached.map(([noun, rows]) => `  ${noun}: {\n${rows.map(([verb, endpoint]) => `    ${verb}: ${rowOf(`${noun}.${verb}`, endpoint, first)},`).join('\n')}\n  },`);
  const rare = reached.flatMap(([noun, rows]) => rows.flatMap(([verb, endpoint]) => (endpoint.response && !isFirst(`${noun}.${verb}`, endpoint, first) ? [`  ${endpoint.id}: ${shapeOf(endpoint.response)},`] : [])));
  const later = [...written].filter(([name]) => !first.has(name)).map(([name, text]) => `${name === 'tesseraEvent' ? 'export ' : ''}const ${name} = ${text};`);
  const rareBody = `${later.join('\n')}\n\n/** What the other rows answer with, by their ids. */\nexport const rareShapes: Readonly<Record<string, Shape>> = {\n${rare.join('\n')}\n};\n`;
  const exported = new Set(['problem', 'mintedSession', ...[...first.keys()].filter((name) => uses(rareBody, name))]);
  const shapes = [...first].map(([name, text]) => `${exported.has(name) ? 'export ' : ''}const ${name} = ${text};`);
  const body = `${shapes.join('\n')}\n\n/** Noun, verb, row: the contract's table. */\nexport const table = {\n${nouns.join('\n')}\n} as const;\n`;
  return {
    table: `${head}${imported(makers, body, './shape.js')}\n${body}`,
    rareShapes: `${head}${imported(makers, rareBody, './shape.js')}import type { Shape } from './shape.js';\n${imported([...first.keys()], rareBody, './table.js')}\n${rareBody}`,
  };
}

const source = (name: string) => new URL(`../src/${name}`, import.meta.url);
export const targets = { table: source('table.ts'), rareShapes: source('rare-shapes.ts') };

if (process.argv[1] === import.meta.filename) {
  const made = compile();
  for (const name of ['table', 'rareShapes'] as const) {
    if (!process.argv.includes('--check')) writeFileSync(targets[name], made[name]);
    else if (readFileSync(targets[name], 'utf8') !== made[name]) process.exitCode = 1;
  }
}
