import type { PointsEntry, Reward } from '@tessera/contract';
import type { Context } from '../context.js';
import { grant, showFace, type GrantContext } from '../coupon/coupon.js';
import { shardOf } from '../id.js';
import { text } from '../locale.js';
import { ProblemError } from '../problem.js';
import { movePoints, type PointsMove } from '../right/right.js';

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
export async function giveReward(ctx: GrantContext, earned: Earned, rule: RewardRule, now: Date): Promise<Given> {
  const [given] = await giveRewards(ctx, [{ ...earned, rule }], now);
  return given ?? { kind: 'nothing' };
}

/**
 * Like `giveReward` for many at once, in a few statements: what was given, in order. `spent` are points that they were paid for with,
 * moved together with those that are given.
 */
export async function giveRewards(ctx: GrantContext, earned: readonly (Earned & { readonly rule: RewardRule })[], now: Date, spent: readonly PointsMove[] = []): Promise<Given[]> {
  const asks = earned.flatMap((one) => (one.rule.kind === 'coupon' ? [{ one, userId: one.userId, campaignId: one.rule.campaignId, by: 'reward' as const }] : []));
  const got = new Set((await grant(ctx, asks, now)).flatMap(({ ask, verdict }) => (verdict instanceof ProblemError ? [] : [ask.one])));
  const given = earned.map((one): Given => {
    const { rule } = one;
    if (rule.kind === 'nothing') return rule;
    if (rule.kind === 'points') return { kind: 'points', points: rule.points };
    return got.has(one) ? { kind: 'coupon', campaignId: rule.campaignId } : { kind: 'points', points: rule.instead };
  });
  await movePoints(ctx, { spent, given: given.flatMap((gift, place) => {
    const one = earned[place];
    return gift.kind === 'points' && one !== undefined ? [{ userId: one.userId, points: gift.points, reason: one.reason, reference: one.reference }] : [];
  }) });
  return given;
}

/** Shows any number of rewards, promised or given, in the caller's language: one read, whatever coupons they name. */
export async function showRewards(ctx: Pick<Context, 'db' | 'locale'>, rewards: readonly (RewardRule | Given)[]): Promise<Reward[]> {
  const show = await readRewards(ctx, rewards);
  return rewards.map((reward) => show(ctx, reward));
}

/** One reward in the caller's language. */
export async function showReward(ctx: Pick<Context, 'db' | 'locale'>, reward: RewardRule | Given): Promise<Reward> {
  return (await readRewards(ctx, [reward]))(ctx, reward);
}

/** Reads what it takes to show these rewards, to callers of any language. */
export async function readRewards({ db }: Pick<Context, 'db'>, rewards: readonly (RewardRule | Given)[]): Promise<(ctx: Pick<Context, 'locale'>, reward: RewardRule | Given) => Reward> {
  const ids = [...new Set(rewards.flatMap((reward) => (reward.kind === 'coupon' ? [reward.campaignId] : [])))];
  const campaigns = ids.length === 0 ? [] : await db.selectFrom('campaign').select(['id', 'title', 'face'])
    .where('shard_key', 'in', [...new Set(ids.map(shardOf))]).where('id', 'in', ids).execute();
  const byId = new Map(campaigns.map((row) => [row.id, row]));
  return (ctx, reward) => {
    if (reward.kind !== 'coupon') return reward;
    const campaign = byId.get(reward.campaignId);
    if (campaign === undefined) throw new Error(`a reward names the campaign ${reward.campaignId}, which is not there`);
    return { kind: 'coupon', campaignId: reward.campaignId, title: text(ctx, campaign.title), face: showFace(ctx, campaign.face) };
  };
}
