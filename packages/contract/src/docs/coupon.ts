import type { couponRoutes } from '../coupon.js';
import type { DocsOf } from '../endpoint.js';
import { ids, jinan, store, yuan } from './samples.js';

const face = { kind: 'amount_off' as const, off: yuan(6000), threshold: yuan(20000) };
const campaign = {
  id: ids.campaign, title: '泉城购 · 餐饮满减券', face, category: 'food' as const, issuer: { kind: 'government' as const, name: '济南市商务局' },
  city: jinan, storeCount: 1284, distanceMeters: store.distanceMeters, validity: { kind: 'relative' as const, days: 10 }, weekdays: null,
  round: { title: '10:00 场', opensAt: '2026-03-01T02:00:00.000Z' }, stock: { total: 10000, remaining: 3400 }, claimed: 0, allowed: 1,
  endsAt: '2026-03-31T15:59:59.000Z', rules: ['每人每轮限领 1 张', '每笔订单限用 1 张'], standing: { state: 'claimable' as const },
};
const coupon = {
  id: ids.coupon, campaignId: ids.campaign, title: campaign.title, face, category: campaign.category, state: 'unused' as const,
  claimedAt: '2026-03-01T02:00:03.120Z', validFrom: '2026-03-01T02:00:03.120Z', validTo: '2026-03-10T15:59:59.000Z',
};

export const couponDocs: DocsOf<typeof couponRoutes> = {
  listCampaigns: {
    summary: 'List the coupons on offer, with where this user stands with each', problems: [],
    input: { city: '370100', category: 'food', sort: 'recommended', limit: 20 }, output: { items: [campaign], nextCursor: null },
  },
  getCampaign: { summary: 'Read one campaign', problems: ['not_found'], input: { campaignId: ids.campaign }, output: campaign },
  claim: {
    summary: 'Claim one coupon of a campaign',
    problems: ['not_found', 'sold_out', 'limit_reached', 'not_eligible', 'not_started', 'campaign_over'],
    input: { campaignId: ids.campaign }, output: coupon,
  },
  get: { summary: 'Read one claimed coupon', problems: ['not_found'], input: { couponId: ids.coupon }, output: coupon },
};
