import type { PointsEntry, Reward } from '@tessera/contract';
import type { Context } from '../context.js';
import { grant, showFace, type GrantContext } from '../coupon/coupon.js';
import { shardOf } from '../id.js';
import { text } from '../locale.js';
import { ProblemError } from '../problem.js';
import { givePoints } from '../right/right.js';

/** What is promised. `instead` are the points a coupon is worth: given when its campaign has no coupon for the user any more. */
export type RewardRule = Exclude<Given, { kind: 'coupon' }> | { readonly kind: 'coupon'; readonly campaignId: string; readonly instead: number };

/** What was given. */
export type Given =
  | { readonly kind: 'points'; readonly points: number }
  | { readonly kind: 'coupon'; readonly campaignId: string }
  | { readonly kind: 'nothing' };

/** Whom a reward is for, and what for: `reference` is unique to the fact that earned it. */
export interface Earned {
  readonly userId: string;
  readonly reason: Extract<PointsEntry['reason'], 'check_in' | 'prize' | 'invitation'>;
  readonly reference: string;
}

/** Gives a reward in the caller's transaction, which has just written the row that makes it the only one, and says what was given. */
export async function giveReward(ctx: GrantContext, { userId, reason, reference }: Earned, rule: RewardRule, now: Date): Promise<Given> {
  if (rule.kind === 'nothing') return rule;
  if (rule.kind === 'coupon') {
    const [decided] = await grant(ctx, [{ userId, campaignId: rule.campaignId, by: 'reward' }], now);
    if (decided !== undefined && !(decided.verdict instanceof ProblemError)) return { kind: 'coupon', campaignId: rule.campaignId };
  }
  const points = rule.kind === 'coupon' ? rule.instead : rule.points;
  await givePoints(ctx, { userId, points, reason, reference });
  return { kind: 'points', points };
}

/** Shows any number of rewards, promised or given, in the caller's language: one read, whatever coupons they name. */
export async function showRewards(ctx: Pick<Context, 'db' | 'locale'>, rewards: readonly (RewardRule | Given)[]): Promise<Reward[]> {
  const ids = [...new Set(rewards.flatMap((reward) => (reward.kind === 'coupon' ? [reward.campaignId] : [])))];
  const campaigns = ids.length === 0 ? [] : await ctx.db.selectFrom('campaign').select(['id', 'title', 'face'])
    .where('shard_key', 'in', [...new Set(ids.map(shardOf))]).where('id', 'in', ids).execute();
  const byId = new Map(campaigns.map((row) => [row.id, row]));
  return rewards.map((reward): Reward => {
    if (reward.kind !== 'coupon') return reward;
    const campaign = byId.get(reward.campaignId);
    if (campaign === undefined) throw new Error(`a reward names the campaign ${reward.campaignId}, which is not there`);
    return { kind: 'coupon', campaignId: reward.campaignId, title: text(ctx, campaign.title), face: showFace(ctx, campaign.face) };
  });
}

/** One reward in the caller's language. */
export async function showReward(ctx: Pick<Context, 'db' | 'locale'>, reward: RewardRule | Given): Promise<Reward> {
  const [shown] = await showRewards(ctx, [reward]);
  return shown ?? { kind: 'nothing' };
}
