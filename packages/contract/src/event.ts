import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { pageQuery } from './page.js';
import { Payment } from './payment.js';
import { Timestamp } from './time.js';

/** What can be told, `<noun>.<fact>`. */
export const EventType = z.enum([
  'payment.needs_confirmation', 'payment.processing', 'payment.paid', 'payment.declined', 'payment.in_doubt', 'payment.voided', 'payment.refunded',
  'coupon.claimed', 'coupon.used', 'coupon.returned', 'coupon.expiring', 'coupon.expired', 'coupon.recalled', 'lottery.won', 'lottery.withheld', 'lottery.lost',
  'right.granted', 'right.fulfilled', 'right.failed', 'right.used', 'right.expiring', 'right.refunded', 'points.expired', 'tier.reached',
  'subscription.started', 'subscription.received', 'subscription.cancelled', 'invitation.rewarded',
  'energy.recorded', 'energy.collected',
]);
export type EventType = z.infer<typeof EventType>;

/** A fact about this user or terminal. `subjectId` is the noun's own id; payment events carry the payment. Told at least once: de-duplicate by `id`. */
export const TesseraEvent = z.object({
  id: id('evt'),
  type: EventType,
  at: Timestamp,
  subjectId: z.string(),
  payment: z.optional(Payment),
});
export type TesseraEvent = z.infer<typeof TesseraEvent>;

export const eventRoutes = {
  /** Facts after `after`, oldest first; without `after`, none but the cursor to go on from. */
  list: endpoint({
    id: 'listEvents', method: 'GET', path: '/v1/events', callers: ['user', 'terminal'],
    query: z.object({ after: z.optional(id('evt')), limit: pageQuery.limit }),
    status: 200, response: z.object({ items: z.array(TesseraEvent), lastId: z.nullable(id('evt')) }),
  }),
  /** Server-sent events: `id` is the event's id, `data` a TesseraEvent. Resumes after the Last-Event-ID header. */
  stream: endpoint({
    id: 'streamEvents', method: 'GET', path: '/v1/events/stream', callers: ['user', 'terminal'],
    status: 200, response: TesseraEvent, kind: 'stream',
  }),
};
