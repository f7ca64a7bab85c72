import type { LocalizedText } from '../locale.js';
import type { BenefitCode } from '../right/right.js';

/** A bundle on sale: its items come every month, `months` times, for one price in fen. */
export interface BundleEntry {
  readonly id: string;
  readonly title: LocalizedText;
  readonly price: number;
  readonly months: number;
  readonly items: readonly { readonly benefit: BenefitCode; readonly count: number }[];
}

/** The bundles of the demonstration (惠省钱). */
export const bundles: readonly BundleEntry[] = [
  {
    id: 'bdl_6A0000000000COMMUTE0000001', price: 5980, months: 3, items: [{ benefit: 'metro_ride', count: 4 }, { benefit: 'coffee_cup', count: 1 }],
    title: { 'zh-CN': '惠省钱 · 通勤季包', 'zh-HK': '惠省錢 · 通勤季包', en: 'Saver · three months of commuting' },
  },
  {
    id: 'bdl_6A0000000000COFFEE00000002', price: 19_900, months: 6, items: [{ benefit: 'coffee_cup', count: 2 }, { benefit: 'tea_cup', count: 1 }, { benefit: 'egg_tart', count: 1 }],
    title: { 'zh-CN': '惠省钱 · 咖啡半年包', 'zh-HK': '惠省錢 · 咖啡半年包', en: 'Saver · half a year of coffee' },
  },
  {
    id: 'bdl_6A0000000000FM000000000003', price: 9990, months: 3, items: [{ benefit: 'video_month', count: 1 }, { benefit: 'music_month', count: 1 }, { benefit: 'film_ticket', count: 1 }],
    title: { 'zh-CN': '惠省钱 · 影音季包', 'zh-HK': '惠省錢 · 影音季包', en: 'Saver · three months of film and music' },
  },
];

/** What every bundle's buyer should know. */
export const bundleRules: readonly LocalizedText[] = [
  { 'zh-CN': '购买当日发放首月权益，之后每月同日发放；当月没有该日的，于当月最后一日发放。', 'zh-HK': '購買當日發放首月權益，之後每月同日發放；當月沒有該日的，於當月最後一日發放。', en: 'The first month comes when you buy, the others on the same day of each month, or on its last day where there is no such day.' },
  { 'zh-CN': '可随时退订，未发放月份按月均价退回原支付方式；除不尽的分计入首月。', 'zh-HK': '可隨時退訂，未發放月份按月均價退回原支付方式；除不盡的分計入首月。', en: 'Cancel at any time: the months that have not come go back to what you paid with, each at an equal share; fen that do not divide count for the first month.' },
  { 'zh-CN': '供应商未能发放的权益，按其在套餐内的价格退回。', 'zh-HK': '供應商未能發放的權益，按其在套餐內的價格退回。', en: 'A benefit that its supplier refuses is given back at its price within the bundle.' },
];

/** The bundle of an id, or null for one that is not on sale. */
export const findBundle = (id: string): BundleEntry | null => bundles.find((bundle) => bundle.id === id) ?? null;
