import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from './context.js';
import { withRetry } from './database.js';
import { shardOf } from './id.js';
import { problem, type ProblemError } from './problem.js';

/**
 * Unknown codes, of whatever kind, that one terminal, all terminals of one platform and all terminals at one address may try in a window.
 * With 10^16 numbers and 10,000 codes live at once, a platform at its limit needs about 9,500 years for one hit.
 */
export const guessing = { misses: 20, platformMisses: 200, addressMisses: 100, windowSeconds: 60 } as const;

/** Who reads a code: its terminal, and what else is to be counted. */
export interface Reader { readonly terminalId: string; readonly platformId?: string | undefined; readonly address?: string | undefined }

/** Addresses share a counter by hash, so that the table stays bounded wherever terminals are. */
const ADDRESSES = 65_536;
const addressId = (address: string) => `address/${createHash('sha256').update(address).digest().readUInt32BE(0) % ADDRESSES}`;

const limits = ({ terminalId, platformId, address }: Reader) => [
  { id: terminalId, misses: guessing.misses, who: 'This terminal has' },
  ...(platformId === undefined ? [] : [{ id: platformId, misses: guessing.platformMisses, who: 'The terminals of this platform have' }]),
  ...(address === undefined ? [] : [{ id: addressId(address), misses: guessing.addressMisses, who: 'The terminals at this address have' }]),
];

/** Throws `rate_limited` while the terminal or its platform has used up its misses. */
export async function refuseGuesser(ctx: Pick<Context, 'db' | 'clock'>, reader: Reader): Promise<void> {
  const keys = limits(reader);
  const rows = await ctx.db.selectFrom('pay_code_miss').select(['terminal_id', 'since', 'misses'])
    .where('shard_key', 'in', keys.map(({ id }) => shardOf(id))).where('terminal_id', 'in', keys.map(({ id }) => id)).execute();
  for (const { id, misses, who } of keys) {
    const row = rows.find(({ terminal_id }) => terminal_id === id);
    if (row !== undefined && row.misses >= misses && secondsLeft(ctx, row.since) > 0) throw tooMany(who, misses, secondsLeft(ctx, row.since));
  }
}

/** Counts one unknown code; a window that is over starts anew. Throws `rate_limited` when others were counted meanwhile and used the limit up: however many ask at once, no more are told. */
export async function countMiss(ctx: Pick<Context, 'db' | 'clock'>, reader: Reader): Promise<void> {
  const now = ctx.clock();
  const over = new Date(now.getTime() - guessing.windowSeconds * 1000);
  for (const { id, misses, who } of limits(reader)) {
    const counted = await withRetry(ctx.db, async (db) => {
      const { rows } = await sql`
        insert into pay_code_miss (shard_key, terminal_id, since, misses)
        values (${shardOf(id)}, ${id}, ${now}::timestamptz, 1)
        on conflict (shard_key, terminal_id) do update set
          misses = case when pay_code_miss.since <= ${over}::timestamptz then 1 else pay_code_miss.misses + 1 end,
          since = case when pay_code_miss.since <= ${over}::timestamptz then excluded.since else pay_code_miss.since end
        where pay_code_miss.misses < ${misses} or pay_code_miss.since <= ${over}::timestamptz
        returning misses`.execute(db);
      return rows.length === 1;
    });
    if (!counted) throw tooMany(who, misses, guessing.windowSeconds);
  }
}

const secondsLeft = (ctx: Pick<Context, 'clock'>, since: Date) => Math.ceil((since.getTime() - ctx.clock().getTime()) / 1000) + guessing.windowSeconds;

const tooMany = (who: string, misses: number, seconds: number): ProblemError =>
  problem('rate_limited', `${who} tried ${misses} unknown codes: wait ${seconds} seconds.`, { headers: { 'Retry-After': String(seconds) } });
