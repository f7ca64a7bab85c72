import { phaseOf } from './require-campaign.js';
import { table } from './table.js';
import type { OperatorContext, Told } from './told.js';

/** Every campaign with its phase, what is left of it and how many coupons it gave, by the start. */
export async function listCampaigns(ctx: OperatorContext): Promise<Told> {
  const now = ctx.clock();
  const rows = await ctx.db.selectFrom('campaign').selectAll().orderBy('opens_at').orderBy('id').execute();
  const balances = await ctx.db.selectFrom('ledger_account').select(['owner', 'name', 'balance']).where('unit', '=', 'stock').where('house', '=', false).execute();
  const byName = new Map(balances.map(({ owner, name, balance }) => [`${owner}/${name}`, balance]));
  const balance = (owner: string, name: string) => byName.get(`${owner}/${name}`) ?? 0;
  const data = rows.map((row) => ({
    id: row.id, title: row.title['zh-CN'] ?? '', phase: phaseOf(row, now), mode: row.mode, programmeId: row.programme_id,
    remaining: balance(row.id, 'stock'), issued: balance(row.id, 'issued'), opensAt: row.opens_at.toISOString(), endsAt: row.ends_at.toISOString(),
  }));
  return {
    lines: table(['id', 'phase', 'mode', 'left', 'issued', 'ends', 'title'], data.map((one) => [one.id, one.phase, one.mode, one.remaining, one.issued, one.endsAt.slice(0, 16), one.title])),
    data,
  };
}
