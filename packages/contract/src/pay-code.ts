import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { Months } from './funding.js';
import { id } from './id.js';
import { Money } from './money.js';
import { payingWith } from './payment.js';
import { Timestamp } from './time.js';

/** Longest life of a pay code, in seconds (WeChat's and Alipay's codes live as long; shared with the till's patience). */
export const PAY_CODE_SECONDS = 60;

/** Codes in one offline batch (WeChat caches as many). */
export const OFFLINE_CODES = 15;

const number = z.string().check(z.regex(/^(\d\d){8,12}$/));
/** What the QR code carries: the number's digits, or the base64 of an EMVCo consumer-presented payload that names it. */
const payload = z.string().check(z.maxLength(512));

/**
 * A dynamic pay code. `number` is an even count of digits outside every real scheme's range, so that a real till never
 * misroutes it. It is a secret, dies on one use, and lives from `issuedAt` to `expiresAt` by the gateway's clock: count
 * the difference from when it arrived, never against the page's own clock.
 */
export const PayCode = z.object({
  id: id('pyc'),
  number,
  payload,
  sourceId: id('src'),
  coupon: z.string(),
  points: z.boolean(),
  months: z.nullable(Months),
  issuedAt: Timestamp,
  expiresAt: Timestamp,
});
export type PayCode = z.infer<typeof PayCode>;

/** `replaces` retires the code shown until now. */
export const IssuePayCode = z.strictObject({
  ...payingWith,
  points: z._default(z.boolean(), false),
  replaces: z.optional(id('pyc')),
});

/** Codes for a phone without a network: each once, up to `limit`, without a PIN, never stored. Dead from `expiresAt` on, or when the batch is revoked or replaced. */
export const OfflineBatch = z.object({
  id: id('ofb'),
  sourceId: id('src'),
  codes: z.array(z.object({ id: id('pyc'), number, payload })),
  limit: Money,
  issuedAt: Timestamp,
  expiresAt: Timestamp,
});
export type OfflineBatch = z.infer<typeof OfflineBatch>;

export const payCodeRoutes = {
  issue: endpoint({
    id: 'issuePayCode', method: 'POST', path: '/v1/pay-codes', callers: ['user'], scope: 'pay_codes:write',
    body: IssuePayCode, status: 201, response: PayCode, secret: true,
  }),
  retire: endpoint({
    id: 'retirePayCode', method: 'DELETE', path: '/v1/pay-codes/{payCodeId}', callers: ['user'], scope: 'pay_codes:write',
    params: z.object({ payCodeId: id('pyc') }), status: 204,
  }),
  issueOffline: endpoint({
    id: 'issueOfflineCodes', method: 'POST', path: '/v1/offline-batches', callers: ['user'], scope: 'pay_codes:write',
    body: z.strictObject({ sourceId: z.optional(id('src')), replaces: z.optional(id('ofb')) }), status: 201, response: OfflineBatch, secret: true,
  }),
  revokeOffline: endpoint({
    id: 'revokeOfflineCodes', method: 'DELETE', path: '/v1/offline-batches/{batchId}', callers: ['user'], scope: 'pay_codes:write',
    params: z.object({ batchId: id('ofb') }), status: 204,
  }),
};
