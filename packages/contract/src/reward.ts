import * as z from 'zod/mini';
import { Face } from './coupon.js';
import { id } from './id.js';

/** What a streak, a prize draw or an invitation gives. */
export const Reward = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('points'), points: z.int().check(z.minimum(1)) }),
  z.object({ kind: z.literal('coupon'), campaignId: id('cmp'), title: z.string(), face: Face }),
  z.object({ kind: z.literal('nothing') }),
]);
export type Reward = z.infer<typeof Reward>;
