import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { FundingKind, FundingSource, InstalmentPlan, Months, SourceTerms } from './funding.js';
import { id } from './id.js';
import { Currency, Money } from './money.js';
import { page, pageQuery } from './page.js';
import { ConfirmationReason, Discount, Quote } from './quote.js';
import { Settlement, SettlementEntry } from './settlement.js';
import { Day, Timestamp } from './time.js';
import { PasskeyAssertion, PasskeyRequest, Pin } from './verification.js';

/** Largest single payment, in minor units (¥50,000). */
export const PAYMENT_MAX = 5_000_000;

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

/** `needs_confirmation` waits for the user, `processing` for the channel; `in_doubt` is being found out by the gateway; the others are final, but a paid one can be voided. */
export const PaymentStatus = z.enum(['needs_confirmation', 'processing', 'paid', 'declined', 'in_doubt', 'voided']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const DeclineReason = z.enum([
  'insufficient_funds', 'source_frozen', 'over_limit', 'refused', 'channel_unavailable', 'daily_limit', 'confirmation_expired', 'user_cancelled',
]);
export type DeclineReason = z.infer<typeof DeclineReason>;

export const Refund = z.object({ id: id('rfd'), amount: Money, reason: z.string(), createdAt: Timestamp });
export type Refund = z.infer<typeof Refund>;

/**
 * A payment as both sides see it. `amount` is the price with `tip`, `paid` what the funding source gives: `amount` less all
 * `discounts`. `confirmation` is there while it waits for the user, until `by`. `plan` is how the source spreads it.
 */
export const Payment = z.object({
  id: id('pay'),
  /** The customer's code that was charged; null when the customer scanned the store's code. */
  payCodeId: z.nullable(id('pyc')),
  offline: z.boolean(),
  status: PaymentStatus,
  amount: Money,
  tip: Money,
  paid: Money,
  discounts: z.array(Discount),
  source: z.object({ kind: FundingKind, name: z.string(), last4: z.string() }),
  plan: z.nullable(InstalmentPlan),
  confirmation: z.nullable(z.object({ reason: ConfirmationReason, by: Timestamp })),
  verifiedBy: z.enum(['none', 'pin', 'passkey']),
  store: z.object({ id: id('str'), name: z.string() }),
  orderReference: z.nullable(z.string()),
  declineReason: z.nullable(DeclineReason),
  pointsEarned: z.int(),
  refunded: Money,
  refunds: z.array(Refund),
  /** The till has asked to void it, and the channel has not answered yet. */
  voiding: z.boolean(),
  createdAt: Timestamp,
  settledAt: z.nullable(Timestamp),
});
export type Payment = z.infer<typeof Payment>;

/** An amount of one payment: whole fen, 1 to 5,000,000. */
export const ChargeAmount = z.strictObject({ amount: z.int().check(z.minimum(1), z.maximum(PAYMENT_MAX)), currency: Currency });

const OrderReference = z.string().check(z.regex(/^[\w.\-]{1,64}$/));

/** `code` is what the till scanned or typed, digits with or without spaces. */
export const ChargePayment = z.strictObject({
  code: z.string().check(z.minLength(1), z.maxLength(1024)),
  amount: ChargeAmount,
  orderReference: z.optional(OrderReference),
});

/** How a payment is to be paid. `coupon` is `auto` (the best that fits), `none`, or a coupon's id. */
export const payingWith = {
  sourceId: z.optional(id('src')),
  coupon: z._default(z.union([z.enum(['auto', 'none']), id('cpn')]), 'auto'),
  months: z.optional(Months),
};

/**
 * Pays a store whose code the user scanned. `amount` is the price without tip, needed exactly when the code names none;
 * `pay` is what the user was shown and agreed to: when the quote has changed since, nothing is paid.
 */
export const PayMerchant = z.strictObject({
  payload: z.string().check(z.minLength(1), z.maxLength(1024)),
  amount: z.optional(ChargeAmount),
  tip: z._default(z.int().check(z.minimum(0), z.maximum(PAYMENT_MAX)), 0),
  ...payingWith,
  points: z._default(z.boolean(), false),
  pay: Money,
});

/** The user's proof for a payment that waits: the six-digit PIN, or the passkey's answer to the request made for it. */
export const ConfirmPayment = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('pin'), pin: Pin }),
  z.strictObject({ method: z.literal('passkey'), response: PasskeyAssertion }),
]);

export const RefundPayment = z.strictObject({
  amount: ChargeAmount,
  reason: z.string().check(z.minLength(1), z.maxLength(100)),
});

const ofPayment = z.object({ paymentId: id('pay') });
const ofSource = z.object({ sourceId: id('src') });
const ofDay = z.object({ day: Day });
const fen = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(PAYMENT_MAX));

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
  terms: endpoint({
    id: 'getSourceTerms', method: 'GET', path: '/v1/funding-sources/{sourceId}/terms', callers: ['user'], scope: 'payments:read',
    params: ofSource, query: z.object({ amount: z._default(fen, 100_000) }), status: 200, response: SourceTerms,
  }),
  acceptTerms: endpoint({
    id: 'acceptSourceTerms', method: 'POST', path: '/v1/funding-sources/{sourceId}/terms', callers: ['user'], scope: 'payments:write',
    params: ofSource, body: z.strictObject({ version: z.string().check(z.minLength(1), z.maxLength(40)) }), status: 200, response: PaymentOptions,
  }),
  quote: endpoint({
    id: 'getQuote', method: 'GET', path: '/v1/quote', callers: ['user'], scope: 'payments:read',
    query: z.object({
      amount: fen, storeId: z.optional(id('str')), sourceId: z.optional(id('src')),
      coupon: payingWith.coupon, points: z._default(z.enum(['on', 'off']), 'off'),
      /** Whose code is scanned; some coupons go with one alone. Left out: the store's where a store is named, else the user's. */
      presentedBy: z.optional(z.enum(['pay_code', 'merchant_code'])), months: z.optional(z.enum(['3', '6', '12', '24'])),
    }),
    status: 200, response: Quote,
  }),
  charge: endpoint({
    id: 'chargePayment', method: 'POST', path: '/v1/payments', callers: ['terminal'], scope: 'payments:write',
    body: ChargePayment, status: 201, response: Payment,
  }),
  payMerchant: endpoint({
    id: 'payMerchant', method: 'POST', path: '/v1/merchant-payments', callers: ['user'], scope: 'payments:write',
    body: PayMerchant, status: 201, response: Payment,
  }),
  /** Asks for a passkey's challenge for this payment; null where the user has no passkey for this origin. */
  requestConfirmation: endpoint({
    id: 'requestConfirmation', method: 'POST', path: '/v1/payments/{paymentId}/confirmation-request', callers: ['user'], scope: 'payments:write',
    params: ofPayment, status: 201, response: z.object({ passkey: z.nullable(PasskeyRequest) }),
  }),
  confirm: endpoint({
    id: 'confirmPayment', method: 'POST', path: '/v1/payments/{paymentId}/confirmation', callers: ['user'], scope: 'payments:write',
    params: ofPayment, body: ConfirmPayment, status: 200, response: Payment,
  }),
  /** The user refuses a payment that waits for confirmation. */
  cancel: endpoint({
    id: 'cancelPayment', method: 'POST', path: '/v1/payments/{paymentId}/cancellation', callers: ['user'], scope: 'payments:write',
    params: ofPayment, status: 200, response: Payment,
  }),
  get: endpoint({
    id: 'getPayment', method: 'GET', path: '/v1/payments/{paymentId}', callers: ['user', 'terminal'], scope: 'payments:read',
    params: ofPayment, status: 200, response: Payment,
  }),
  list: endpoint({
    id: 'listPayments', method: 'GET', path: '/v1/payments', callers: ['user', 'terminal'], scope: 'payments:read',
    query: z.object({ ...pageQuery, day: z.optional(Day) }), status: 200, response: page(Payment), kind: 'page',
  }),
  /** Ends a payment that is not paid yet, or gives back all of one paid today. */
  void: endpoint({
    id: 'voidPayment', method: 'POST', path: '/v1/payments/{paymentId}/void', callers: ['terminal'], scope: 'payments:write',
    params: ofPayment, status: 200, response: Payment,
  }),
  /** Voids whatever a charge with this idempotency key became, and refuses it if it has yet to arrive: for a till that never learned a payment's id. */
  reverse: endpoint({
    id: 'reverseCharge', method: 'POST', path: '/v1/reversals', callers: ['terminal'], scope: 'payments:write',
    body: z.strictObject({ chargeKey: z.string().check(z.regex(/^[\x20-\x7e]{1,255}$/)) }),
    status: 200, response: z.object({ payment: z.nullable(Payment) }),
  }),
  refund: endpoint({
    id: 'refundPayment', method: 'POST', path: '/v1/payments/{paymentId}/refunds', callers: ['terminal'], scope: 'payments:write',
    params: ofPayment, body: RefundPayment, status: 201, response: Payment,
  }),
  settlement: endpoint({
    id: 'getSettlement', method: 'GET', path: '/v1/settlements/{day}', callers: ['terminal'], scope: 'payments:read',
    params: ofDay, status: 200, response: Settlement,
  }),
  listSettlementEntries: endpoint({
    id: 'listSettlementEntries', method: 'GET', path: '/v1/settlements/{day}/entries', callers: ['terminal'], scope: 'payments:read',
    params: ofDay, query: z.object(pageQuery), status: 200, response: page(SettlementEntry), kind: 'page',
  }),
};
