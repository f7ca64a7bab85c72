import * as z from 'zod/mini';

/** ISO 4217. The reference gateway settles in one currency. */
export const Currency = z.literal('CNY');

/** An exact amount in minor units (fen): `{amount: 6000, currency: 'CNY'}` is ¥60.00. Never negative, never a fraction. */
export const Money = z.object({ amount: z.int().check(z.minimum(0), z.maximum(1e12)), currency: Currency });
export type Money = z.infer<typeof Money>;
