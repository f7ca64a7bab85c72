import type { Payment, PaymentOptions } from '@tessera/contract';
import { at, DAY, fixtureId, HOUR, yuan } from './fixture-clock.js';

/** Five sources: two that pay, a loan not opened, a frozen card, one whose bank does not answer. */
export const optionsFixture = (): PaymentOptions => ({
  sources: [
    { id: fixtureId('src', 1), kind: 'e_cny_wallet', name: '数字人民币钱包', last4: '0618', available: yuan(1_286.4), unusable: null },
    { id: fixtureId('src', 2), kind: 'life_card', name: '城市生活信用卡', last4: '8830', available: yuan(20_000), unusable: null },
    { id: fixtureId('src', 3), kind: 'debit_card', name: '储蓄卡', last4: '2201', available: yuan(4_310.25), unusable: null },
    { id: fixtureId('src', 4), kind: 'quick_loan', name: '快贷', last4: '5004', available: null, unusable: 'not_opened' },
    { id: fixtureId('src', 5), kind: 'other_bank_card', name: '他行储蓄卡', last4: '7719', available: null, unusable: 'frozen' },
  ],
  coupons: [
    { id: fixtureId('cpn', 1), title: '超市满减 满 50 减 10', saves: yuan(10), threshold: yuan(50) },
    { id: fixtureId('cpn', 2), title: '瑞幸咖啡 8.8 折', saves: yuan(10), threshold: yuan(0) },
  ],
  points: { balance: 3_290, usable: 3_200, saves: yuan(3.2) },
});

type Special = Partial<Payment> & Pick<Payment, 'id'>;

/** A payment of ¥68.00 at the supermarket with a coupon; say only what differs. */
export const paymentFixture = (now: number, special: Special): Payment => ({
  payCodeId: fixtureId('pyc', 999),
  status: 'paid',
  amount: yuan(68),
  paid: yuan(58),
  discounts: [{ kind: 'coupon', title: '超市满减 满 50 减 10', saved: yuan(10) }],
  source: { kind: 'e_cny_wallet', name: '数字人民币钱包', last4: '0618' },
  store: { id: fixtureId('str', 1), name: '永辉超市（泉城路店）' },
  orderReference: null,
  declineReason: null,
  pointsEarned: 58,
  refunded: yuan(0),
  refunds: [],
  createdAt: at(now),
  settledAt: at(now),
  ...special,
});

/** A day's payments of every status, newest first. */
export const paymentFixtures = (now: number): Payment[] => [
  paymentFixture(now, { id: fixtureId('pay', 1), createdAt: at(now, -HOUR), settledAt: at(now, -HOUR) }),
  paymentFixture(now, { id: fixtureId('pay', 2), status: 'in_doubt', createdAt: at(now, -2 * HOUR), settledAt: null, amount: yuan(26), paid: yuan(26), discounts: [], pointsEarned: 0 }),
  paymentFixture(now, { id: fixtureId('pay', 3), status: 'declined', declineReason: 'insufficient_funds', createdAt: at(now, -3 * HOUR), settledAt: at(now, -3 * HOUR), amount: yuan(2_400), paid: yuan(2_400), discounts: [], pointsEarned: 0 }),
  paymentFixture(now, {
    id: fixtureId('pay', 4), createdAt: at(now, -DAY), settledAt: at(now, -DAY), amount: yuan(120), paid: yuan(116.8),
    discounts: [{ kind: 'points', title: '3,200 积分抵现', saved: yuan(3.2) }], pointsEarned: 116, refunded: yuan(20),
    refunds: [{ id: fixtureId('rfd', 1), amount: yuan(20), reason: '退一件', createdAt: at(now, -DAY + HOUR) }],
  }),
];
