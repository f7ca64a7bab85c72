import type { Category } from '@tessera/contract';
import type { StoredFace } from '../coupon/coupon.js';
import type { LocalizedText } from '../locale.js';
import { findSupplier } from '../suppliers/directory.js';
import type { Delivery, TakenAt } from '../suppliers/directory.js';

/** What a benefit is, whoever it was granted to. */
export interface Benefit {
  readonly title: LocalizedText;
  readonly category: Category;
  readonly supplier: string;
  readonly delivery: Delivery;
  /** Who honours it. */
  readonly giver: LocalizedText;
  readonly face: StoredFace | null;
  /** Days it is good for, the day of the grant included. */
  readonly days: number;
  /** What it costs bought alone, in fen. */
  readonly worth: number;
  readonly rules: readonly LocalizedText[];
}

const once: LocalizedText = { 'zh-CN': '兑换码一经查看即视为已使用，不可退换。', 'zh-HK': '兌換碼一經查看即視為已使用，不可退換。', en: 'The code counts as used once it is shown, and cannot be exchanged.' };
const risk: LocalizedText = { 'zh-CN': '价格有波动，投资须谨慎。', 'zh-HK': '價格有波動，投資須謹慎。', en: 'Prices move, and investments carry risk.' };
const takenAt: Readonly<Record<TakenAt, LocalizedText>> = {
  counter: { 'zh-CN': '到店出示兑换码，每码一次。', 'zh-HK': '到店出示兌換碼，每碼一次。', en: 'Show the code in a store; each code once.' },
  app: { 'zh-CN': '在供应商 App 内输入兑换码，每码一次。', 'zh-HK': '在供應商 App 內輸入兌換碼，每碼一次。', en: 'Enter the code in the supplier’s app; each code once.' },
  manager: { 'zh-CN': '办理时向客户经理出示兑换码。', 'zh-HK': '辦理時向客戶經理出示兌換碼。', en: 'Show the code to your account manager.' },
};

/** One line of the catalogue. `worth` is in fen; `risky` adds the warning that investments need. */
export function benefit(supplier: string, days: number, worth: number, zh: string, hk: string, en: string, face: StoredFace | null, risky = false): Benefit {
  const entry = findSupplier(supplier);
  if (entry === null) throw new Error(`${supplier} is no supplier of the directory`);
  return {
    title: { 'zh-CN': zh, 'zh-HK': hk, en }, category: entry.category, supplier, delivery: entry.delivery, giver: entry.name, face, days, worth,
    rules: [takenAt[entry.takenAt], ...(risky ? [risk] : []), once],
  };
}

const yuan = (amount: number) => ({ amount, currency: 'CNY' as const });

export const off = (amount: number, threshold: number): StoredFace => ({ kind: 'amount_off', off: yuan(amount), threshold: yuan(threshold) });

export const percent = (taken: number, cap: number): StoredFace => ({ kind: 'percent_off', percent: taken, cap: yuan(cap), threshold: yuan(0) });

export const thing = (zh: string, hk: string, en: string): StoredFace => ({ kind: 'exchange', item: { 'zh-CN': zh, 'zh-HK': hk, en } });
