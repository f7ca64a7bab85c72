import type { LocalizedText } from '../locale.js';
import { demo } from '../seed/demo.js';

/** A payment Lin Xiao made before the demonstration begins. */
export interface PastPayment {
  readonly daysAgo: number;
  readonly storeId: string;
  /** In fen. */
  readonly amount: number;
  readonly coupon: { readonly title: LocalizedText; readonly saved: number } | null;
  readonly points: number;
  readonly source: 'wallet' | 'lifeCard' | 'debitCard';
}

const { stores } = demo;
const off = (chinese: string, english: string, saved: number) => ({ title: { 'zh-CN': chinese, en: english }, saved });
const super200 = off('政府消费券 满200减60', 'Government voucher ¥60 off ¥200', 6000);
const bread100 = off('烘焙券 满100减30', 'Bakery ¥30 off ¥100', 3000);

/** Oldest first. Together they saved ¥486.00. */
export const pastPayments: readonly PastPayment[] = [
  { daysAgo: 290, storeId: stores.holilandQuancheng, amount: 5680, coupon: off('烘焙券 立减5.5', 'Bakery ¥5.50 off', 550), points: 0, source: 'debitCard' },
  { daysAgo: 261, storeId: stores.yonghuiQuancheng, amount: 11_340, coupon: off('超市券 满100减30', 'Supermarket ¥30 off ¥100', 3000), points: 0, source: 'wallet' },
  { daysAgo: 203, storeId: stores.holilandQuancheng, amount: 12_060, coupon: bread100, points: 0, source: 'wallet' },
  { daysAgo: 171, storeId: stores.yonghuiQuancheng, amount: 20_880, coupon: super200, points: 0, source: 'lifeCard' },
  { daysAgo: 150, storeId: stores.yonghuiQuancheng, amount: 26_050, coupon: super200, points: 0, source: 'lifeCard' },
  { daysAgo: 120, storeId: stores.sinopecJingshi, amount: 40_000, coupon: off('加油券 满300减50', 'Fuel ¥50 off ¥300', 5000), points: 0, source: 'lifeCard' },
  { daysAgo: 96, storeId: stores.luckinHonglou, amount: 3200, coupon: null, points: 300, source: 'wallet' },
  { daysAgo: 75, storeId: stores.yonghuiQuancheng, amount: 23_340, coupon: super200, points: 0, source: 'wallet' },
  { daysAgo: 58, storeId: stores.cinemaJinan, amount: 9980, coupon: off('电影券 满80减20', 'Cinema ¥20 off ¥80', 2000), points: 0, source: 'debitCard' },
  { daysAgo: 41, storeId: stores.yonghuiQuancheng, amount: 20_160, coupon: super200, points: 0, source: 'wallet' },
  { daysAgo: 27, storeId: stores.sinopecJingshi, amount: 35_000, coupon: off('加油券 满300减40', 'Fuel ¥40 off ¥300', 4000), points: 0, source: 'lifeCard' },
  { daysAgo: 16, storeId: stores.holilandQuancheng, amount: 8860, coupon: off('烘焙券 满50减10', 'Bakery ¥10 off ¥50', 1000), points: 0, source: 'wallet' },
  { daysAgo: 12, storeId: stores.bank, amount: 19_900, coupon: null, points: 0, source: 'lifeCard' },
  { daysAgo: 9, storeId: stores.luckinHonglou, amount: 2390, coupon: null, points: 200, source: 'wallet' },
  { daysAgo: 3, storeId: stores.yonghuiQuancheng, amount: 21_430, coupon: super200, points: 0, source: 'wallet' },
];
