import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { recordEvent } from '../event/record.js';
import { newId, shardOf } from '../id.js';
import { problem } from '../problem.js';
import { readCampaign } from './find.js';
import { claimsOf } from './claims.js';
import { showCoupon } from './coupon-row.js';
import { writeHistory } from './history.js';
import { refusalOf } from './standing.js';
import { takeOne } from './stock.js';
import { validityOf } from './validity.js';

type Route = Row<'claimCoupon'>;

/**
 * Claims one coupon. The coupon's row, its history and event are in the user's shard, the stock in the campaign's, all
 * in the caller's transaction; the stock moves last, so that the one row everybody wants is held shortest.
 */
export async function claim(ctx: Context, { campaignId }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const campaign = await readCampaign(ctx, campaignId);
  const { from, to } = validityOf(campaign.validity, now);
  for (let attempt = 0; attempt <= campaign.allowed; attempt += 1) {
    const claims = (await claimsOf(ctx, userId, [campaignId]))(campaignId);
    const refusal = refusalOf(campaign, claims, now);
    if (refusal !== null) throw problem(refusal.code, refusal.detail);
    const coupon = await ctx.db.insertInto('coupon').values({
      shard_key: shardOf(userId), id: newId('cpn', shardOf(userId), ctx.random, now), user_id: userId, campaign_id: campaignId,
      ordinal: claims.claimed + 1, state: 'unused', claimed_at: now, valid_from: from, valid_to: to,
      payment_id: null, used_at: null, used_store_id: null, returned_at: null, code: null,
    }).onConflict((on) => on.columns(['shard_key', 'user_id', 'campaign_id', 'ordinal']).doNothing())
      .returningAll().executeTakeFirst();
    // No row: another claim of this user took the ordinal and has committed; count again, until one is free or the limit is reached.
    if (coupon === undefined) continue;
    await writeHistory(ctx, coupon.id, 'claimed', now, null);
    await recordEvent(ctx, { owner: userId, type: 'coupon.claimed', subjectId: coupon.id });
    if (!(await takeOne(ctx, campaignId, coupon.id))) throw problem('sold_out', 'No coupon of this campaign is left.');
    return showCoupon(ctx, { ...coupon, campaign }, now);
  }
  throw problem('conflict', 'Other claims of this user were faster each time; ask again.');
}
