import * as z from 'zod/mini';
import { Category } from './category.js';
import { Face, Hours } from './coupon.js';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { Money } from './money.js';
import { page, pageQuery } from './page.js';
import { Store } from './store.js';
import { Timestamp } from './time.js';

/** A right is a claimed coupon (its id is the coupon's) or a third party's benefit. */
const RightId = z.union([id('cpn'), id('bnf')]);

/** `pending` until a supplier has really issued it; `locked` while a payment holds it; `recalled` when the issuer took it back; `refunded` when what was paid for it came back. */
export const RightState = z.enum(['pending', 'unused', 'locked', 'used', 'expired', 'failed', 'recalled', 'refunded']);
export type RightState = z.infer<typeof RightState>;

export const Right = z.object({
  id: RightId,
  kind: z.enum(['coupon', 'benefit']),
  title: z.string(),
  category: Category,
  state: RightState,
  /** Null for a benefit that has no face value. */
  face: z.nullable(Face),
  /** Who honours it: the issuer of a coupon, the supplier of a benefit. */
  giver: z.string(),
  validFrom: Timestamp,
  validTo: Timestamp,
  /** ISO weekdays (1 is Monday) it can be used on, null for all. */
  weekdays: z.nullable(z.array(z.int().check(z.minimum(1), z.maximum(7)))),
  /** Hours of the day it can be used in, null for all. */
  hours: z.nullable(z.array(Hours)),
  usedAt: z.nullable(Timestamp),
});
export type Right = z.infer<typeof Right>;

/** What happened to a right, oldest first. */
export const RightHistory = z.object({
  at: Timestamp,
  what: z.enum(['claimed', 'granted', 'fulfilled', 'failed', 'locked', 'released', 'used', 'returned', 'expired', 'recalled', 'refunded']),
  where: z.nullable(z.string()),
});

export const RightDetail = z.extend(Right, {
  rules: z.array(z.string()),
  stores: z.array(Store),
  history: z.array(RightHistory),
  /** How it is used: by paying with it, by a redemption code at a till, or by showing the supplier's code. */
  usedBy: z.enum(['payment', 'redemption_code', 'supplier_code']),
  /** The supplier's code, once the user has asked for it. A secret. */
  code: z.nullable(z.string()),
});
export type RightDetail = z.infer<typeof RightDetail>;

export const TierLevel = z.enum(['registered', 'wallet', 'card']);
export type TierLevel = z.infer<typeof TierLevel>;

/**
 * The head of the wallet. `levels` is the ladder from the bottom: what each has, how many rights it opens, whether the user
 * stands on it, and the step to it. `pointsExpiring` are the points that lapse next, null when none do.
 */
export const RightsSummary = z.object({
  points: z.int(),
  pointsExpiring: z.nullable(z.object({ points: z.int(), at: Timestamp })),
  coupons: z.int(),
  unused: z.int(),
  expiringSoon: z.int(),
  savedThisYear: Money,
  tier: z.object({
    level: TierLevel,
    levels: z.array(z.object({ level: TierLevel, rights: z.int(), perks: z.array(z.string()), reached: z.boolean(), step: z.nullable(z.enum(['open_wallet', 'add_card'])) })),
  }),
});
export type RightsSummary = z.infer<typeof RightsSummary>;

/** One line of the points book; `points` is signed, `balance` is after it. */
export const PointsEntry = z.object({
  id: id('pts'),
  points: z.int(),
  balance: z.int(),
  reason: z.enum(['payment', 'refund', 'spent', 'returned', 'gift', 'check_in', 'prize', 'invitation', 'expired']),
  title: z.string(),
  at: Timestamp,
});
export type PointsEntry = z.infer<typeof PointsEntry>;

/** The points of one month of earning that are left: the oldest are spent first, and lapse at `expiresAt`. */
export const PointsLot = z.object({ month: z.string().check(z.regex(/^\d{4}-\d\d$/)), earned: z.int(), left: z.int(), expiresAt: Timestamp });
export type PointsLot = z.infer<typeof PointsLot>;

const ofRight = z.object({ rightId: RightId });

export const rightRoutes = {
  summary: endpoint({
    id: 'getRightsSummary', method: 'GET', path: '/v1/rights/summary', callers: ['user'], scope: 'rights:read',
    status: 200, response: RightsSummary,
  }),
  list: endpoint({
    id: 'listRights', method: 'GET', path: '/v1/rights', callers: ['user'], scope: 'rights:read',
    query: z.object({ ...pageQuery, view: z._default(z.enum(['unused', 'used', 'expired']), 'unused'), category: z.optional(Category) }),
    status: 200, response: page(Right), kind: 'page',
  }),
  get: endpoint({
    id: 'getRight', method: 'GET', path: '/v1/rights/{rightId}', callers: ['user'], scope: 'rights:read',
    params: ofRight, status: 200, response: RightDetail, secret: true,
  }),
  use: endpoint({
    id: 'useRight', method: 'POST', path: '/v1/rights/{rightId}/uses', callers: ['user'], scope: 'rights:write',
    params: ofRight, status: 201, response: RightDetail, secret: true,
  }),
  grant: endpoint({
    id: 'grantRight', method: 'POST', path: '/v1/rights', callers: ['platform'],
    body: z.strictObject({ reference: z.string().check(z.minLength(1), z.maxLength(128)), benefit: z.string().check(z.regex(/^[a-z][a-z0-9_]{1,40}$/)) }),
    status: 201, response: Right,
  }),
  listPoints: endpoint({
    id: 'listPoints', method: 'GET', path: '/v1/points', callers: ['user'], scope: 'rights:read',
    query: z.object(pageQuery), status: 200, response: page(PointsEntry), kind: 'page',
  }),
  listPointsLots: endpoint({
    id: 'listPointsLots', method: 'GET', path: '/v1/points/lots', callers: ['user'], scope: 'rights:read',
    status: 200, response: z.object({ items: z.array(PointsLot) }),
  }),
  /** Tells that one of the platform's users has reached a tier (or fallen back to one): what it unlocks is granted once, and stays. */
  setTier: endpoint({
    id: 'setTier', method: 'PUT', path: '/v1/tiers', callers: ['platform'],
    body: z.strictObject({ reference: z.string().check(z.minLength(1), z.maxLength(128)), level: TierLevel }),
    status: 200, response: z.object({ level: TierLevel, granted: z.array(Right) }),
  }),
};
