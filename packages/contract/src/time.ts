import * as z from 'zod/mini';

/** ISO 8601 in UTC, seconds or milliseconds: `2026-03-01T02:30:00.000Z`. */
export const Timestamp = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/),
  z.refine((text) => Date.parse(text) > 0),
);

/** A calendar day in Asia/Shanghai: `2026-03-01`. Days and daily limits are counted there. */
export const Day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/), z.refine((text) => Date.parse(text) > 0));
