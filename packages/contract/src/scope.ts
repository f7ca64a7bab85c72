import * as z from 'zod/mini';

/** What a session may do, `<plural noun>:<read|write>`. A platform grants only what the widgets on its page need. */
export const Scope = z.enum([
  'pay_codes:write',
  'payments:read',
  'payments:write',
  'coupons:read',
  'coupons:write',
  'rights:read',
  'rights:write',
  'energy:read',
  'energy:write',
  'engagement:read',
  'engagement:write',
  'stores:read',
]);
export type Scope = z.infer<typeof Scope>;
