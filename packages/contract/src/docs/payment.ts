import type { DocsOf } from '../endpoint.js';
import type { paymentRoutes } from '../payment.js';
import { ids, payment, yuan } from './samples.js';

const options = {
  sources: [
    { id: ids.source, kind: 'e_cny_wallet' as const, name: '数字人民币钱包', last4: '8842', available: yuan(128640), unusable: null },
    { id: 'src_4c01kq8w3v7m2n5y', kind: 'other_bank_card' as const, name: '他行储蓄卡', last4: '3071', available: null, unusable: 'frozen' as const },
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
  charge: {
    summary: 'Charge the user whose pay code the till has read',
    problems: ['code_malformed', 'code_foreign', 'code_unknown', 'code_expired', 'code_used', 'code_retired'],
    input: { code: '812345678901234567', amount: yuan(23600), orderReference: 'A-1024' }, output: payment,
  },
  get: { summary: 'Read one payment', problems: ['not_found'], input: { paymentId: ids.payment }, output: payment },
  list: { summary: 'List payments, newest first: the user’s own, or those of the terminal’s store', problems: [], input: { limit: 20, day: '2026-03-01' }, output: { items: [payment], nextCursor: null } },
  refund: {
    summary: 'Give back all or a part of a payment to its funding source',
    problems: ['not_found', 'payment_not_refundable', 'refund_exceeds_payment'],
    input: { paymentId: ids.payment, amount: yuan(5000), reason: '商品有瑕疵' },
    output: { ...payment, refunded: yuan(5000), refunds: [{ id: ids.refund, amount: yuan(5000), reason: '商品有瑕疵', createdAt: '2026-03-01T03:00:00.000Z' }] },
  },
};
