/** What other nouns may use of check-ins and rewards, inside their own transactions. */
export { giveReward, giveRewards, readRewards, showReward, showRewards } from './reward.js';
export type { Earned, Given, RewardRule } from './reward.js';
export { rewardCampaigns } from './seed-rewards.js';
