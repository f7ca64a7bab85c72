import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { Timestamp } from './time.js';

/** Longest life of a pay code, in seconds (WeChat's and Alipay's codes live as long; shared with the till's patience). */
export const PAY_CODE_SECONDS = 60;

/**
 * A dynamic pay code. `number` is an even count of digits outside every real scheme's range, so that a real till never
 * misroutes it. It is a secret, dies on one use, and lives from `issuedAt` to `expiresAt` by the gateway's clock: count
 * the difference from when it arrived, never against the page's own clock.
 */
export const PayCode = z.object({
  id: id('pyc'),
  number: z.string().check(z.regex(/^(\d\d){8,12}$/)),
  sourceId: id('src'),
  coupon: z.string(),
  points: z.boolean(),
  issuedAt: Timestamp,
  expiresAt: Timestamp,
});
export type PayCode = z.infer<typeof PayCode>;

/** `coupon` is `auto` (the best that fits), `none`, or a coupon's id. `replaces` retires the code shown until now. */
export const IssuePayCode = z.strictObject({
  sourceId: z.optional(id('src')),
  coupon: z._default(z.union([z.enum(['auto', 'none']), id('cpn')]), 'auto'),
  points: z._default(z.boolean(), false),
  replaces: z.optional(id('pyc')),
});

export const payCodeRoutes = {
  issue: endpoint({
    id: 'issuePayCode', method: 'POST', path: '/v1/pay-codes', callers: ['user'], scope: 'pay_codes:write',
    body: IssuePayCode, status: 201, response: PayCode, secret: true,
  }),
  retire: endpoint({
    id: 'retirePayCode', method: 'DELETE', path: '/v1/pay-codes/{payCodeId}', callers: ['user'], scope: 'pay_codes:write',
    params: z.object({ payCodeId: id('pyc') }), status: 204,
  }),
};
