import type { bundleRoutes } from '../bundle.js';
import type { DocsOf } from '../endpoint.js';
import { ids, merchantPayload, yuan } from './samples.js';

const unpaid = {
  id: ids.subscription, bundleId: ids.bundle, state: 'unpaid' as const, paymentId: null, monthsReceived: 0, nextAt: null, refundable: yuan(0), boughtAt: null,
};
const active = {
  ...unpaid, state: 'active' as const, paymentId: ids.payment, monthsReceived: 1, nextAt: '2026-04-01T02:30:00.412Z', refundable: yuan(1980), boughtAt: '2026-03-01T02:30:00.412Z',
};

export const bundleDocs: DocsOf<typeof bundleRoutes> = {
  list: {
    summary: 'List the bundles on sale, with the user’s own subscription', problems: [], input: {},
    output: {
      items: [{
        id: ids.bundle, title: '惠省钱 · 通勤月包', price: yuan(2970), worth: yuan(9000), months: 3,
        items: [{ title: '地铁乘车抵扣', giver: '济南地铁', count: 4 }, { title: '现磨咖啡兑换券', giver: '瑞幸咖啡', count: 1 }], rules: ['每月同日发放，可随时退订未发放的月份。'], subscription: active,
      }],
    },
  },
  buy: {
    summary: 'Open the order of a bundle; paying it buys the bundle', problems: ['not_found', 'already_subscribed'], input: { bundleId: ids.bundle },
    output: { subscription: unpaid, order: { payload: merchantPayload, amount: yuan(2970), expiresAt: '2026-03-01T02:45:00.000Z' } },
  },
  get: { summary: 'Read a subscription', problems: ['not_found'], input: { subscriptionId: ids.subscription }, output: active },
  cancel: {
    summary: 'Cancel a subscription; the months not received are refunded', problems: ['not_found', 'subscription_over'], input: { subscriptionId: ids.subscription },
    output: { ...active, state: 'cancelled', nextAt: null, refundable: yuan(0) },
  },
};
