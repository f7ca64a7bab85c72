import type { DeclineReason } from '@tessera/contract';

/** How the sandbox channel treats one price. `silent` never answers the charge and tells the truth only when it is asked again. */
export type MagicBehaviour =
  | { readonly kind: 'decline'; readonly reason: DeclineReason }
  | { readonly kind: 'silent'; readonly then: 'paid' | 'lost' | DeclineReason }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'later'; readonly milliseconds: number };

export interface MagicAmount { readonly fen: number; readonly behaviour: MagicBehaviour; readonly outcome: string }

/**
 * Prices that force an outcome in the sandbox, like a card scheme's test cards. They are read from the price the till
 * enters, before discounts; every other price is judged by the source's real balance.
 */
export const magicAmounts: readonly MagicAmount[] = [
  { fen: 101, behaviour: { kind: 'decline', reason: 'insufficient_funds' }, outcome: '余额不足，付款被拒' },
  { fen: 102, behaviour: { kind: 'decline', reason: 'refused' }, outcome: '银行拒绝' },
  { fen: 103, behaviour: { kind: 'silent', then: 'paid' }, outcome: '结果未知，查询后为已支付' },
  { fen: 104, behaviour: { kind: 'silent', then: 'refused' }, outcome: '结果未知，查询后为被拒' },
  { fen: 105, behaviour: { kind: 'slow', milliseconds: 2000 }, outcome: '银行 2 秒后才答复，已支付' },
  { fen: 106, behaviour: { kind: 'decline', reason: 'source_frozen' }, outcome: '账户被冻结，付款被拒' },
  { fen: 107, behaviour: { kind: 'decline', reason: 'over_limit' }, outcome: '超过限额，付款被拒' },
  { fen: 108, behaviour: { kind: 'decline', reason: 'channel_unavailable' }, outcome: '渠道停用，付款被拒' },
  { fen: 109, behaviour: { kind: 'silent', then: 'lost' }, outcome: '请求未到银行，查询后撤销，为被拒' },
  { fen: 110, behaviour: { kind: 'later', milliseconds: 5000 }, outcome: '银行先答“处理中”，5 秒后为已支付' },
];

/** The behaviour a price forces, if any. */
export const magicOf = (price: number): MagicBehaviour | undefined => magicAmounts.find((row) => row.fen === price)?.behaviour;
