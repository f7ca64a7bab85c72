import type { DocsOf } from '../endpoint.js';
import type { merchantCodeRoutes } from '../merchant-code.js';
import { ids, merchantPayload, store, yuan } from './samples.js';

export const merchantCodeDocs: DocsOf<typeof merchantCodeRoutes> = {
  issue: {
    summary: 'Make a code for customers to scan: with an amount for one payment, without one the store’s fixed code', problems: [],
    input: { amount: yuan(23600), orderReference: 'A-1024' },
    output: { payload: merchantPayload, store: { id: ids.store, name: store.name }, amount: yuan(23600), orderReference: 'A-1024', expiresAt: '2026-03-01T02:35:00.000Z' },
  },
  read: {
    summary: 'Say what a scanned merchant code asks for',
    problems: ['merchant_code_malformed', 'merchant_code_unsupported', 'merchant_code_ended'],
    input: { payload: merchantPayload },
    output: { scheme: 'tessera', store: { id: ids.store, name: store.name }, fixed: false, amount: yuan(23600), tip: null, orderReference: 'A-1024', purpose: null },
  },
};
