import type { DocsOf } from '../endpoint.js';
import type { paymentRoutes } from '../payment.js';
import { ids, merchantPayload, payment, plan, store, yuan } from './samples.js';

const options = {
  sources: [
    { id: ids.source, kind: 'e_cny_wallet' as const, name: '数字人民币钱包', last4: '8842', available: yuan(128640), perPayment: yuan(500_000), unusable: null, instalments: null },
    { id: 'src_4c01kq8w3v7m2n5y', kind: 'other_bank_card' as const, name: '他行储蓄卡', last4: '3071', available: null, perPayment: null, unusable: 'frozen' as const, instalments: null },
  ],
  coupons: [{ id: ids.coupon, title: '泉城购 · 餐饮满减券', saves: yuan(6000), threshold: yuan(20000) }],
  points: { balance: 12860, usable: 3200, saves: yuan(320) },
};

export const paymentDocs: DocsOf<typeof paymentRoutes> = {
  options: { summary: 'List what this user can pay with: sources, coupons and points', problems: [], input: {}, output: options },
  orderSources: {
    summary: 'Put the funding sources in order; the first usable one is the default',
    problems: ['not_found'], input: { sourceIds: [ids.source, 'src_4c01kq8w3v7m2n5y'] }, output: options,
  },
  terms: {
    summary: 'Read the contract of a funding source, and what an amount would cost with it', problems: ['not_found'],
    input: { sourceId: ids.source, amount: 60000 },
    output: {
      sourceId: ids.source, version: '2026-01', title: '快贷借款合同', lender: '示例银行', annualRateBasisPoints: 1170, clauses: ['按月等额本金还款，可随时提前结清，不收违约金。'],
      acceptedAt: null, amount: yuan(60000), plans: [plan],
    },
  },
  acceptTerms: { summary: 'Accept the contract of a funding source as it was read', problems: ['not_found', 'terms_changed'], input: { sourceId: ids.source, version: '2026-01' }, output: options },
  quote: {
    summary: 'Say what a payment would come to, and why', problems: ['not_found', 'instalments_unavailable'],
    input: { amount: 23600, storeId: ids.store, points: 'on' },
    output: {
      amount: yuan(23600), pay: yuan(17280), discounts: payment.discounts, sourceId: ids.source,
      sources: [{ id: ids.source, kind: 'e_cny_wallet', refusal: null }, { id: 'src_4c01kq8w3v7m2n5y', kind: 'other_bank_card', refusal: 'frozen' }],
      coupons: [{ id: ids.coupon, title: '泉城购 · 餐饮满减券', saves: yuan(6000), refusal: null }],
      points: { spent: 3200, saves: yuan(320), refusal: null }, instalments: [], plan: null, confirmation: null, pointsEarned: 172,
    },
  },
  charge: {
    summary: 'Charge the user whose pay code the till has read',
    problems: ['code_malformed', 'code_foreign', 'code_other_environment', 'code_unknown', 'code_expired', 'code_used', 'code_retired', 'offline_limit', 'charge_reversed'],
    input: { code: '871234567890123456', amount: yuan(23600), orderReference: 'A-1024' }, output: payment,
  },
  payMerchant: {
    summary: 'Pay the store whose code the user has scanned',
    problems: ['merchant_code_malformed', 'merchant_code_unsupported', 'merchant_code_ended', 'funding_source_unusable', 'right_not_usable', 'instalments_unavailable', 'quote_changed', 'not_found'],
    input: { payload: merchantPayload, amount: yuan(23600), points: true, pay: yuan(17280) },
    output: { ...payment, payCodeId: null, orderReference: null },
  },
  requestConfirmation: {
    summary: 'Ask for the challenge that a passkey signs to confirm a payment', problems: ['not_found', 'payment_not_confirmable'], input: { paymentId: ids.payment },
    output: { passkey: { challenge: 'bm90LWEtcmVhbC1jaGFsbGVuZ2U', rpId: 'city.example', timeout: 60000, userVerification: 'required', allowCredentials: [{ id: 'Y3JlZGVudGlhbA', type: 'public-key' }] } },
  },
  confirm: {
    summary: 'Confirm a payment that waits for its user', problems: ['not_found', 'payment_not_confirmable', 'pin_unset', 'pin_wrong', 'pin_locked', 'passkey_refused', 'daily_limit_reached'],
    input: { paymentId: ids.payment, method: 'pin', pin: '271828' }, output: { ...payment, verifiedBy: 'pin' },
  },
  cancel: {
    summary: 'Refuse a payment that waits for its user', problems: ['not_found', 'payment_not_confirmable'], input: { paymentId: ids.payment },
    output: { ...payment, status: 'declined', declineReason: 'user_cancelled', pointsEarned: 0 },
  },
  get: { summary: 'Read one payment', problems: ['not_found'], input: { paymentId: ids.payment }, output: payment },
  list: { summary: 'List payments, newest first: the user’s own, or those of the terminal’s store', problems: [], input: { limit: 20, day: '2026-03-01' }, output: { items: [payment], nextCursor: null } },
  void: {
    summary: 'End a payment that is not paid yet, or give back all of one paid today', problems: ['not_found', 'payment_not_voidable'], input: { paymentId: ids.payment },
    output: { ...payment, status: 'voided', pointsEarned: 0, refunded: payment.paid },
  },
  reverse: {
    summary: 'Void what a charge became whose answer never arrived, and refuse it if it has yet to arrive', problems: ['payment_not_voidable'],
    input: { chargeKey: '6f9619ff-8b86-4011-b42d-00c04fc964ff' }, output: { payment: { ...payment, status: 'voided', pointsEarned: 0, refunded: payment.paid } },
  },
  refund: {
    summary: 'Give back all or a part of a payment to its funding source',
    problems: ['not_found', 'payment_not_refundable', 'refund_exceeds_payment'],
    input: { paymentId: ids.payment, amount: yuan(5000), reason: '商品有瑕疵' },
    output: { ...payment, refunded: yuan(5000), refunds: [{ id: ids.refund, amount: yuan(5000), reason: '商品有瑕疵', createdAt: '2026-03-01T03:00:00.000Z' }] },
  },
  settlement: {
    summary: 'Add up a store’s day', problems: [], input: { day: '2026-03-01' },
    output: {
      day: '2026-03-01', store: { id: ids.store, name: store.name },
      payments: { count: 1, amount: yuan(23600), cash: yuan(17280), coupons: yuan(6000), points: yuan(320) },
      refunds: { count: 1, amount: yuan(5000), cash: yuan(5000), coupons: yuan(0), points: yuan(0) },
      voids: { count: 0, amount: yuan(0), cash: yuan(0), coupons: yuan(0), points: yuan(0) },
      net: 18600, open: { count: 0, amount: yuan(0) },
    },
  },
  listSettlementEntries: {
    summary: 'List what makes up a store’s day, oldest first', problems: [], input: { day: '2026-03-01', limit: 50 },
    output: {
      items: [{ id: ids.payment, kind: 'payment', paymentId: ids.payment, orderReference: 'A-1024', amount: yuan(23600), cash: yuan(17280), coupons: yuan(6000), points: yuan(320), at: '2026-03-01T02:30:00.412Z' }],
      nextCursor: null,
    },
  },
};
