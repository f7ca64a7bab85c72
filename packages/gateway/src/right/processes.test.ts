import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { withRetry } from '../database.js';
import { balance, conservation } from '../ledger/ledger.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import { givePoints, pointsOf } from './points.js';

const run = promisify(execFile);
const server = process.env['TEST_DATABASE_URL'];

function overspend(isolation: 'read committed' | 'serializable'): void {
  it(`fault 6: a balance of 1,000 pays for exactly 100 of 200 spends of 10 by four processes at once, ${isolation}`, async () => {
    const gateway = await testGateway();
    try {
      const userId = demo.chenMo.id;
      await withRetry(gateway.services.db, (db) => givePoints({ ...gateway.services, db }, { userId, points: 1000, reason: 'gift', reference: `${userId}/given` }));
      const { rows: [row] } = await sql<{ name: string }>`select current_database() as name`.execute(gateway.services.db);
      const url = new URL(server ?? '');
      url.pathname = `/${row?.name ?? ''}`;
      url.searchParams.set('options', `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`);
      const spender = join(import.meta.dirname, 'testing-spend.ts');
      const told = await Promise.all([1, 2, 3, 4].map((place) =>
        run(process.execPath, ['--conditions=@tessera/source', '--import', 'tsx', spender, url.href, userId, '50', '10', `process-${place}`])));
      const results = told.map(({ stdout }) => JSON.parse(stdout) as { spent: number; refused: number; least: number });
      const sum = (of: 'spent' | 'refused') => results.reduce((total, result) => total + result[of], 0);
      assert.deepEqual([sum('spent'), sum('refused'), Math.min(...results.map(({ least }) => least))], [100, 100, 0]);
      assert.equal((await balance(gateway.services, pointsOf(userId))).balance, 0);
      assert.deepEqual((await conservation(gateway.services.db)).faults, []);
    } finally {
      await gateway.close();
    }
  });
}

// One process alone holds an embedded database; points.test.ts races within it.
if (server !== undefined) {
  describe('points under several processes', () => {
    for (const isolation of ['read committed', 'serializable'] as const) overspend(isolation);
  });
}
