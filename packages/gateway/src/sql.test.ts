import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { testGateway, type TestGateway } from './testing.js';

const folder = import.meta.dirname;
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/(^|\/)testing/.test(name))
  .map((name) => [name, withoutComments(readFileSync(join(folder, name), 'utf8'))] as const);

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1');
}

/** What one of Citus, YugabyteDB and CockroachDB lacks or does differently, as it would be written in SQL or with Kysely. */
const forbidden: readonly (readonly [string, RegExp])[] = [
  ['the database\'s time', /(?<![.\w])now\(\)|\b(current_timestamp|current_date|clock_timestamp|localtimestamp|statement_timestamp)\b/i],
  ['the database\'s randomness', /(?<![.\w])(random\(\)|gen_random_uuid|uuid_generate|uuidv7\()/i],
  ['sequences', /\b(bigserial|smallserial|serial|nextval|setval|create\s+sequence|generatedAlwaysAsIdentity|generatedByDefaultAsIdentity|autoIncrement)\b/i],
  ['advisory locks', /advisory/i],
  ['LISTEN and NOTIFY', /sql`[^`]*\b(listen|notify)\b|pg_notify/i],
  ['LOCK TABLE', /\block\s+table\b/i],
  ['triggers and procedures', /create\s+(or\s+replace\s+)?(trigger|function|procedure)|plpgsql/i],
  ['generated columns', /generatedAlwaysAs\b|generated\s+always/i],
  ['temporary and unlogged tables', /\b(temporary|unlogged)\b|create\s+temp/i],
  ['exclusion and deferrable constraints', /\b(exclude\s+using|deferrable)\b/i],
  ['domains, ranges and inheritance', /create\s+domain|\binherits\b|int4range|tstzrange/i],
  ['indexes on documents', /using\('?gin|using\s+gin|jsonb_path_ops/i],
];

describe('SQL that travels', () => {
  for (const [what, pattern] of forbidden) {
    it(`uses none of: ${what}`, () => {
      for (const [name, source] of sources) assert.doesNotMatch(source, pattern, name);
    });
  }

  it('the patterns find what they forbid', () => {
    const samples = ['now()', 'random()', 'serial', 'pg_advisory_lock', 'pg_notify', 'lock table', 'create trigger', 'generatedAlwaysAs', 'unlogged', 'deferrable', 'create domain', 'using gin'];
    for (const [index, sample] of samples.entries()) assert.match(sample, forbidden[index]?.[1] ?? /^$/);
  });

  describe('the schema', () => {
    let gateway: TestGateway;
    before(async () => { gateway = await testGateway(); });
    after(() => gateway.close());

    it('leads every primary and unique key with shard_key', async () => {
      const { rows } = await sql<{ table: string; name: string; first: string }>`
        select c.relname as "table", i.relname as name, a.attname as first
        from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
        join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
        where n.nspname = 'public' and x.indisunique and c.relname not like 'kysely%'`.execute(gateway.services.db);
      assert.ok(rows.length > 15);
      assert.deepEqual(rows.filter((row) => row.first !== 'shard_key'), []);
    });

    it('gives every table a primary key, and no table a default that only one database knows', async () => {
      const { rows } = await sql<{ table: string }>`
        select c.relname as "table" from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'kysely%'
        and not exists (select 1 from pg_index x where x.indrelid = c.oid and x.indisprimary)`.execute(gateway.services.db);
      assert.deepEqual(rows, []);
      const made = await sql<{ name: string }>`select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'S'`.execute(gateway.services.db);
      assert.deepEqual(made.rows, []);
    });
  });
});
