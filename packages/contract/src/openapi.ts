import * as z from 'zod/mini';
import { docs } from './docs/index.js';
import type { Endpoint } from './endpoint.js';
import * as contract from './index.js';
import { problems, type ProblemCode } from './problem.js';
import { routes } from './routes.js';

type Json = Record<string, unknown>;
type Documented = { summary: string; problems: readonly ProblemCode[]; input: Json; output: unknown };

/** Codes that any call to the gateway can meet, and those that any write can. */
const anyCall: readonly ProblemCode[] = ['malformed_request', 'invalid_request', 'rate_limited', 'internal', 'unavailable'];
const anyWrite: readonly ProblemCode[] = [
  'idempotency_key_missing', 'idempotency_key_invalid', 'idempotency_key_reused', 'request_in_progress', 'payload_too_large', 'unsupported_media_type',
];
const anyHolder: readonly ProblemCode[] = ['unauthenticated', 'session_expired', 'caller_not_allowed', 'scope_missing', 'origin_not_allowed'];

const isSchema = (value: unknown): value is z.ZodMiniType => typeof value === 'object' && value !== null && '_zod' in value;
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const named = Object.entries<unknown>(contract).flatMap(([name, value]): [string, z.ZodMiniType][] => (isSchema(value) ? [[name, value]] : []));

const table = Object.entries(routes).flatMap(([noun, rows]) =>
  Object.entries<Endpoint>(rows).map(([verb, row]) => ({
    noun, row, docs: (docs as unknown as Record<string, Record<string, Documented>>)[noun]?.[verb] as Documented,
  })));

/** JSON Schema of every named schema and of the rows' own shapes, as they are sent (`input`) or answered (`output`). */
const schemas = (io: 'input' | 'output'): Record<string, Json> => {
  const registry = z.registry<{ id: string }>();
  const add = (name: string, schema: z.ZodMiniType | undefined) => { if (schema && !registry.has(schema)) registry.add(schema, { id: name }); };
  // What only requests use keeps the form in which it is sent: defaults optional, unknown fields refused.
  for (const [name, schema] of named) if (io === 'input' || !table.some(({ row }) => row.body === schema)) add(name, schema);
  for (const { row } of table) {
    const name = upper(row.id);
    if (io === 'output') add(`${name}Answer`, row.response);
    else for (const part of ['body', 'query', 'params'] as const) add(`${name}${upper(part)}`, row[part]);
  }
  const made = z.toJSONSchema(registry, {
    io, target: 'draft-2020-12', unrepresentable: 'any', uri: (name) => `#/components/schemas/${name}`,
    // An answer may grow: a reader must not refuse what it does not know.
    override: ({ jsonSchema }) => { if (io === 'output') delete jsonSchema.additionalProperties; },
  }).schemas as Record<string, Json>;
  for (const schema of Object.values(made)) { delete schema['$schema']; delete schema['$id']; }
  return made;
};

const nameIn = (schema: z.ZodMiniType, fallback: string) => named.find(([, other]) => other === schema)?.[0] ?? fallback;

const problemResponses = (codes: readonly ProblemCode[]) => {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) byStatus.set(problems[code][0], [...(byStatus.get(problems[code][0]) ?? []), code]);
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, list]) => [status, {
    description: list.map((code) => `\`${code}\`: ${problems[code][3]}.`).join('\n\n'),
    content: { 'application/problem+json': { schema: reference('Problem') } },
  }]));
};

const parameters = (row: Endpoint, example: Json, inputs: Record<string, Json>) => (['params', 'query'] as const).flatMap((part) => {
  const schema = row[part] && inputs[nameIn(row[part], `${upper(row.id)}${upper(part)}`)];
  const required = (schema?.['required'] ?? []) as string[];
  return Object.entries((schema?.['properties'] ?? {}) as Json).map(([name, value]) => ({
    name, in: part === 'params' ? 'path' : 'query', required: part === 'params' || required.includes(name), schema: value,
    ...(name in example ? { example: example[name] } : {}),
  }));
});

const operation = ({ noun, row, docs: text }: (typeof table)[number], inputs: Record<string, Json>) => {
  const write = row.method !== 'GET';
  const open = row.callers.includes('public');
  const listed = parameters(row, text.input, inputs);
  const body = Object.fromEntries(Object.entries(text.input).filter(([name]) => !listed.some((one) => one.name === name)));
  const media = row.kind === 'stream' ? 'text/event-stream' : 'application/json';
  return {
    operationId: row.id, summary: text.summary, tags: [noun],
    description: `Called by: ${row.callers.join(', ')}.${row.scope ? ` Scope: \`${row.scope}\`.` : ''}`,
    security: open ? [] : row.callers.map((caller) => (caller === 'platform' ? { secretKey: [] } : { session: row.scope ? [row.scope] : [] })).filter((one, index, all) => all.findIndex((other) => Object.keys(other)[0] === Object.keys(one)[0]) === index),
    parameters: [
      ...listed,
      ...(write ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
      ...(row.kind === 'stream' ? [{ name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } }] : []),
    ],
    ...(row.body ? { requestBody: { required: !row.body.safeParse(undefined).success, content: { 'application/json': { schema: reference(nameIn(row.body, `${upper(row.id)}Body`)), example: body } } } } : {}),
    responses: {
      [row.status]: row.response
        ? { description: text.summary, content: { [media]: { schema: reference(nameIn(row.response, `${upper(row.id)}Answer`)), ...(row.kind === 'stream' ? {} : { example: text.output }) } } }
        : { description: text.summary },
      ...problemResponses([...anyCall, ...(write ? anyWrite : []), ...(open ? [] : anyHolder), ...text.problems]),
    },
  };
};

/** The OpenAPI 3.1 document of the whole route table, served by the gateway at `/openapi.json`. `server` is the gateway's own origin. */
export const openApiDocument = ({ server, version }: { server: string; version: string }): Json => {
  const inputs = schemas('input');
  const paths: Record<string, Json> = {};
  for (const entry of table) (paths[entry.row.path] ??= {})[entry.row.method.toLowerCase()] = operation(entry, inputs);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tessera', version, summary: 'Pay code, coupons, rights and low-carbon energy for other people’s pages.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    tags: Object.keys(routes).map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...inputs, ...schemas('output') },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key', in: 'header', required: true, description: 'One key for one intent, 1 to 255 printable ASCII characters, plain or as a quoted string; kept for 24 hours. The same key with the same request answers with the first result.',
          schema: { type: 'string', minLength: 1, maxLength: 255 }, example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
        },
      },
      securitySchemes: {
        secretKey: { type: 'http', scheme: 'bearer', description: 'A platform’s secret key, `sk_…`: for servers only.' },
        session: { type: 'http', scheme: 'bearer', description: 'A session token, minted by `mintSession`.' },
      },
    },
  };
};
