import type { DocsOf } from '../endpoint.js';
import type { eventRoutes } from '../event.js';
import { ids, payment } from './samples.js';

const event = { id: ids.event, type: 'payment.paid' as const, at: '2026-03-01T02:30:00.412Z', subjectId: ids.payment, payment };

export const eventDocs: DocsOf<typeof eventRoutes> = {
  list: { summary: 'List what happened since an event', problems: [], input: { after: ids.event, limit: 20 }, output: { items: [event], lastId: ids.event } },
  stream: { summary: 'Stream what happens, as server-sent events', problems: [], input: {}, output: event },
};
