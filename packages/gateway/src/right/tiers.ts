import type { RightsSummary, TierLevel } from '@tessera/contract';
import type { LocalizedText } from '../locale.js';
import type { BenefitCode } from './catalogue.js';

/** One step of the ladder: how many rights it opens, what they are in words, what reaching it gives, and the step to it. */
export interface Tier {
  readonly level: TierLevel;
  readonly rights: number;
  readonly perks: readonly LocalizedText[];
  /** Granted once, when it is first reached. */
  readonly benefits: readonly BenefitCode[];
  readonly step: RightsSummary['tier']['levels'][number]['step'];
}

const perk = (zh: string, hk: string, en: string): LocalizedText => ({ 'zh-CN': zh, 'zh-HK': hk, en });

/** The ladder from the bottom. Each step has what the steps below it have, and what it names. */
export const tiers: readonly Tier[] = [
  {
    level: 'registered', rights: 2, benefits: [], step: null, perks: [
      perk('领取商家优惠券', '領取商家優惠券', 'Claim merchants’ coupons'),
      perk('每日签到得低碳能量', '每日簽到得低碳能量', 'Daily check-in for energy'),
    ],
  },
  {
    level: 'wallet', rights: 6, benefits: ['metro_ride'], step: 'open_wallet', perks: [
      perk('领取政府消费券', '領取政府消費券', 'Claim government vouchers'),
      perk('付款码支付，每满 1 元得 1 积分', '付款碼支付，每滿 1 元得 1 積分', 'Pay by code and earn 1 point a yuan'),
      perk('积分抵现', '積分抵現', 'Pay with points'),
      perk('开通即赠：地铁乘车抵扣', '開通即贈：地鐵乘車抵扣', 'To begin with: a metro fare credit'),
    ],
  },
  {
    level: 'card', rights: 11, benefits: ['video_month', 'coffee_cup', 'film_ticket', 'gold_fee'], step: 'add_card', perks: [
      perk('满 100 减 15 持卡人专享券', '滿 100 減 15 持卡人專享券', 'Card holders’ ¥15 off 100'),
      perk('开卡即赠：视频会员月卡', '開卡即贈：影片會員月卡', 'To begin with: a month of video'),
      perk('开卡即赠：现磨咖啡兑换券', '開卡即贈：現磨咖啡兌換券', 'To begin with: a fresh coffee'),
      perk('开卡即赠：电影票 2D 通兑券', '開卡即贈：電影票 2D 通兌券', 'To begin with: a 2D film ticket'),
      perk('开卡即赠：贵金属购买手续费 5 折', '開卡即贈：貴金屬購買手續費 5 折', 'To begin with: half the fee on precious metals'),
    ],
  },
];

const height = (level: TierLevel): number => tiers.findIndex((tier) => tier.level === level);

/** The higher of two levels. */
export const higher = (a: TierLevel, b: TierLevel): TierLevel => (height(a) >= height(b) ? a : b);

/** The steps of the ladder up to a level, from the bottom. */
export const tiersUpTo = (level: TierLevel): readonly Tier[] => tiers.slice(0, height(level) + 1);
