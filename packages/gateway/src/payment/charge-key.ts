import { sql } from 'kysely';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';

/** Whoever began something under a key: a till that charges, or a user who pays a store's code or confirms a payment. */
interface Begun { readonly owner: string; readonly key: string }

/** What an earlier request with this key began: a payment's id; `reversed` when the till took the charge back; null for nothing. */
export async function begunWith(ctx: Pick<Context, 'db'>, { owner, key }: Begun): Promise<{ readonly paymentId: string | null; readonly reversed: boolean } | null> {
  const row = await ctx.db.selectFrom('till_charge').select(['payment_id', 'reversed_at'])
    .where('shard_key', '=', shardOf(owner)).where('terminal_id', '=', owner).where('charge_key', '=', key).executeTakeFirst();
  return row === undefined ? null : { paymentId: row.payment_id, reversed: row.reversed_at !== null };
}

/** Writes that this key begins this payment, in the caller's transaction. Throws `charge_reversed` when a reversal came first, `request_in_progress` when another request with the key did. */
export async function begin(ctx: Pick<Context, 'db'>, { owner, key }: Begun, paymentId: string, now: Date): Promise<void> {
  const made = await ctx.db.insertInto('till_charge')
    .values({ shard_key: shardOf(owner), terminal_id: owner, charge_key: key, payment_id: paymentId, reversed_at: null, created_at: now })
    .onConflict((on) => on.columns(['shard_key', 'terminal_id', 'charge_key']).doNothing()).returning('payment_id').executeTakeFirst();
  if (made !== undefined) return;
  const known = await begunWith(ctx, { owner, key });
  // A reversal and a charge of one key meet at this row: whichever commits first is what happened.
  if (known?.reversed === true) throw reversed();
  // Not a kept answer: asked again with the same key, the payment is found.
  throw problem('request_in_progress', 'Another request with this Idempotency-Key has just begun its payment; ask again with the same key.', { headers: { 'Retry-After': '1' } });
}

/** Takes the key back: a charge that comes later is refused. Returns the payment that it began before, if any. */
export async function takeBack(ctx: Pick<Context, 'db'>, { owner, key }: Begun, now: Date): Promise<string | null> {
  const { rows } = await sql<{ payment_id: string | null }>`
    insert into till_charge (shard_key, terminal_id, charge_key, payment_id, reversed_at, created_at)
    values (${shardOf(owner)}, ${owner}, ${key}, null, ${now}, ${now})
    on conflict (shard_key, terminal_id, charge_key) do update set reversed_at = coalesce(till_charge.reversed_at, excluded.reversed_at)
    returning payment_id`.execute(ctx.db);
  return rows[0]?.payment_id ?? null;
}

export const reversed = () => problem('charge_reversed', 'The till reversed this charge before it arrived, so it takes nothing and the code stays unused: charge again with a fresh key.');

/** How long a key is known. A code lives a minute and a kept answer a day, so nothing that is older can come back. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Deletes keys that nobody asks for any more, a thousand at a time. Returns how many. */
export async function sweepChargeKeys({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  const old = await db.selectFrom('till_charge').select(['shard_key', 'terminal_id', 'charge_key'])
    .where('created_at', '<', new Date(clock().getTime() - KEPT_MS)).limit(1000).execute();
  for (const row of old) {
    await db.deleteFrom('till_charge').where('shard_key', '=', row.shard_key).where('terminal_id', '=', row.terminal_id).where('charge_key', '=', row.charge_key).execute();
  }
  return old.length;
}
