import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { Currency, Money } from './money.js';
import { page, pageQuery } from './page.js';
import { Day, Timestamp } from './time.js';

/** Largest single payment, in minor units (¥50,000). */
export const PAYMENT_MAX = 5_000_000;

export const FundingKind = z.enum(['e_cny_wallet', 'life_card', 'quick_loan', 'debit_card', 'other_bank_card']);
export type FundingKind = z.infer<typeof FundingKind>;

/** Where a payment's money comes from. `available` is a balance or a credit limit; `unusable` says why it cannot pay now. */
export const FundingSource = z.object({
  id: id('src'),
  kind: FundingKind,
  name: z.string(),
  last4: z.string().check(z.regex(/^\d{4}$/)),
  available: z.nullable(Money),
  unusable: z.nullable(z.enum(['frozen', 'empty', 'not_opened', 'unavailable'])),
});
export type FundingSource = z.infer<typeof FundingSource>;

/** A coupon that could go with the next payment, in one line. */
const PaymentCoupon = z.object({ id: id('cpn'), title: z.string(), saves: Money, threshold: Money });

/** All a pay code can be shown with: sources in the user's order (the first usable one is the default), coupons best first, points. */
export const PaymentOptions = z.object({
  sources: z.array(FundingSource),
  coupons: z.array(PaymentCoupon),
  /** `usable` points are worth `saves`; both 0 when there are too few. */
  points: z.object({ balance: z.int(), usable: z.int(), saves: Money }),
});
export type PaymentOptions = z.infer<typeof PaymentOptions>;

export const PaymentStatus = z.enum(['processing', 'paid', 'declined', 'in_doubt']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const DeclineReason = z.enum(['insufficient_funds', 'source_frozen', 'over_limit', 'refused', 'channel_unavailable']);
export type DeclineReason = z.infer<typeof DeclineReason>;

export const Refund = z.object({ id: id('rfd'), amount: Money, reason: z.string(), createdAt: Timestamp });

/**
 * A payment as both sides see it. `amount` is the price, `paid` what the funding source gives: `amount` less all
 * `discounts`. The result has three values (paid, declined, in doubt) and `processing` until one is known.
 */
export const Payment = z.object({
  id: id('pay'),
  payCodeId: id('pyc'),
  status: PaymentStatus,
  amount: Money,
  paid: Money,
  discounts: z.array(z.object({ kind: z.enum(['coupon', 'points']), title: z.string(), saved: Money })),
  source: z.object({ kind: FundingKind, name: z.string(), last4: z.string() }),
  store: z.object({ id: id('str'), name: z.string() }),
  orderReference: z.nullable(z.string()),
  declineReason: z.nullable(DeclineReason),
  pointsEarned: z.int(),
  refunded: Money,
  refunds: z.array(Refund),
  createdAt: Timestamp,
  settledAt: z.nullable(Timestamp),
});
export type Payment = z.infer<typeof Payment>;

const ChargeAmount = z.strictObject({ amount: z.int().check(z.minimum(1), z.maximum(PAYMENT_MAX)), currency: Currency });

/** `code` is what the till scanned or typed, digits with or without spaces. */
export const ChargePayment = z.strictObject({
  code: z.string().check(z.minLength(1), z.maxLength(1024)),
  amount: ChargeAmount,
  orderReference: z.optional(z.string().check(z.regex(/^[\w.\-]{1,64}$/))),
});

export const RefundPayment = z.strictObject({
  amount: ChargeAmount,
  reason: z.string().check(z.minLength(1), z.maxLength(100)),
});

const ofPayment = z.object({ paymentId: id('pay') });

export const paymentRoutes = {
  options: endpoint({
    id: 'getPaymentOptions', method: 'GET', path: '/v1/payment-options', callers: ['user'], scope: 'payments:read',
    status: 200, response: PaymentOptions,
  }),
  orderSources: endpoint({
    id: 'orderFundingSources', method: 'PUT', path: '/v1/funding-sources/order', callers: ['user'], scope: 'payments:write',
    body: z.strictObject({ sourceIds: z.array(id('src')).check(z.minLength(1), z.maxLength(20)) }),
    status: 200, response: PaymentOptions,
  }),
  charge: endpoint({
    id: 'chargePayment', method: 'POST', path: '/v1/payments', callers: ['terminal'], scope: 'payments:write',
    body: ChargePayment, status: 201, response: Payment,
  }),
  get: endpoint({
    id: 'getPayment', method: 'GET', path: '/v1/payments/{paymentId}', callers: ['user', 'terminal'], scope: 'payments:read',
    params: ofPayment, status: 200, response: Payment,
  }),
  list: endpoint({
    id: 'listPayments', method: 'GET', path: '/v1/payments', callers: ['user', 'terminal'], scope: 'payments:read',
    query: z.object({ ...pageQuery, day: z.optional(Day) }), status: 200, response: page(Payment), kind: 'page',
  }),
  refund: endpoint({
    id: 'refundPayment', method: 'POST', path: '/v1/payments/{paymentId}/refunds', callers: ['terminal'], scope: 'payments:write',
    params: ofPayment, body: RefundPayment, status: 201, response: Payment,
  }),
};
