import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rows as routeRows, routes, type Endpoint } from '@tessera/contract';
import { docs } from '@tessera/contract/docs';
import { compile, targets } from '../scripts/table.js';
import { rareShapes } from './rare-shapes.js';
import type { CompiledRow } from './shape.js';
import { table } from './table.js';

const rows = Object.entries<Record<string, CompiledRow>>(table).flatMap(([noun, verbs]) => Object.entries(verbs).map(([verb, row]) => ({
  row,
  endpoint: (routes as unknown as Record<string, Record<string, Endpoint>>)[noun]?.[verb] as Endpoint,
  output: (docs as unknown as Record<string, Record<string, { output: unknown }>>)[noun]?.[verb]?.output,
})));

const wrong: readonly unknown[] = [null, undefined, '', 'x', '<b>', 0, -1, 1.5, 2 ** 53, Number.NaN, true, [], {}, [null], '2026-02-30T00:00:00Z', 'pay_short', 'usr_0000000000000000'];

/** The value with one place changed in each of the wrong ways, and with each field taken away. */
function* spoilt(value: unknown): Iterable<unknown> {
  yield* wrong;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    for (const other of spoilt(part)) yield Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
    if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  }
}

void test('the compiled table is fresh', () => {
  const made = compile();
  for (const name of ['table', 'rareShapes'] as const) assert.equal(readFileSync(targets[name], 'utf8'), made[name], 'run `npm run table -w @tessera/client`');
});

void test('every row that a browser or till may call is compiled', () => {
  const reachable = routeRows.filter(({ callers }) => callers.some((caller) => caller !== 'platform'));
  assert.deepEqual(rows.map(({ row: { method, path } }) => `${method} ${path}`), reachable.map(({ method, path }) => `${method} ${path}`));
});

for (const { row, endpoint, output } of rows) {
  void test(`${endpoint.id}: the compiled check agrees with the contract's schema, right and wrong`, () => {
    const { response } = endpoint;
    const check = typeof row.answer === 'string' ? rareShapes[row.answer] : row.answer;
    if (!check || !response) {
      assert.equal(Boolean(check), Boolean(response));
      return;
    }
    assert.equal(check(output, '#'), undefined);
    let refused = 0;
    for (const value of spoilt(output)) {
      const fits: boolean = response.safeParse(value).success;
      const fault: string | undefined = check(value, '#');
      assert.equal(fault === undefined, fits, `${fault ?? 'accepted'}: ${JSON.stringify(value)}`);
      if (fault) refused += 1;
    }
    assert.ok(refused > wrong.length / 2);
  });
}
