import type { DocsOf } from '../endpoint.js';
import type { payCodeRoutes } from '../pay-code.js';
import { ids } from './samples.js';

export const payCodeDocs: DocsOf<typeof payCodeRoutes> = {
  issue: {
    summary: 'Issue a pay code, retiring the one it replaces',
    problems: ['funding_source_unusable', 'right_not_usable', 'not_found'],
    input: { sourceId: ids.source, coupon: 'auto', points: true, replaces: ids.payCode },
    output: {
      id: ids.payCode, number: '812345678901234567', sourceId: ids.source, coupon: 'auto', points: true,
      issuedAt: '2026-03-01T02:30:00.000Z', expiresAt: '2026-03-01T02:31:00.000Z',
    },
  },
  retire: {
    summary: 'Retire a pay code that is no longer shown; a code already used or expired stays as it is',
    problems: ['not_found'], input: { payCodeId: ids.payCode }, output: undefined,
  },
};
