import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { problem } from '../problem.js';
import { showCampaigns } from './campaign.js';
import { readCampaign } from './find.js';

type Route = Row<'getCampaign'>;

/** One campaign, with where this user stands. An ended one is still shown: somebody may hold its coupon. */
export async function getCampaign(ctx: Context, { campaignId }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const [campaign] = await showCampaigns(ctx, userId, [await readCampaign(ctx, campaignId)], ctx.clock());
  if (campaign === undefined) throw problem('not_found', 'There is no such campaign.');
  return campaign;
}
