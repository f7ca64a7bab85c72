import type { DocsOf } from '../endpoint.js';
import type { payCodeRoutes } from '../pay-code.js';
import { OFFLINE_CODES } from '../pay-code.js';
import { ids, yuan } from './samples.js';

export const payCodeDocs: DocsOf<typeof payCodeRoutes> = {
  issue: {
    summary: 'Issue a pay code, retiring the one it replaces',
    problems: ['funding_source_unusable', 'right_not_usable', 'instalments_unavailable', 'not_found'],
    input: { sourceId: ids.source, coupon: 'auto', points: true, replaces: ids.payCode },
    output: {
      id: ids.payCode, number: '871234567890123456', payload: '871234567890123456', sourceId: ids.source, coupon: 'auto', points: true, months: null,
      issuedAt: '2026-03-01T02:30:00.000Z', expiresAt: '2026-03-01T02:31:00.000Z',
    },
  },
  retire: {
    summary: 'Retire a pay code that is no longer shown; a code already used or expired stays as it is',
    problems: ['not_found'], input: { payCodeId: ids.payCode }, output: undefined,
  },
  issueOffline: {
    summary: 'Issue fifteen one-time codes for a phone without a network, retiring the batch they replace',
    problems: ['funding_source_unusable', 'not_found'], input: { sourceId: ids.source, replaces: ids.batch },
    output: {
      id: ids.batch, sourceId: ids.source, limit: yuan(20000), issuedAt: '2026-03-01T02:30:00.000Z', expiresAt: '2026-03-01T04:30:00.000Z',
      codes: Array.from({ length: OFFLINE_CODES }, (_, index) => {
        const number = `8712345678901234${String(index + 10)}`;
        return { id: `pyc_1a01kq8w3v7m2n${String(index + 10)}`, number, payload: number };
      }),
    },
  },
  revokeOffline: { summary: 'Revoke the codes of an offline batch that are not used yet', problems: ['not_found'], input: { batchId: ids.batch }, output: undefined },
};
