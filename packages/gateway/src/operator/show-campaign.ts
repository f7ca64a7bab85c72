import { codesLeft } from '../code-pool/pool.js';
import { shardOf } from '../id.js';
import { phaseOf, requireCampaign } from './require-campaign.js';
import { table } from './table.js';
import type { OperatorContext, Told } from './told.js';

/** A campaign's rules as they are stored, its stock, its coupons by state and everything that was done to it. */
export async function showCampaign(ctx: OperatorContext, { id }: { readonly id: string }): Promise<Told> {
  const { shard_key: _shard, search_text: _search, ...rules } = await requireCampaign(ctx, id);
  const phase = phaseOf(rules, ctx.clock());
  const accounts = await ctx.db.selectFrom('ledger_account').select(['name', 'balance']).where('shard_key', '=', shardOf(id)).where('owner', '=', id).where('unit', '=', 'stock').execute();
  const stock = Object.fromEntries(accounts.map(({ name, balance }) => [name, balance]));
  const states = await ctx.db.selectFrom('coupon').select(['state', (eb) => eb.fn.countAll<number>().as('count')]).where('campaign_id', '=', id).groupBy('state').execute();
  const coupons = Object.fromEntries(states.map(({ state, count }) => [state, count]));
  const audit = await ctx.db.selectFrom('campaign_audit').select(['at', 'actor', 'what', 'detail']).where('shard_key', '=', shardOf(id)).where('campaign_id', '=', id).orderBy('ordinal').execute();
  const codes = rules.imported_codes ? { left: await codesLeft(ctx, id) } : null;
  const told = Object.entries(rules).filter(([, value]) => value !== null);
  return {
    lines: [
      `${rules.title['zh-CN'] ?? ''} (${phase})`, '',
      ...table(['rule', 'value'], told.map(([name, value]) => [name, textOf(value)])), '',
      ...table(['stock', 'coupons'], Object.entries(stock)), ...(codes === null ? [] : [`${codes.left} imported codes are left`]), '',
      ...table(['state', 'coupons'], Object.entries(coupons)), '',
      ...table(['at', 'by', 'what', 'detail'], audit.map((row) => [row.at.toISOString(), row.actor, row.what, row.detail ?? ''])),
    ],
    data: { phase, rules, stock, codes, coupons, audit },
  };
}

const textOf = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
};
