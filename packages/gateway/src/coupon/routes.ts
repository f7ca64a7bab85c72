import { couponRoutes } from '@tessera/contract';
import { pair, pairTogether } from '../handler.js';
import { claimMany } from './claim-many.js';
import { claim } from './claim.js';
import { enter } from './enter.js';
import { getCampaign } from './get-campaign.js';
import { getDraw } from './get-draw.js';
import { get } from './get.js';
import { grantCoupon } from './grant-coupon.js';
import { issueRedemptionCode } from './issue-code.js';
import { listCampaigns } from './list-campaigns.js';
import { redeemAtTill } from './redeem-code.js';

export const couponHandlers = [
  pair(couponRoutes.listCampaigns, listCampaigns),
  pair(couponRoutes.getCampaign, getCampaign),
  pairTogether(couponRoutes.claim, claim),
  pairTogether(couponRoutes.claimMany, claimMany),
  pairTogether(couponRoutes.enter, enter),
  pair(couponRoutes.getDraw, getDraw),
  pairTogether(couponRoutes.grant, grantCoupon),
  pair(couponRoutes.get, get),
  pair(couponRoutes.issueCode, issueRedemptionCode),
  pair(couponRoutes.redeem, redeemAtTill, { steps: true }),
];
