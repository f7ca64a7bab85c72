import type { RewardRule } from './reward.js';
import { rewardCampaigns } from './seed-rewards.js';

/** Days after which the rewards of a streak begin again. */
export const CYCLE = 30;

/** What a streak gives beside energy, at these days of every cycle of thirty: on the 31st day the first begins again. */
export const streakRewards: readonly { readonly days: number; readonly reward: RewardRule }[] = [
  { days: 3, reward: { kind: 'points', points: 20 } },
  { days: 7, reward: { kind: 'points', points: 70 } },
  { days: 14, reward: { kind: 'coupon', campaignId: rewardCampaigns.streak, instead: 150 } },
  { days: 30, reward: { kind: 'points', points: 500 } },
];

/** The day of its cycle that a streak has come to, 1 to 30; 0 without a streak. */
export const dayOfCycle = (streak: number): number => (streak === 0 ? 0 : ((streak - 1) % CYCLE) + 1);

/** What the check-in that makes a streak of `streak` days is rewarded with. */
export const rewardFor = (streak: number): RewardRule | null => streakRewards.find(({ days }) => days === dayOfCycle(streak))?.reward ?? null;
