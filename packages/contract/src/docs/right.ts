import type { DocsOf } from '../endpoint.js';
import type { rightRoutes } from '../right.js';
import { ids, store, yuan } from './samples.js';

const right = {
  id: ids.benefit, kind: 'benefit' as const, title: '现磨咖啡兑换券', category: 'coffee_tea' as const, state: 'unused' as const,
  face: { kind: 'exchange' as const, item: '任意中杯咖啡' }, giver: '瑞幸咖啡', validFrom: '2026-03-01T00:00:00.000Z', validTo: '2026-03-31T15:59:59.000Z', weekdays: null, hours: null, usedAt: null,
};
const detail = {
  ...right, rules: ['到店出示兑换码，每码一杯。'], stores: [store], history: [{ at: '2026-03-01T00:00:00.000Z', what: 'granted' as const, where: null }], usedBy: 'supplier_code' as const, code: null,
};

export const rightDocs: DocsOf<typeof rightRoutes> = {
  summary: {
    summary: 'Read the head of the wallet: points, counts, savings and tier', problems: [], input: {},
    output: {
      points: 12860, pointsExpiring: { points: 800, at: '2026-03-31T15:59:59.999Z' }, coupons: 6, unused: 9, expiringSoon: 2, savedThisYear: yuan(48600),
      tier: {
        level: 'wallet',
        levels: [
          { level: 'registered', rights: 3, perks: ['消费积分'], reached: true, step: null },
          { level: 'wallet', rights: 8, perks: ['钱包专享券'], reached: true, step: 'open_wallet' },
          { level: 'card', rights: 14, perks: ['机场贵宾厅'], reached: false, step: 'add_card' },
        ],
      },
    },
  },
  list: { summary: 'List the user’s coupons and benefits', problems: [], input: { view: 'unused', limit: 20 }, output: { items: [right], nextCursor: null } },
  get: { summary: 'Read one right in detail', problems: ['not_found'], input: { rightId: ids.benefit }, output: detail },
  use: {
    summary: 'Use a benefit: reveals the supplier’s code and marks it used', problems: ['not_found', 'right_not_usable'],
    input: { rightId: ids.benefit },
    output: { ...detail, state: 'used', usedAt: '2026-03-02T01:00:00.000Z', code: 'LK-4821-7730', history: [...detail.history, { at: '2026-03-02T01:00:00.000Z', what: 'used', where: null }] },
  },
  grant: {
    summary: 'Grant a third party’s benefit to one of your users', problems: ['not_found'],
    input: { reference: 'lin-xiao', benefit: 'coffee_cup' }, output: { ...right, state: 'pending' },
  },
  listPoints: {
    summary: 'List the points book, newest first', problems: [], input: { limit: 20 },
    output: { items: [{ id: ids.points, points: 172, balance: 12860, reason: 'payment', title: store.name, at: '2026-03-01T02:30:00.412Z' }], nextCursor: null },
  },
  listPointsLots: {
    summary: 'List the points left of each month, the next to lapse first', problems: [], input: {},
    output: { items: [{ month: '2025-03', earned: 1200, left: 800, expiresAt: '2026-03-31T15:59:59.999Z' }] },
  },
  setTier: {
    summary: 'Tell the tier one of your users has come to', problems: ['not_found'],
    input: { reference: 'lin-xiao', level: 'card' }, output: { level: 'card', granted: [{ ...right, state: 'pending' }] },
  },
};
