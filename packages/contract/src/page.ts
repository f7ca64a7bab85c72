import * as z from 'zod/mini';

/** One page of a list; `nextCursor` is opaque and null on the last page. */
export const page = <T extends z.ZodMiniType>(item: T) => z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });

/** The query every list takes. `limit` is 1 to 100 and defaults to 20. */
export const pageQuery = {
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
};
