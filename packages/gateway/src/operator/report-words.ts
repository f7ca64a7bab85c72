import type { Locale } from '../locale.js';

/** The words of a programme's report. */
export interface ReportWords {
  readonly issued: string;
  readonly redeemed: string;
  readonly ratio: string;
  readonly discount: string;
  readonly government: string;
  readonly spend: string;
  readonly leverage: string;
  readonly leverageNote: string;
  readonly perDay: string;
  readonly perTier: string;
  readonly tier: string;
  readonly day: string;
  readonly total: string;
  readonly span: (from: string, to: string) => string;
  /** A sum as a headline says it. */
  readonly money: (fen: number) => string;
  readonly count: (count: number) => string;
}

const yuan = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

const chinese = {
  issued: '已发放', redeemed: '已核销', ratio: '核销率', discount: '优惠金额', government: '财政资金', spend: '拉动消费', leverage: '资金杠杆',
  leverageNote: '每 1 元财政资金拉动消费', perDay: '每日发放与核销', perTier: '各面额', tier: '面额', day: '日期', total: '合计',
  span: (from: string, to: string) => (from === to ? from : `${from} 至 ${to}`),
  // From ten thousand yuan on, as a Chinese reader counts.
  money: (fen: number) => (fen >= 1_000_000 ? `¥${short.format(fen / 1_000_000)} 万` : `¥${yuan.format(fen / 100)}`),
  count: (count: number) => `${whole.format(count)} 张`,
} satisfies ReportWords;

export const reportWords: Readonly<Record<Locale, ReportWords>> = {
  'zh-CN': chinese,
  'zh-HK': {
    ...chinese,
    issued: '已發放', redeemed: '已核銷', ratio: '核銷率', discount: '優惠金額', government: '財政資金', spend: '拉動消費', leverage: '資金槓桿',
    leverageNote: '每 1 元財政資金拉動消費', perDay: '每日發放與核銷', perTier: '各面額', tier: '面額', day: '日期', total: '合計',
    money: (fen) => (fen >= 1_000_000 ? `¥${short.format(fen / 1_000_000)} 萬` : `¥${yuan.format(fen / 100)}`), count: (count) => `${whole.format(count)} 張`,
  },
  en: {
    issued: 'Issued', redeemed: 'Redeemed', ratio: 'Redemption rate', discount: 'Discount', government: 'Government money', spend: 'Spend driven', leverage: 'Leverage',
    leverageNote: 'Spend for each ¥1 of government money', perDay: 'Issued and redeemed per day', perTier: 'By tier', tier: 'Tier', day: 'Day', total: 'Total',
    span: (from, to) => (from === to ? from : `${from} to ${to}`),
    money: (fen) => exactMoney(fen), count: (count) => whole.format(count),
  },
};

/** A sum to the fen, for tables. */
export const exactMoney = (fen: number): string => `¥${yuan.format(fen / 100)}`;

export const percent = (ratio: number | null): string => (ratio === null ? '–' : `${(ratio * 100).toFixed(1)}%`);
export const leverage = (times: number | null): string => (times === null ? '–' : `1 : ${times.toFixed(2)}`);
