import type { Context } from '../context.js';
import type { FullCoupon } from './coupon-row.js';
import { withCampaigns } from './coupon-row.js';
import { hashOfCode, normalCode, shardOfCode } from './redemption-code.js';

/** A coupon that a code stands for, in whatever state. `issued` codes are ours; the others came with an imported list. */
export interface Redeemable {
  readonly coupon: FullCoupon;
  readonly codeHash: string;
  readonly issued: boolean;
}

/** The coupon that was handed in by a code of ours or of an imported list; null for a code of nobody. */
export async function findRedeemable(ctx: Pick<Context, 'db' | 'settings'>, typed: string): Promise<Redeemable | null> {
  return await findIssued(ctx, normalCode(typed)) ?? findImported(ctx, typed.trim());
}

async function findIssued(ctx: Pick<Context, 'db' | 'settings'>, code: string): Promise<Redeemable | null> {
  const shard = shardOfCode(code);
  if (shard === null) return null;
  const codeHash = hashOfCode(ctx.settings, code);
  const rows = await ctx.db.selectFrom('redemption_code').innerJoin('coupon', (join) => join
    .onRef('coupon.shard_key', '=', 'redemption_code.shard_key').onRef('coupon.id', '=', 'redemption_code.coupon_id'))
    .selectAll('coupon').where('redemption_code.shard_key', '=', shard).where('redemption_code.code_hash', '=', codeHash).execute();
  const [coupon] = await withCampaigns(ctx, rows);
  return coupon === undefined ? null : { coupon, codeHash, issued: true };
}

/** Codes made elsewhere have a form of their own: as typed, or in upper case without spaces and dashes. Two lists may share a code: the unused one is meant. */
async function findImported(ctx: Pick<Context, 'db' | 'settings'>, code: string): Promise<Redeemable | null> {
  const rows = await ctx.db.selectFrom('coupon').selectAll().where('code', 'in', [code, code.toUpperCase(), code.replace(/[\s-]/g, '').toUpperCase()]).orderBy('shard_key').orderBy('id').limit(20).execute();
  const coupons = (await withCampaigns(ctx, rows)).filter(({ campaign }) => campaign.imported_codes);
  const coupon = coupons.find(({ state }) => state === 'unused') ?? coupons[0];
  return coupon === undefined ? null : { coupon, codeHash: hashOfCode(ctx.settings, `${coupon.id} ${coupon.code ?? ''}`), issued: false };
}
