import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { Money } from './money.js';
import { ChargeAmount } from './payment.js';
import { Timestamp } from './time.js';

/**
 * A store's code for customers to scan: an EMVCo merchant-presented payload. With an amount it is dynamic, good for one
 * payment and for a few minutes; without one it is the store's fixed code, and the customer enters the amount.
 */
export const MerchantCode = z.object({
  payload: z.string(),
  store: z.object({ id: id('str'), name: z.string() }),
  amount: z.nullable(Money),
  orderReference: z.nullable(z.string()),
  expiresAt: z.nullable(Timestamp),
});
export type MerchantCode = z.infer<typeof MerchantCode>;

/** What a scanned code asks for. `amount` null: the user enters it. `tip` null: none is asked; `percent` in hundredths of a percent. */
export const MerchantOrder = z.object({
  scheme: z.enum(['tessera', 'unionpay']),
  store: z.object({ id: id('str'), name: z.string() }),
  fixed: z.boolean(),
  amount: z.nullable(Money),
  tip: z.nullable(z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ask') }),
    z.object({ kind: z.literal('amount'), amount: Money }),
    z.object({ kind: z.literal('percent'), basisPoints: z.int() }),
  ])),
  orderReference: z.nullable(z.string()),
  purpose: z.nullable(z.string()),
});
export type MerchantOrder = z.infer<typeof MerchantOrder>;

export const merchantCodeRoutes = {
  issue: endpoint({
    id: 'issueMerchantCode', method: 'POST', path: '/v1/merchant-codes', callers: ['terminal'], scope: 'payments:write',
    body: z.strictObject({ amount: z.optional(ChargeAmount), orderReference: z.optional(z.string().check(z.regex(/^[\w.\-]{1,25}$/))) }),
    status: 201, response: MerchantCode,
  }),
  read: endpoint({
    id: 'readMerchantCode', method: 'GET', path: '/v1/merchant-codes/reading', callers: ['user'], scope: 'payments:read',
    query: z.object({ payload: z.string().check(z.minLength(1), z.maxLength(1024)) }), status: 200, response: MerchantOrder,
  }),
};
