import * as z from 'zod/mini';

/** An id made by the gateway: a three-letter prefix naming the noun, then 8 to 40 letters and digits. Never a secret. */
export const id = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_[0-9A-Za-z]{8,40}$`)));
