import { createCampaign } from '../coupon/coupon.js';
import { addDays, dayOf, endOfDay, startOfDay } from '../day.js';
import type { LocalizedText } from '../locale.js';
import type { SeedContext } from '../seed.js';

const id = (place: number): string => `cmp_6A00000000000000000000${String(place).padStart(4, '0')}`;
const fen = (amount: number) => ({ amount, currency: 'CNY' as const });
const bank = { kind: 'bank' as const, name: { 'zh-CN': '城市银行', 'zh-HK': '城市銀行', en: 'City Bank' } };

/** Campaigns that nobody can claim: their coupons are given for streaks, prizes and invitations. */
export const rewardCampaigns = { streak: id(40), prize: id(41), welcome: id(42) } as const;

const coupons: readonly { readonly id: string; readonly title: LocalizedText; readonly off: number; readonly threshold: number; readonly category: 'food' | 'coffee_tea' | 'supermarket'; readonly stock: number; readonly allowed: number }[] = [
  { id: rewardCampaigns.streak, title: { 'zh-CN': '签到礼', 'zh-HK': '簽到禮', en: 'Check-in gift' }, off: 500, threshold: 3000, category: 'supermarket', stock: 100_000, allowed: 100 },
  { id: rewardCampaigns.prize, title: { 'zh-CN': '咖啡立减券', 'zh-HK': '咖啡立減券', en: 'Coffee coupon' }, off: 1000, threshold: 2000, category: 'coffee_tea', stock: 20_000, allowed: 100 },
  { id: rewardCampaigns.welcome, title: { 'zh-CN': '新人礼', 'zh-HK': '新人禮', en: 'Welcome gift' }, off: 1000, threshold: 2000, category: 'food', stock: 100_000, allowed: 1 },
];

/** The campaigns that rewards are given from. */
export async function seedRewards(ctx: SeedContext): Promise<void> {
  const today = dayOf(ctx.clock());
  for (const { id: campaignId, title, off, threshold, category, stock, allowed } of coupons) {
    await createCampaign(ctx, {
      id: campaignId, title, face: { kind: 'amount_off', off: fen(off), threshold: fen(threshold) }, category, issuer: bank, mode: 'grant',
      validity: { kind: 'relative', days: 30, claimDayCounts: true, waitDays: 0 }, opensAt: startOfDay(addDays(today, -30)), endsAt: endOfDay(addDays(today, 365)), stock, allowed, scope: 'any', rank: 2000,
      rules: [{ 'zh-CN': '付款时自动抵扣，全额退款后退回一次。', 'zh-HK': '付款時自動抵扣，全額退款後退回一次。', en: 'Comes off at payment; a full refund returns it once.' }],
    });
  }
}
