import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { docs } from './docs/index.js';
import type { Endpoint } from './endpoint.js';
import { openApiDocument } from './openapi.js';
import { problems } from './problem.js';
import { routes, rows } from './routes.js';

const document = openApiDocument({ server: 'http://localhost:4600', version: '0.0.0' });
const table = Object.entries(routes).flatMap(([noun, verbs]) => Object.entries<Endpoint>(verbs).map(([verb, row]) => ({ noun, verb, row })));
type Entry = { input: Record<string, unknown>; output: unknown };
const exampleOf = (noun: string, verb: string) => (docs as unknown as Record<string, Record<string, Entry>>)[noun]?.[verb] as Entry;

void test('the document is valid OpenAPI 3.1 by an independent validator', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  assert.equal(result.valid, true, JSON.stringify(result.errors, null, 1));
  assert.equal(validator.version, '3.1');
});

void test('every reference in the document leads somewhere', () => {
  const text = JSON.stringify(document);
  for (const [, path] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = (path ?? '').split('/').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
    assert.ok(found, path);
  }
});

void test('answers may grow, requests may not, and a default is not required', () => {
  const { schemas } = (document as { components: { schemas: Record<string, Record<string, unknown>> } }).components;
  assert.equal(schemas['Payment']?.['additionalProperties'], undefined);
  assert.equal(schemas['ChargePayment']?.['additionalProperties'], false);
  assert.equal(schemas['IssuePayCode']?.['required'], undefined);
});

for (const { noun, verb, row } of table) {
  void test(`${row.id}: its example fits its own schemas`, () => {
    const { input, output } = exampleOf(noun, verb);
    const listed = new Set(['params', 'query'].flatMap((part) => Object.keys((row[part as 'params'] as { shape?: object } | undefined)?.shape ?? {})));
    const body = Object.fromEntries(Object.entries(input).filter(([key]) => !listed.has(key)));
    for (const part of ['params', 'query'] as const) assert.ok(row[part]?.safeParse(input).success ?? true, part);
    if (row.body) assert.deepEqual(row.body.safeParse(body).error, undefined);
    else assert.deepEqual(body, {});
    if (row.response) assert.deepEqual(row.response.safeParse(output).error, undefined);
    assert.equal(row.response === undefined, row.status === 204);
  });
}

void test('ids are unique, paths name exactly their parameters, and problems are the gateway’s', () => {
  assert.equal(new Set(rows.map((row) => row.id)).size, rows.length);
  assert.equal(new Set(rows.map((row) => `${row.method} ${row.path}`)).size, rows.length);
  for (const { noun, verb, row } of table) {
    const inPath = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    assert.deepEqual(inPath, Object.keys((row.params as { shape?: object } | undefined)?.shape ?? {}), row.id);
    for (const code of (exampleOf(noun, verb) as Entry & { problems: (keyof typeof problems)[] }).problems) assert.ok(problems[code][0] >= 400, code);
  }
});
