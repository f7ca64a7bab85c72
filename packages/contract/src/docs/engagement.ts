import type { DocsOf } from '../endpoint.js';
import type { engagementRoutes } from '../engagement.js';
import { ids, yuan } from './samples.js';

const coffee = {
  kind: 'coupon' as const, campaignId: ids.campaign, title: '满 20 减 10 咖啡券', face: { kind: 'amount_off' as const, off: yuan(1000), threshold: yuan(2000) },
};
const few = { kind: 'points' as const, points: 5 };
const result = { id: ids.prizeResult, prizeId: ids.prize, reward: coffee, paidPoints: 0, at: '2026-03-01T02:30:00.412Z' };

export const engagementDocs: DocsOf<typeof engagementRoutes> = {
  getPrizeDraw: {
    summary: 'Read the prize draw: its prizes, their odds and stock, and the user’s draws left', problems: ['not_found'], input: {},
    output: {
      id: ids.prizeDraw, title: '每日一抽', endsAt: '2026-03-31T15:59:59.999Z',
      prizes: [
        { id: ids.prize, reward: coffee, chancesInMillion: 20_000, stock: { total: 500, remaining: 321 } },
        { id: ids.smallPrize, reward: few, chancesInMillion: 980_000, stock: null },
      ],
      freeDraws: 1, pointsPerDraw: 100, points: 12860, rules: ['每天免费抽 1 次。'],
    },
  },
  drawPrize: { summary: 'Draw once', problems: ['not_found', 'no_draws_left', 'points_too_few', 'campaign_over'], input: { drawId: ids.prizeDraw, pay: 'free' }, output: result },
  listPrizes: { summary: 'List what the user has drawn, newest first', problems: [], input: { limit: 20 }, output: { items: [result], nextCursor: null } },
  getInvitation: {
    summary: 'Read the user’s invitation and who came by it', problems: [], input: {},
    output: {
      code: 'LX7K2M9Q', inviterReward: { kind: 'points', points: 500 }, inviteeReward: coffee, rewarded: 1, most: 20,
      invited: [{ name: '陈*', at: '2026-03-01T02:30:00.412Z' }], acceptable: false, rules: ['好友须为 7 天内新注册用户。'],
    },
  },
  acceptInvitation: { summary: 'Accept an invitation', problems: ['invitation_unknown', 'invitation_refused'], input: { code: 'LX7K2M9Q' }, output: { reward: coffee } },
};
