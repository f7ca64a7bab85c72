import type { FundingKind } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';

/** The contract a kind of source is used under. A change of any of it needs a new version, which each user accepts again. */
export interface Terms {
  readonly version: string;
  readonly title: LocalizedText;
  readonly lender: LocalizedText;
  readonly annualRateBasisPoints: number;
  readonly clauses: readonly LocalizedText[];
}

const terms: Readonly<Partial<Record<FundingKind, Terms>>> = {
  quick_loan: {
    version: '2026-11',
    title: { 'zh-CN': '快贷借款合同', 'zh-HK': '快貸借款合約', en: 'Quick loan agreement' },
    lender: { 'zh-CN': '演示银行', 'zh-HK': '示範銀行', en: 'Demonstration Bank' },
    annualRateBasisPoints: 435,
    clauses: [
      {
        'zh-CN': '每笔付款即一笔借款，款项由贷款人直接付给商户，只可用于该笔消费。',
        'zh-HK': '每筆付款即一筆借款，款項由貸款人直接付給商戶，只可用於該筆消費。',
        en: 'Each payment is one loan, paid by the lender straight to the store and for that purchase alone.',
      },
      {
        'zh-CN': '年化利率 4.35%（单利），按剩余本金逐月计息；除利息外不收任何费用。',
        'zh-HK': '年化利率 4.35%（單利），按剩餘本金逐月計息；除利息外不收任何費用。',
        en: 'Interest is 4.35 % a year (simple), reckoned each month on the principal still owed; nothing is charged beside it.',
      },
      {
        'zh-CN': '满 ¥100 可分 3、6、12 期等额本金偿还，每期应还金额在付款前逐期列明；不分期的，次月同日一次还清本金，不计利息。',
        'zh-HK': '滿 ¥100 可分 3、6、12 期等額本金償還，每期應還金額在付款前逐期列明；不分期的，次月同日一次還清本金，不計利息。',
        en: 'From ¥100 on, it is repaid in 3, 6 or 12 months of equal principal, each sum shown before you pay; without instalments the principal is repaid at once on the same day of the next month, free of interest.',
      },
      {
        'zh-CN': '可随时提前还清，只计至还款当月的利息，不收违约金。',
        'zh-HK': '可隨時提前還清，只計至還款當月的利息，不收違約金。',
        en: 'It can be repaid early at any time, with interest up to that month and without a penalty.',
      },
      {
        'zh-CN': '逾期部分按合同利率的 1.5 倍计息，并可能报送个人征信。请按自身还款能力借款。',
        'zh-HK': '逾期部分按合約利率的 1.5 倍計息，並可能報送個人信貸紀錄。請按自身還款能力借款。',
        en: 'What is overdue bears 1.5 times the rate and may be reported to the credit register. Borrow what you can repay.',
      },
      {
        'zh-CN': '退款先冲减未还本金，已还部分退回还款账户；每笔借款付款时都需您本人确认。',
        'zh-HK': '退款先沖減未還本金，已還部分退回還款帳戶；每筆借款付款時都需您本人確認。',
        en: 'A refund reduces the principal still owed first, and what was repaid goes back to you; you confirm each loan yourself when you pay.',
      },
    ],
  },
};

/** The terms in force for a kind of source, or null when it needs none. */
export const termsOf = (kind: FundingKind): Terms | null => terms[kind] ?? null;

/** When each of these sources' terms in force were accepted, by source id; those not accepted are left out. */
export async function acceptedTerms(ctx: Pick<Context, 'db'>, sources: readonly { readonly id: string; readonly kind: FundingKind }[]): Promise<ReadonlyMap<string, Date>> {
  const asked = sources.filter(({ kind }) => termsOf(kind) !== null);
  if (asked.length === 0) return new Map();
  const versions = new Map(asked.map(({ id, kind }) => [id, termsOf(kind)?.version]));
  const rows = await ctx.db.selectFrom('source_agreement').select(['source_id', 'version', 'accepted_at'])
    .where('shard_key', 'in', [...new Set(asked.map(({ id }) => shardOf(id)))]).where('source_id', 'in', asked.map(({ id }) => id)).execute();
  return new Map(rows.filter((row) => versions.get(row.source_id) === row.version).map((row) => [row.source_id, row.accepted_at]));
}
