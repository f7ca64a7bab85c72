import type { Services } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { audit } from './audit.js';
import { CampaignChangeRefused } from './campaign-refused.js';
import { releaseWithin } from './stock.js';
import type { CampaignState, CouponTables } from './tables.js';

type Ctx = Pick<Services, 'db' | 'clock'>;
export type CampaignChange = 'activate' | 'pause' | 'resume' | 'end';

const changes: Readonly<Record<CampaignChange, { readonly from: readonly CampaignState[]; readonly to: CampaignState; readonly what: CouponTables['campaign_audit']['what'] }>> = {
  activate: { from: ['draft', 'internal'], to: 'active', what: 'activated' },
  pause: { from: ['active'], to: 'paused', what: 'paused' },
  resume: { from: ['paused'], to: 'active', what: 'resumed' },
  end: { from: ['draft', 'internal', 'active', 'paused'], to: 'disabled', what: 'ended' },
};

/**
 * Moves a campaign to another state in the caller's transaction, and notes who did. Throws `not_found`, or CampaignChangeRefused when its
 * state does not allow it: two operators who do the same at once are one change and one refusal.
 */
export async function setCampaignState(ctx: Ctx, id: string, change: CampaignChange, actor: string): Promise<void> {
  const { from, to, what } = changes[change];
  const moved = await ctx.db.updateTable('campaign').set({ state: to })
    .where('shard_key', '=', shardOf(id)).where('id', '=', id).where('state', 'in', [...from]).returning('id').executeTakeFirst();
  if (moved !== undefined) return audit(ctx, id, what, actor);
  const known = await ctx.db.selectFrom('campaign').select('state').where('shard_key', '=', shardOf(id)).where('id', '=', id).executeTakeFirst();
  if (known === undefined) throw problem('not_found', `There is no campaign ${id}.`);
  throw new CampaignChangeRefused(`Expected a campaign that is ${from.join(' or ')} to ${change} it; ${id} is ${known.state}.`);
}

/**
 * Puts more coupons into a campaign in the caller's transaction, once per `reference`, as far as its budget pays for them. Returns how many
 * were added. Throws `not_found`, or CampaignChangeRefused for an ended one.
 */
export async function addStock(ctx: Ctx, id: string, amount: number, actor: string, reference: string): Promise<number> {
  const campaign = await ctx.db.selectFrom('campaign').select(['id', 'state', 'budget', 'worth'])
    .where('shard_key', '=', shardOf(id)).where('id', '=', id).forUpdate().executeTakeFirst();
  if (campaign === undefined) throw problem('not_found', `There is no campaign ${id}.`);
  const known = await ctx.db.selectFrom('ledger_transfer').select('amount')
    .where('shard_key', '=', shardOf(id)).where('reference', '=', `${id}/${reference}`).executeTakeFirst();
  if (known !== undefined) return known.amount;
  if (campaign.state === 'disabled') throw new CampaignChangeRefused(`Expected a campaign that has not ended; ${id} has.`);
  const added = await releaseWithin(ctx, campaign, amount, `${id}/${reference}`);
  await audit(ctx, id, 'stock_added', actor, added === amount ? `${added}` : `${added} of ${amount}: the budget pays for no more`);
  return added;
}
