import { sql } from 'kysely';
import type { Context } from '../context.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';

/**
 * Unknown codes one terminal may try in a window. With 10^16 numbers and 10,000 codes live at once, a terminal at this
 * limit needs about 95,000 years for one hit.
 */
export const guessing = { misses: 20, windowSeconds: 60 } as const;

/** Throws `rate_limited` while the terminal has used up its misses. */
export async function refuseGuesser(ctx: Pick<Context, 'db' | 'clock'>, terminalId: string): Promise<void> {
  const row = await ctx.db.selectFrom('pay_code_miss').select(['since', 'misses'])
    .where('shard_key', '=', shardOf(terminalId)).where('terminal_id', '=', terminalId).executeTakeFirst();
  if (row === undefined || row.misses < guessing.misses) return;
  const seconds = Math.ceil((row.since.getTime() - ctx.clock().getTime()) / 1000) + guessing.windowSeconds;
  if (seconds <= 0) return;
  throw problem('rate_limited', `This terminal has tried ${guessing.misses} unknown codes: wait ${seconds} seconds.`, { headers: { 'Retry-After': String(seconds) } });
}

/** Counts one unknown code; a window that is over starts anew. */
export async function countMiss(ctx: Pick<Context, 'db' | 'clock'>, terminalId: string): Promise<void> {
  const now = ctx.clock();
  const over = new Date(now.getTime() - guessing.windowSeconds * 1000);
  await withRetry(ctx.db, (db) => sql`
    insert into pay_code_miss (shard_key, terminal_id, since, misses)
    values (${shardOf(terminalId)}, ${terminalId}, ${now}::timestamptz, 1)
    on conflict (shard_key, terminal_id) do update set
      misses = case when pay_code_miss.since <= ${over}::timestamptz then 1 else pay_code_miss.misses + 1 end,
      since = case when pay_code_miss.since <= ${over}::timestamptz then excluded.since else pay_code_miss.since end`.execute(db));
}
