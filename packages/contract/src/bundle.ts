import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { Money } from './money.js';
import { Timestamp } from './time.js';

/**
 * A bundle the user bought. `unpaid` until its order is paid, `active` while months are to come, `ended` after the last one;
 * `cancelled` gives back what was paid for the months not received yet.
 */
export const Subscription = z.object({
  id: id('sub'),
  bundleId: id('bdl'),
  state: z.enum(['unpaid', 'active', 'ended', 'cancelled']),
  paymentId: z.nullable(id('pay')),
  monthsReceived: z.int(),
  /** When the next month's benefits come, null when none will. */
  nextAt: z.nullable(Timestamp),
  /** What cancelling now gives back. */
  refundable: Money,
  boughtAt: z.nullable(Timestamp),
});
export type Subscription = z.infer<typeof Subscription>;

/** A bundle of benefits for a price (惠省钱): `items` come every month, `months` times; `worth` is what all of them cost singly. */
export const Bundle = z.object({
  id: id('bdl'),
  title: z.string(),
  price: Money,
  worth: Money,
  months: z.int(),
  items: z.array(z.object({ title: z.string(), giver: z.string(), count: z.int() })),
  rules: z.array(z.string()),
  /** The user's own, the newest; null when never bought. */
  subscription: z.nullable(Subscription),
});
export type Bundle = z.infer<typeof Bundle>;

/** What is to be paid for a bundle: `payload` is a merchant-presented code for `payments.payMerchant`. */
export const BundleOrder = z.object({
  subscription: Subscription,
  order: z.object({ payload: z.string(), amount: Money, expiresAt: Timestamp }),
});
export type BundleOrder = z.infer<typeof BundleOrder>;

const ofSubscription = z.object({ subscriptionId: id('sub') });

export const bundleRoutes = {
  list: endpoint({
    id: 'listBundles', method: 'GET', path: '/v1/bundles', callers: ['user'], scope: 'rights:read',
    status: 200, response: z.object({ items: z.array(Bundle) }),
  }),
  /** Opens an order. Nothing is bought until it is paid. */
  buy: endpoint({
    id: 'buyBundle', method: 'POST', path: '/v1/bundles/{bundleId}/subscriptions', callers: ['user'], scope: 'rights:write',
    params: z.object({ bundleId: id('bdl') }), status: 201, response: BundleOrder, secret: true,
  }),
  get: endpoint({
    id: 'getSubscription', method: 'GET', path: '/v1/subscriptions/{subscriptionId}', callers: ['user'], scope: 'rights:read',
    params: ofSubscription, status: 200, response: Subscription,
  }),
  cancel: endpoint({
    id: 'cancelSubscription', method: 'POST', path: '/v1/subscriptions/{subscriptionId}/cancellation', callers: ['user'], scope: 'rights:write',
    params: ofSubscription, status: 201, response: Subscription,
  }),
};
