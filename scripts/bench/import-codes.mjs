import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCampaign } from '../../packages/gateway/src/coupon/testing.ts';
import { importCodes as run } from '../../packages/gateway/src/operator/import-codes.ts';
import { median } from './numbers.mjs';

const CODES = 100_000;
const TRIES = 3;

/** The operators' import of a file of 100,000 codes into a campaign, from reading the file to the commit; the median of three campaigns. */
export async function importCodes({ books, figure }) {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-codes-'));
  try {
    const path = join(folder, 'codes.csv');
    writeFileSync(path, `code\n${Array.from({ length: CODES }, (_none, place) => `SUMMER-${place.toString(36).toUpperCase().padStart(6, '0')}-X`).join('\n')}\n`);
    const took = [];
    for (let tries = 0; tries < TRIES; tries += 1) {
      const pool = await openCampaign(books, { stock: 0, importedCodes: true });
      const asked = performance.now();
      const { data } = await run({ ...books.services, actor: 'bench', say: () => undefined }, { pool, path });
      took.push((performance.now() - asked) / 1000);
      if (data.imported !== CODES || data.left !== CODES) throw new Error(`expected ${CODES} codes; ${JSON.stringify(data)} came`);
    }
    figure('import of 100,000 codes into a campaign', median(took), 's', ['<=', 5]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
