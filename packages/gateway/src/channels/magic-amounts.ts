import type { DeclineReason } from '@tessera/contract';

/**
 * How the sandbox channel treats one price. `silent` never answers the charge and tells the truth only when it is asked
 * again; `silent_capture` and `silent_refund` do what that call asks and do not answer it the first time. `twice` gets
 * every request twice, and late repeats of the older ones, as over a network that sends again.
 */
export type MagicBehaviour =
  | { readonly kind: 'decline'; readonly reason: DeclineReason }
  | { readonly kind: 'silent'; readonly then: 'paid' | 'lost' | DeclineReason }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'later'; readonly milliseconds: number }
  | { readonly kind: 'twice' | 'silent_capture' | 'silent_refund' };

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
  { fen: 111, behaviour: { kind: 'twice' }, outcome: '每个请求都到银行两次，迟到的还会再来，仍只扣一次' },
  { fen: 112, behaviour: { kind: 'silent_refund' }, outcome: '已支付；退款第一次无答复，再问后已退' },
  { fen: 113, behaviour: { kind: 'silent_capture' }, outcome: '已扣款但无答复，结果未知，查询后为已支付' },
];

/** The behaviour a price forces, if any. */
export const magicOf = (price: number): MagicBehaviour | undefined => magicAmounts.find((row) => row.fen === price)?.behaviour;
