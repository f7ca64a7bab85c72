import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { page, pageQuery } from './page.js';
import { Reward } from './reward.js';
import { Timestamp } from './time.js';

/** One prize: `chancesInMillion` is its published odds, all prizes of a draw sum to 1,000,000. `stock` null never runs out. */
export const Prize = z.object({
  id: id('prz'),
  reward: Reward,
  chancesInMillion: z.int(),
  stock: z.nullable(z.object({ total: z.int(), remaining: z.int() })),
});
export type Prize = z.infer<typeof Prize>;

/** A prize draw. A prize that has run out gives the last one in the list, which never does. */
export const PrizeDraw = z.object({
  id: id('prd'),
  title: z.string(),
  endsAt: Timestamp,
  prizes: z.array(Prize),
  /** Draws left today without points, and what a further one costs; null when none can be bought. */
  freeDraws: z.int(),
  pointsPerDraw: z.nullable(z.int()),
  points: z.int(),
  rules: z.array(z.string()),
});
export type PrizeDraw = z.infer<typeof PrizeDraw>;

/** What one draw gave. */
export const PrizeResult = z.object({ id: id('drw'), prizeId: id('prz'), reward: Reward, paidPoints: z.int(), at: Timestamp });
export type PrizeResult = z.infer<typeof PrizeResult>;

/** The user's own invitation code, what both sides get, and who came by it. */
export const Invitation = z.object({
  code: z.string(),
  inviterReward: Reward,
  inviteeReward: Reward,
  /** Rewarded invitations so far, and how many are at most. */
  rewarded: z.int(),
  most: z.int(),
  invited: z.array(z.object({ name: z.string(), at: Timestamp })),
  /** Whether this user, being new, may still accept one. */
  acceptable: z.boolean(),
  rules: z.array(z.string()),
});
export type Invitation = z.infer<typeof Invitation>;

export const engagementRoutes = {
  getPrizeDraw: endpoint({
    id: 'getPrizeDraw', method: 'GET', path: '/v1/prize-draw', callers: ['user'], scope: 'engagement:read',
    status: 200, response: PrizeDraw,
  }),
  drawPrize: endpoint({
    id: 'drawPrize', method: 'POST', path: '/v1/prize-draws/{drawId}/draws', callers: ['user'], scope: 'engagement:write',
    params: z.object({ drawId: id('prd') }), body: z.strictObject({ pay: z.enum(['free', 'points']) }), status: 201, response: PrizeResult,
  }),
  listPrizes: endpoint({
    id: 'listPrizes', method: 'GET', path: '/v1/prizes', callers: ['user'], scope: 'engagement:read',
    query: z.object(pageQuery), status: 200, response: page(PrizeResult), kind: 'page',
  }),
  getInvitation: endpoint({
    id: 'getInvitation', method: 'GET', path: '/v1/invitation', callers: ['user'], scope: 'engagement:read',
    status: 200, response: Invitation,
  }),
  /** Accepts somebody's invitation, once in a life. Both are rewarded, once. */
  acceptInvitation: endpoint({
    id: 'acceptInvitation', method: 'POST', path: '/v1/invitations', callers: ['user'], scope: 'engagement:write',
    body: z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(32)) }), status: 201, response: z.object({ reward: Reward }),
  }),
};
