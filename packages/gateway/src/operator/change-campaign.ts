import { addStock, setCampaignState } from '../coupon/coupon.js';
import { recallCampaign } from '../coupon/recall.js';
import { withRetry } from '../database.js';
import { phaseOf, requireCampaign } from './require-campaign.js';
import { Refused, type OperatorContext, type Told } from './told.js';

export type Change = 'pause' | 'resume' | 'end' | 'activate' | 'recall';

/** Moves a campaign to another state, or recalls it with all its unused coupons. */
export async function changeCampaign(ctx: OperatorContext, { id, change }: { readonly id: string; readonly change: Change }): Promise<Told> {
  await requireCampaign(ctx, id);
  if (change === 'recall') await recallCampaign(ctx, id, ctx.actor);
  else await withRetry(ctx.db, (db) => setCampaignState({ ...ctx, db }, id, change, ctx.actor));
  const phase = phaseOf(await requireCampaign(ctx, id), ctx.clock());
  return { lines: [`${id} is ${phase}.`], data: { id, phase } };
}

/** Puts more coupons into a campaign. `reference` names this addition: told twice, it adds once. */
export async function addToStock(ctx: OperatorContext, { id, amount, reference }: { readonly id: string; readonly amount: string; readonly reference: string }): Promise<Told> {
  const campaign = await requireCampaign(ctx, id);
  const added = /^\+?[1-9]\d{0,8}$/.test(amount) ? Number(amount) : null;
  if (added === null) throw new Refused(`Expected how many coupons to add, such as +500; ${JSON.stringify(amount)} came.`);
  if (campaign.imported_codes) throw new Refused(`${id} has imported codes: \`codes import ${id} FILE.csv\` is what adds to its stock.`);
  const fits = await withRetry(ctx.db, (db) => addStock({ ...ctx, db }, id, added, ctx.actor, reference));
  return { lines: [`${fits} coupons added to ${id}${fits < added ? `; its budget pays for no more of the ${added}` : ''}.`], data: { id, asked: added, added: fits } };
}
