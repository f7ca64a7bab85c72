import type { Category } from '@tessera/contract';
import type { StoredFace } from '../coupon/coupon.js';
import type { LocalizedText } from '../locale.js';

/** What a benefit is, whoever it was granted to. */
export interface Benefit {
  readonly title: LocalizedText;
  readonly category: Category;
  /** Who honours it. */
  readonly giver: LocalizedText;
  readonly face: StoredFace | null;
  /** Days it is good for, the day of the grant included. */
  readonly days: number;
  readonly rules: readonly LocalizedText[];
}

const once: LocalizedText = { 'zh-CN': '兑换码一经查看即视为已使用，不可退换。', 'zh-HK': '兌換碼一經查看即視為已使用，不可退換。', en: 'The code counts as used once it is shown, and cannot be exchanged.' };

/** The benefits that can be granted, by code. How the sandbox supplier treats each is in suppliers/sandbox-supplier.ts. */
export const catalogue: Readonly<Record<string, Benefit>> = {
  video_month: {
    title: { 'zh-CN': '视频会员月卡', 'zh-HK': '影片會員月卡', en: 'Video membership, one month' }, category: 'video',
    giver: { 'zh-CN': '悦看视频', 'zh-HK': '悅看影片', en: 'Yuekan Video' }, face: null, days: 31,
    rules: [{ 'zh-CN': '供应商发放中，通常 1 分钟内到账。', 'zh-HK': '供應商發放中，通常 1 分鐘內到賬。', en: 'Issued by the supplier, usually within a minute.' }, once],
  },
  coffee_cup: {
    title: { 'zh-CN': '现磨咖啡兑换券', 'zh-HK': '現磨咖啡兌換券', en: 'One fresh coffee' }, category: 'coffee_tea',
    giver: { 'zh-CN': '瑞幸咖啡', en: 'Luckin Coffee' }, face: { kind: 'exchange', item: { 'zh-CN': '任意中杯咖啡', 'zh-HK': '任意中杯咖啡', en: 'Any medium coffee' } }, days: 30,
    rules: [{ 'zh-CN': '到店出示兑换码，每码一杯。', 'zh-HK': '到店出示兌換碼，每碼一杯。', en: 'Show the code in a store; one cup a code.' }, once],
  },
  metro_ride: {
    title: { 'zh-CN': '地铁乘车抵扣', 'zh-HK': '地鐵乘車抵扣', en: 'Metro fare credit' }, category: 'transit',
    giver: { 'zh-CN': '济南地铁', 'zh-HK': '濟南地鐵', en: 'Jinan Metro' },
    face: { kind: 'amount_off', off: { amount: 500, currency: 'CNY' }, threshold: { amount: 0, currency: 'CNY' } }, days: 12,
    rules: [{ 'zh-CN': '在乘车 App 内输入兑换码，抵扣一次 5 元以内车费。', 'zh-HK': '在乘車 App 內輸入兌換碼，抵扣一次 5 元以內車費。', en: 'Enter the code in the transit app; covers one fare up to ¥5.' }, once],
  },
  film_ticket: {
    title: { 'zh-CN': '电影票 2D 通兑券', 'zh-HK': '電影票 2D 通兌券', en: 'One 2D film ticket' }, category: 'film',
    giver: { 'zh-CN': '万达影城', 'zh-HK': '萬達影城', en: 'Wanda Cinemas' }, face: { kind: 'exchange', item: { 'zh-CN': '2D 影片一张', 'zh-HK': '2D 影片一張', en: 'One 2D seat' } }, days: 60,
    rules: [{ 'zh-CN': '节假日及特殊影厅需补差价。', 'zh-HK': '節假日及特殊影廳需補差價。', en: 'Holidays and special halls cost extra.' }, once],
  },
  gold_fee: {
    title: { 'zh-CN': '贵金属购买手续费 5 折', 'zh-HK': '貴金屬購買手續費 5 折', en: 'Half the fee on precious metals' }, category: 'finance',
    giver: { 'zh-CN': '城市银行', 'zh-HK': '城市銀行', en: 'City Bank' }, face: null, days: 90,
    rules: [{ 'zh-CN': '购买时向客户经理出示兑换码。投资有风险。', 'zh-HK': '購買時向客戶經理出示兌換碼。投資有風險。', en: 'Show the code when you buy. Investments carry risk.' }, once],
  },
  sandbox_slow: sandbox('发放慢的权益', 'A benefit that is issued slowly'),
  sandbox_fail: sandbox('发放失败的权益', 'A benefit that is refused'),
  sandbox_timeout: sandbox('供应商不应答的权益', 'A benefit whose supplier falls silent'),
};

/** Benefits for trying out what suppliers do. */
function sandbox(zh: string, en: string): Benefit {
  return { title: { 'zh-CN': zh, en }, category: 'top_up', giver: { 'zh-CN': '沙箱供应商', en: 'Sandbox supplier' }, face: null, days: 7, rules: [once] };
}

/** The benefit of a code, or null. */
export const findBenefit = (code: string): Benefit | null => (Object.hasOwn(catalogue, code) ? catalogue[code] ?? null : null);
