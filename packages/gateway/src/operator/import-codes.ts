import { addCodes, codesLeft, DuplicateCodes } from '../code-pool/pool.js';
import { addStock, audit } from '../coupon/coupon.js';
import { withRetry } from '../database.js';
import { requireCampaign } from './require-campaign.js';
import { readList, refusedLines } from './read-file.js';
import { Refused, type OperatorContext, type Told } from './told.js';

const shape = {
  heads: ['code', 'codes', '券码', '兑换码', '卡密', '编码'],
  pattern: /^[0-9A-Za-z][0-9A-Za-z._\-/:]{3,63}$/,
  expected: '4 to 64 letters, digits and . _ - / :, beginning with a letter or digit',
} as const;

/** Puts a file's codes into a pool, all or none; a campaign's pool fills its stock. `pool` is a campaign's id or `benefit/<code>`. */
export async function importCodes(ctx: OperatorContext, { pool, path }: { readonly pool: string; readonly path: string }): Promise<Told> {
  const campaign = pool.startsWith('cmp_') ? await requireCampaign(ctx, pool) : null;
  if (campaign === null && !/^benefit\/[a-z0-9][a-z0-9_-]{0,60}$/.test(pool)) throw new Refused(`A pool is a campaign's id (cmp_…) or benefit/<code>; ${JSON.stringify(pool)} came.`);
  if (campaign?.imported_codes === false) throw new Refused(`${pool} makes its own codes; only a campaign with "importedCodes": true takes a list.`);
  const began = performance.now();
  const entries = readList(path, shape);
  const codes = entries.map(({ text }) => text);
  ctx.say(`${codes.length} codes read`);
  const left = await withRetry(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    await addCodes(tx, pool, codes, (written) => ctx.say(`${written} of ${codes.length} codes written`));
    if (campaign !== null) {
      await addStock(tx, pool, codes.length, ctx.actor, `codes/${codes[0]}`);
      await audit(tx, pool, 'codes_imported', ctx.actor, `${codes.length}`);
    }
    return codesLeft(tx, pool);
  }).catch((error: unknown) => {
    if (!(error instanceof DuplicateCodes)) throw error;
    throw refusedLines(path, entries.filter(({ text }) => error.codes.has(text)).map(({ line }) => ({ at: `line ${line}`, detail: `${pool} has this code already.` })));
  });
  const seconds = Number(((performance.now() - began) / 1000).toFixed(2));
  return { lines: [`${codes.length} codes imported into ${pool} in ${seconds} s; ${left} are left to give.`], data: { pool, imported: codes.length, left, seconds } };
}
