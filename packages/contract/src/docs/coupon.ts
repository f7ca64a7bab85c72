import type { couponRoutes } from '../coupon.js';
import type { DocsOf } from '../endpoint.js';
import { ids, jinan, store, yuan } from './samples.js';

const face = { kind: 'amount_off' as const, off: yuan(6000), threshold: yuan(20000) };
const campaign = {
  id: ids.campaign, title: '泉城购 · 餐饮满减券', face, category: 'food' as const, issuer: { kind: 'government' as const, name: '济南市商务局' },
  city: jinan, storeCount: 1284, distanceMeters: store.distanceMeters, validity: { kind: 'relative' as const, days: 10, claimDayCounts: true, waitDays: 0 }, weekdays: null,
  hours: null, payWith: null, area: null, refund: 'forfeit' as const, programme: { id: ids.programme, title: '泉城购 · 2026 春季' }, lottery: null,
  round: { title: '10:00 场', opensAt: '2026-03-01T02:00:00.000Z' }, stock: { total: 10000, remaining: 3400 }, claimed: 0, allowed: 1,
  endsAt: '2026-03-31T15:59:59.000Z', rules: ['每人每轮限领 1 张', '每笔订单限用 1 张'], standing: { state: 'claimable' as const },
};
const coupon = {
  id: ids.coupon, campaignId: ids.campaign, title: campaign.title, face, category: campaign.category, state: 'unused' as const,
  claimedAt: '2026-03-01T02:00:03.120Z', validFrom: '2026-03-01T02:00:03.120Z', validTo: '2026-03-10T15:59:59.000Z',
};

const detail = {
  ...campaign,
  conditions: [{ kind: 'running' as const, met: true }, { kind: 'open' as const, met: true }, { kind: 'open_wallet' as const, met: true }, { kind: 'user_limit' as const, met: true }, { kind: 'stock' as const, met: true }],
  funders: [{ kind: 'government' as const, name: '济南市商务局', percent: 80 }, { kind: 'bank' as const, name: '城市银行', percent: 20 }],
};
const refusals = [
  'not_found', 'sold_out', 'limit_reached', 'person_limit_reached', 'period_limit_reached', 'not_eligible', 'identity_needed', 'position_needed', 'outside_area', 'not_started', 'campaign_paused', 'campaign_over',
] as const;
const ticket = { campaignId: ids.campaign, ticket: ids.ticket, enteredAt: '2026-03-01T02:00:03.120Z', drawsAt: '2026-03-05T02:00:00.000Z' };

export const couponDocs: DocsOf<typeof couponRoutes> = {
  listCampaigns: {
    summary: 'List the coupons on offer, with where this user stands with each', problems: [],
    input: { city: '370100', category: 'food', sort: 'recommended', limit: 20 }, output: { items: [campaign], nextCursor: null },
  },
  getCampaign: { summary: 'Read one campaign', problems: ['not_found'], input: { campaignId: ids.campaign }, output: detail },
  claim: {
    summary: 'Claim one coupon of a campaign', problems: [...refusals, 'drawn_not_claimed'],
    input: { campaignId: ids.campaign, position: { latitude: 36.6683, longitude: 117.0204 } }, output: coupon,
  },
  claimMany: {
    summary: 'Claim several coupons at once, each with its own result', problems: [],
    input: { campaignIds: [ids.campaign, ids.campaign] },
    output: { results: [{ campaignId: ids.campaign, coupon, problem: null }, { campaignId: ids.campaign, coupon: null, problem: { code: 'limit_reached', detail: 'This user has claimed 1 of 1 allowed.' } }] },
  },
  enter: {
    summary: 'Enter the draw of a campaign', problems: [...refusals.filter((code) => code !== 'sold_out'), 'not_drawn'], input: { campaignId: ids.campaign }, output: ticket,
  },
  getDraw: {
    summary: 'Read a draw and what proves it', problems: ['not_found', 'not_drawn'], input: { campaignId: ids.campaign },
    output: {
      campaignId: ids.campaign, drawsAt: ticket.drawsAt, commitment: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', entries: 1, winners: 1,
      seed: null, cutoff: null, entriesDigest: null, mine: { ticket: ids.ticket, rank: null, won: null, given: null },
    },
  },
  grant: {
    summary: 'Give one of your users a coupon', problems: refusals,
    input: { reference: 'lin-xiao', campaignId: ids.campaign }, output: coupon,
  },
  get: { summary: 'Read one claimed coupon', problems: ['not_found'], input: { couponId: ids.coupon }, output: coupon },
  issueCode: {
    summary: 'Make the one-time code that a till takes for an exchange or gift', problems: ['not_found', 'right_not_usable'], input: { couponId: ids.coupon },
    output: { couponId: ids.coupon, code: 'R7K2M9QXT48WPD3N', issuedAt: '2026-03-02T01:00:00.000Z', expiresAt: '2026-03-02T01:01:00.000Z' },
  },
  redeem: {
    summary: 'Redeem a coupon by its code at the till', problems: ['redemption_code_unknown', 'redemption_code_ended', 'redemption_code_used', 'right_not_usable'],
    input: { code: 'R7K2-M9QX-T48W-PD3N' },
    output: { couponId: ids.coupon, title: '护手霜一支', face: { kind: 'gift', item: '护手霜一支' }, storeId: ids.store, redeemedAt: '2026-03-02T01:00:20.000Z' },
  },
};
