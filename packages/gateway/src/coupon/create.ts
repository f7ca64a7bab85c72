import type { Services } from '../context.js';
import { valuesOf, type CampaignDraft } from './campaign-draft.js';
import { openLottery } from './lottery.js';
import { giveElsewhere, releaseWithin } from './stock.js';

export type { CampaignDraft } from './campaign-draft.js';

/** Writes a campaign with its stores and stock in the caller's transaction. False for one that is there already: it stays as it is. */
export async function createCampaign(ctx: Pick<Services, 'db' | 'clock' | 'random' | 'settings'>, draft: CampaignDraft): Promise<boolean> {
  const values = valuesOf(draft);
  const { shard_key, id } = values;
  const made = await ctx.db.insertInto('campaign').values(values)
    .onConflict((on) => on.columns(['shard_key', 'id']).doNothing()).returning('id').executeTakeFirst();
  if (made === undefined) return false;
  const { storeIds = [], elsewhere = 0 } = draft;
  for (let start = 0; start < storeIds.length; start += STORES_AT_ONCE) {
    await ctx.db.insertInto('campaign_store').values(storeIds.slice(start, start + STORES_AT_ONCE).map((store_id) => ({ shard_key, campaign_id: id, store_id }))).execute();
  }
  await releaseWithin(ctx, values, draft.stock, `${id}/initial`);
  await giveElsewhere(ctx, id, elsewhere, `${id}/elsewhere`);
  if (draft.mode === 'lottery') await openLottery(ctx, id);
  return true;
}

/** Rows of one statement, far below the number of values a statement takes. */
const STORES_AT_ONCE = 5000;
