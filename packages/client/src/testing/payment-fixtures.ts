import type { Payment, PaymentOptions, PaymentStatus, SourceTerms } from '@tessera/contract';
import { at, DAY, fixtureId, HOUR, MINUTE, yuan } from './fixture-clock.js';
import { LOAN_RATE, planFixture } from './plan.js';

/** Five sources: three that pay, a loan whose contract is not accepted yet, a frozen card. */
export const optionsFixture = (): PaymentOptions => ({
  sources: [
    { id: fixtureId('src', 1), kind: 'e_cny_wallet', name: '数字人民币钱包', last4: '0618', available: yuan(1_286.4), perPayment: yuan(5_000), unusable: null, instalments: null },
    {
      id: fixtureId('src', 2), kind: 'life_card', name: '城市生活信用卡', last4: '8830', available: yuan(20_000), perPayment: null, unusable: null,
      instalments: { from: yuan(300), rates: [{ months: 3, feeBasisPoints: 195 }, { months: 6, feeBasisPoints: 360 }, { months: 12, feeBasisPoints: 660 }, { months: 24, feeBasisPoints: 1_320 }] },
    },
    { id: fixtureId('src', 3), kind: 'debit_card', name: '储蓄卡', last4: '2201', available: yuan(4_310.25), perPayment: yuan(20_000), unusable: null, instalments: null },
    {
      id: fixtureId('src', 4), kind: 'quick_loan', name: '快贷', last4: '5004', available: yuan(50_000), perPayment: null, unusable: 'terms_not_accepted',
      instalments: { from: yuan(100), rates: [{ months: 3, feeBasisPoints: 73 }, { months: 6, feeBasisPoints: 127 }, { months: 12, feeBasisPoints: 236 }] },
    },
    { id: fixtureId('src', 5), kind: 'other_bank_card', name: '他行储蓄卡', last4: '7719', available: null, perPayment: yuan(5_000), unusable: 'frozen', instalments: null },
  ],
  coupons: [
    { id: fixtureId('cpn', 1), title: '超市满减 满 50 减 10', saves: yuan(10), threshold: yuan(50) },
    { id: fixtureId('cpn', 2), title: '瑞幸咖啡 8.8 折', saves: yuan(10), threshold: yuan(0) },
  ],
  points: { balance: 3_290, usable: 3_200, saves: yuan(3.2) },
});

/** The quick loan's contract, not accepted yet. */
export const termsFixture = (): Omit<SourceTerms, 'amount' | 'plans'> => ({
  sourceId: fixtureId('src', 4),
  version: '2026-01',
  title: '快贷个人消费贷款合同',
  lender: '城市生活银行股份有限公司',
  annualRateBasisPoints: LOAN_RATE,
  clauses: [
    '贷款仅用于在合作商户的日常消费，不得用于购房、投资或偿还其他债务。',
    '年化利率（单利）4.35%，按剩余本金按月计息；可随时提前还款，不收违约金。',
    '逾期部分按约定利率上浮 50% 计收罚息，逾期信息报送征信系统。',
  ],
  acceptedAt: null,
});

type Special = Partial<Payment> & Pick<Payment, 'id'>;

/** A payment of ¥68.00 at the supermarket with a coupon; say only what differs. */
export const paymentFixture = (now: number, special: Special): Payment => ({
  payCodeId: fixtureId('pyc', 999),
  offline: false,
  status: 'paid',
  amount: yuan(68),
  tip: yuan(0),
  paid: yuan(58),
  discounts: [{ kind: 'coupon', title: '超市满减 满 50 减 10', saved: yuan(10) }],
  source: { kind: 'e_cny_wallet', name: '数字人民币钱包', last4: '0618' },
  plan: null,
  confirmation: null,
  verifiedBy: 'none',
  store: { id: fixtureId('str', 1), name: '永辉超市（泉城路店）' },
  orderReference: null,
  declineReason: null,
  pointsEarned: 58,
  refunded: yuan(0),
  refunds: [],
  voiding: false,
  createdAt: at(now),
  settledAt: at(now),
  ...special,
});

const plain = (amount: number): Pick<Payment, 'amount' | 'paid' | 'discounts' | 'pointsEarned'> => ({ amount: yuan(amount), paid: yuan(amount), discounts: [], pointsEarned: 0 });
const card: Payment['source'] = { kind: 'life_card', name: '城市生活信用卡', last4: '8830' };

/** The last days' payments, newest first: paid, in doubt and declined today; refunded in part, voided, spread over months and offline before. */
export const paymentFixtures = (now: number): Payment[] => [
  paymentFixture(now, { id: fixtureId('pay', 1), createdAt: at(now, -HOUR), settledAt: at(now, -HOUR) }),
  paymentFixture(now, { id: fixtureId('pay', 2), status: 'in_doubt', createdAt: at(now, -2 * HOUR), settledAt: null, ...plain(26) }),
  paymentFixture(now, { id: fixtureId('pay', 3), status: 'declined', declineReason: 'insufficient_funds', createdAt: at(now, -3 * HOUR), settledAt: at(now, -3 * HOUR), ...plain(2_400) }),
  paymentFixture(now, {
    id: fixtureId('pay', 4), createdAt: at(now, -DAY), settledAt: at(now, -DAY), amount: yuan(120), paid: yuan(116.8),
    discounts: [{ kind: 'points', title: '3,200 积分抵现', saved: yuan(3.2) }], pointsEarned: 116, refunded: yuan(20),
    refunds: [{ id: fixtureId('rfd', 1), amount: yuan(20), reason: '退一件', createdAt: at(now, -DAY + HOUR) }],
  }),
  paymentFixture(now, { id: fixtureId('pay', 5), status: 'voided', createdAt: at(now, -2 * DAY), settledAt: at(now, -2 * DAY + MINUTE), ...plain(35.5) }),
  paymentFixture(now, { id: fixtureId('pay', 6), createdAt: at(now, -3 * DAY), settledAt: at(now, -3 * DAY), ...plain(899), pointsEarned: 899, source: card, plan: planFixture(now - 3 * DAY, 89_900, 3, 195), verifiedBy: 'pin' }),
  paymentFixture(now, { id: fixtureId('pay', 7), offline: true, createdAt: at(now, -4 * DAY), settledAt: at(now, -4 * DAY), ...plain(18), pointsEarned: 18 }),
];

/** One payment of each status, of just now. */
export const receiptFixtures = (now: number): Record<PaymentStatus, Payment> => ({
  needs_confirmation: paymentFixture(now, { id: fixtureId('pay', 11), status: 'needs_confirmation', ...plain(680), settledAt: null, confirmation: { reason: 'amount', by: at(now, MINUTE) } }),
  processing: paymentFixture(now, { id: fixtureId('pay', 12), status: 'processing', ...plain(36), settledAt: null }),
  paid: paymentFixture(now, { id: fixtureId('pay', 13) }),
  declined: paymentFixture(now, { id: fixtureId('pay', 14), status: 'declined', declineReason: 'insufficient_funds', ...plain(2_400) }),
  in_doubt: paymentFixture(now, { id: fixtureId('pay', 15), status: 'in_doubt', ...plain(26), settledAt: null }),
  voided: paymentFixture(now, { id: fixtureId('pay', 16), status: 'voided', ...plain(35.5) }),
});
