import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { rows, type Endpoint, type PayCode, type Problem } from '@tessera/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import * as z from 'zod/mini';
import { demo } from './seed/demo.js';
import { PAGE, testGateway, type Caller, type TestGateway } from './testing.js';
import { call, type Sample } from './testing-rows.js';

/** Inputs of each kind for each row. On a PostgreSQL server a quarter: what differs there is statements and types, which few inputs reach. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? (process.env['TEST_DATABASE_URL'] === undefined ? 400 : 100));
/** Nothing of the gateway's inside may show in an answer. */
const LEAK = /\bat .+\.[jt]s:\d+|node_modules|\b(select|insert into|update) .+ (from|values|set) |syntax error|PGlite|violates|[0-9]{5}: /i;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Ids of rows that are there, by prefix, and texts that mean something, by member, so that many inputs reach behind the first refusal. */
const known = new Map<string, readonly string[]>();
const meaningful = new Map<string, readonly string[]>([
  ['origin', [PAGE]], ['reference', [demo.linXiao.reference, demo.chenMo.reference]], ['benefit', ['coffee_cup', 'sandbox_slow']], ['city', Object.values(demo.cities)],
  ['publishableKey', [demo.merchantPlatform.publishableKey]], ['phone', [demo.linXiao.phone]], ['limit', ['1', '20', '100']],
]);

async function learn({ services: { db } }: TestGateway, user: Caller): Promise<void> {
  const codes = await Promise.all(Array.from({ length: 40 }, () => user.post<PayCode>('/v1/pay-codes', {})));
  meaningful.set('code', ['888888', ...codes.map(({ body }) => body.number)]);
  for (const table of ['campaign', 'coupon', 'benefit', 'payment', 'pay_code', 'store', 'terminal', 'funding_source', 'bubble']) {
    const { rows: found } = await sql<{ id: string }>`select id from ${sql.table(table)} order by id limit 40`.execute(db);
    known.set(found[0]?.id.slice(0, 3) ?? table, found.map(({ id }) => id));
  }
}

/** Values that a JSON Schema of the contract takes. */
function arbitrary(schema: Json): fc.Arbitrary<unknown> {
  const any = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(any)) return fc.oneof(...any.map((one: Json) => arbitrary(one)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum'] as readonly string[]);
  switch (schema['type']) {
    case 'object': return objectOf(schema);
    case 'array': return fc.array(arbitrary(schema['items'] as Json), { minLength: Number(schema['minItems'] ?? 0), maxLength: Math.min(Number(schema['maxItems'] ?? 5), 5) });
    case 'boolean': return fc.boolean();
    case 'integer': case 'number': return fc.integer({ min: Math.max(Number(schema['minimum'] ?? -1e9), -1e9), max: Math.min(Number(schema['maximum'] ?? 1e9), 1e9) });
    case 'string': return textOf(schema);
    default: return fc.jsonValue();
  }
}

function objectOf(schema: Json): fc.Arbitrary<unknown> {
  const required = Array.isArray(schema['required']) ? schema['required'] as string[] : [];
  const members = Object.entries(schema['properties'] as Record<string, Json> | undefined ?? {}).map(([name, inner]) => [name, memberOf(name, inner)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: required.filter((name) => members.some(([known]) => known === name)) });
}

function memberOf(name: string, schema: Json): fc.Arbitrary<unknown> {
  const texts = meaningful.get(name);
  return texts ? fc.oneof(arbitrary(schema), fc.constantFrom(...texts)) : arbitrary(schema);
}

function textOf(schema: Json): fc.Arbitrary<string> {
  const pattern = schema['pattern'];
  if (typeof pattern === 'string' && pattern.includes('T\\d\\d:')) return fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString());
  if (typeof pattern === 'string' && pattern === '^\\d{4}-\\d\\d-\\d\\d$') return fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  if (typeof pattern === 'string') {
    const ids = known.get(/^\^([a-z]{3})_/.exec(pattern)?.[1] ?? '') ?? [];
    return ids.length === 0 ? fc.stringMatching(new RegExp(pattern)) : fc.oneof(fc.stringMatching(new RegExp(pattern)), fc.constantFrom(...ids));
  }
  const nasty = fc.constantFrom("'; drop table person; --", '%', '_', '../..', '\u202eabc', '\u200b', '😀', '<script>', '${1+1}', '__proto__');
  return fc.oneof(fc.string({ unit: 'grapheme', minLength: Number(schema['minLength'] ?? 0), maxLength: Math.min(Number(schema['maxLength'] ?? 20), 40) }), nasty)
    .filter((text) => text.length >= Number(schema['minLength'] ?? 0) && text.length <= Number(schema['maxLength'] ?? 64));
}

type Schema = NonNullable<Endpoint['body']>;
const schemaOf = (schema: Schema): Json => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
const shapes = new Map<Schema, readonly string[]>();

/** The names of a schema's members, worked out once. */
function namesOf(schema: Schema): readonly string[] {
  const names = shapes.get(schema) ?? Object.keys(schemaOf(schema)['properties'] as Json);
  shapes.set(schema, names);
  return names;
}

interface Whole { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown }

const wholeOf = (row: Endpoint): fc.Arbitrary<Whole> => fc.record({
  params: row.params ? arbitrary(schemaOf(row.params)) as fc.Arbitrary<Json> : fc.constant({}),
  query: row.query ? arbitrary(schemaOf(row.query)) as fc.Arbitrary<Json> : fc.constant({}),
  body: row.body ? arbitrary(schemaOf(row.body)) : fc.constant(undefined),
});

const texts = (record: Json) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value).replace(/[\ud800-\udfff]/gu, '\ufffd')]));
const sampleOf = (caller: Caller, { params, query, body }: Whole): Sample => ({ caller, params: texts(params), query: texts(query), body });

const odd: readonly unknown[] = [
  null, true, -1, 0.5, 1e309, 2 ** 53, '', 'x'.repeat(5000), '\0', '\ud800', [], {}, [[]], { $gt: '' }, '10', '2026-02-30T25:61:61Z', '١٢٣', Number.NaN,
];

/** One change somewhere in the body that its schema must notice, checked with the schema itself. */
function mutate(row: Endpoint, whole: Whole, seed: number): Whole | null {
  const pick = <T>(list: readonly T[], salt: number): T => list[(seed * 31 + salt * 17) % list.length] as T;
  const bad = pick(odd, 1);
  if (isObject(whole.body)) {
    const body = structuredClone(whole.body);
    const names = [...Object.keys(body), 'tenant_id', 'status', 'constructor'];
    Object.defineProperty(body, pick(names, 2), { value: bad, enumerable: true, writable: true, configurable: true });
    return row.body?.safeParse(JSON.parse(JSON.stringify(body))).success ? null : { ...whole, body };
  }
  const part = Object.keys(whole.params).length > 0 ? 'params' : 'query';
  const schema = row[part];
  const shape = schema ? namesOf(schema) : [];
  if (!schema || shape.length === 0) return null;
  const changed = { ...whole[part], [pick(shape, 3)]: `${String(bad)}!` };
  return schema.safeParse(texts(changed)).success ? null : { ...whole, [part]: changed };
}

describe('every row takes what its schema takes and nothing else', () => {
  let gateway: TestGateway;
  let callers: Record<string, Caller>;
  before(async () => {
    gateway = await testGateway({ settings: { rateLimits: { platform: 1e9, session: 1e9, address: 1e9, signIn: 1e9, processes: 1 } } });
    callers = { public: gateway.as(), platform: gateway.as(demo.partner.secretKey), user: await gateway.user(), terminal: await gateway.terminal() };
    await learn(gateway, await gateway.user());
  });
  after(() => gateway.close());

  for (const row of rows.filter((each) => each.kind !== 'stream' && (each.params ?? each.query ?? each.body))) {
    const caller = () => callers[row.callers[0] ?? 'public'] as Caller;

    it(`${row.id}: ${RUNS} inputs that fit never make the gateway fail`, async () => {
      await fc.assert(fc.asyncProperty(wholeOf(row), async (whole) => {
        const reply = await call(row, sampleOf(caller(), whole), undefined, { key: randomUUID() });
        assert.ok(reply.status < 500, reply.text);
        assert.doesNotMatch(reply.text, LEAK);
      }), { numRuns: RUNS });
    });

    it(`${row.id}: ${RUNS} inputs changed so that they don't fit are refused with a pointer`, async () => {
      await fc.assert(fc.asyncProperty(wholeOf(row), fc.nat(1e6), async (whole, seed) => {
        const changed = mutate(row, whole, seed);
        // A change that the schema takes is no try: it is left out and another one is made.
        fc.pre(changed !== null);
        const reply = await call(row, sampleOf(caller(), changed), undefined, { key: randomUUID() });
        assert.ok(reply.status >= 400 && reply.status < 500, `${reply.status} ${JSON.stringify(changed)}`);
        assert.equal(reply.headers.get('content-type'), 'application/problem+json');
        if (reply.status === 422) assert.ok(((reply.body as Problem).errors?.length ?? 0) > 0, reply.text);
        assert.doesNotMatch(reply.text, LEAK);
      }), { numRuns: RUNS });
    });
  }
});
