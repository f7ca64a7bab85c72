import type { TierLevel } from '@tessera/contract';
import type { LocalizedText } from '../locale.js';

/** One step of the ladder: how many rights it opens, and what they are in words. */
export interface Tier {
  readonly level: TierLevel;
  readonly rights: number;
  readonly perks: readonly LocalizedText[];
}

/** The ladder from the bottom. Each step has what the steps below it have, and what it names. */
export const tiers: readonly Tier[] = [
  {
    level: 'registered', rights: 2, perks: [
      { 'zh-CN': '领取商家优惠券', 'zh-HK': '領取商家優惠券', en: 'Claim merchants’ coupons' },
      { 'zh-CN': '每日签到得低碳能量', 'zh-HK': '每日簽到得低碳能量', en: 'Daily check-in for energy' },
    ],
  },
  {
    level: 'wallet', rights: 5, perks: [
      { 'zh-CN': '领取政府消费券', 'zh-HK': '領取政府消費券', en: 'Claim government vouchers' },
      { 'zh-CN': '付款码支付，每满 1 元得 1 积分', 'zh-HK': '付款碼支付，每滿 1 元得 1 積分', en: 'Pay by code and earn 1 point a yuan' },
      { 'zh-CN': '积分抵现', 'zh-HK': '積分抵現', en: 'Pay with points' },
    ],
  },
  {
    level: 'card', rights: 11, perks: [
      { 'zh-CN': '满 100 减 15 持卡人专享券', 'zh-HK': '滿 100 減 15 持卡人專享券', en: 'Card holders’ ¥15 off 100' },
      { 'zh-CN': '每月视频会员月卡', 'zh-HK': '每月影片會員月卡', en: 'A monthly video membership' },
      { 'zh-CN': '现磨咖啡兑换券', 'zh-HK': '現磨咖啡兌換券', en: 'Fresh coffee vouchers' },
      { 'zh-CN': '地铁乘车抵扣', 'zh-HK': '地鐵乘車抵扣', en: 'Metro fare credits' },
      { 'zh-CN': '电影票通兑券', 'zh-HK': '電影票通兌券', en: 'Film tickets' },
      { 'zh-CN': '贵金属购买手续费 5 折', 'zh-HK': '貴金屬購買手續費 5 折', en: 'Half the fee on precious metals' },
    ],
  },
];
