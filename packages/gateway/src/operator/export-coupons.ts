import { closeSync, openSync, writeSync } from 'node:fs';
import { readCodes } from '../code-pool/pool.js';
import { stateOf } from '../coupon/coupon.js';
import { writeCsv, writeCsvRows } from '../csv.js';
import { requireCampaign } from './require-campaign.js';
import { Refused, type OperatorContext, type Told } from './told.js';

const PAGE = 5000;

/** Writes a campaign's coupons into a CSV file, each with its state now. The file is its owner's alone to read. */
export async function exportCoupons(ctx: OperatorContext, { id, out }: { readonly id: string; readonly out: string }): Promise<Told> {
  const now = ctx.clock();
  await requireCampaign(ctx, id);
  const file = openSync(out, 'w', 0o600);
  let count = 0;
  try {
    writeSync(file, writeCsv(['coupon', 'user', 'state', 'claimed_at', 'valid_from', 'valid_to', 'used_at', 'used_store', 'payment', 'code'], []));
    for (let after = ''; ;) {
      const page = await ctx.db.selectFrom('coupon').selectAll().where('campaign_id', '=', id).where('id', '>', after).orderBy('id').limit(PAGE).execute();
      writeSync(file, writeCsvRows(page.map((row) => [
        row.id, row.user_id, stateOf(row, now), row.claimed_at, row.valid_from, row.valid_to, row.used_at, row.used_store_id, row.payment_id, row.code,
      ])));
      count += page.length;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      ctx.say(`${count} coupons written`);
      after = last.id;
    }
  } finally {
    closeSync(file);
  }
  return { lines: [`${count} coupons of ${id} written to ${out}.`], data: { id, coupons: count, out } };
}

/** Writes a pool's codes into a CSV file, each with who has it. */
export async function exportCodes(ctx: OperatorContext, { pool, out }: { readonly pool: string; readonly out: string }): Promise<Told> {
  const rows = [];
  for await (const { code, taken_by, taken_at } of readCodes(ctx, pool)) rows.push([code, taken_by, taken_at]);
  if (rows.length === 0) throw new Refused(`There is no code in ${pool}.`);
  const file = openSync(out, 'w', 0o600);
  writeSync(file, writeCsv(['code', 'taken_by', 'taken_at'], rows));
  closeSync(file);
  return { lines: [`${rows.length} codes of ${pool} written to ${out}.`], data: { pool, codes: rows.length, out } };
}
