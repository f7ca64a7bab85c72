import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import { showCampaigns } from './campaign.js';
import { readCampaign } from './find.js';

type Route = Row<'getCampaign'>;

/** One campaign, with where this user stands and why. An ended one is still shown: somebody may hold its coupon. */
export async function getCampaign(ctx: Context, { campaignId }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const [shown] = await showCampaigns(ctx, userId, [await readCampaign(ctx, campaignId)], ctx.clock());
  if (shown === undefined) throw problem('not_found', 'There is no such campaign.');
  const { campaign, row, claims } = shown;
  const funders = row.funders ?? [{ kind: row.funder, name: row.issuer_name, percent: 100 }];
  return {
    ...campaign,
    conditions: claims.conditions.map(({ kind, met }) => ({ kind, met })),
    funders: funders.map(({ kind, name, percent }) => ({ kind, name: text(ctx, name), percent })),
  };
}
