import type { Context } from '../context.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { problem, type ProblemError } from '../problem.js';

/** Wrong tries that lock a PIN. */
export const PIN_TRIES = 5;

/**
 * Passes when `pin` is the user's. Throws `pin_unset`, `pin_wrong` with the tries left, or `pin_locked`. In its own
 * transactions and never inside another one, or a try would be forgotten with it.
 */
export async function provePin(ctx: Pick<Context, 'db' | 'pins'>, userId: string, pin: string): Promise<void> {
  await ctx.pins.turn(async () => {
    const ofUser = { shard_key: shardOf(userId), user_id: userId };
    // Counted before it is judged: however many tries run at once, the sixth finds no row.
    const tried = await withRetry(ctx.db, (db) => db.updateTable('user_pin').set((eb) => ({ failures: eb('failures', '+', 1) }))
      .where((eb) => eb.and(ofUser)).where('failures', '<', PIN_TRIES).returning(['hash', 'failures']).executeTakeFirst());
    if (tried === undefined) throw await noTry(ctx, ofUser);
    if (!await ctx.pins.matches(userId, pin, tried.hash)) throw wrong(PIN_TRIES - tried.failures);
    // Zero rows: the PIN was changed meanwhile, and the new one's count begins by itself.
    await withRetry(ctx.db, (db) => db.updateTable('user_pin').set({ failures: 0 })
      .where((eb) => eb.and(ofUser)).where('hash', '=', tried.hash).execute());
  });
}

/** Makes `pin` the user's, with no wrong tries. */
export async function keepPin(ctx: Pick<Context, 'db' | 'pins' | 'clock'>, userId: string, pin: string): Promise<void> {
  const hash = await ctx.pins.turn(() => ctx.pins.hash(userId, pin));
  const fresh = { hash, failures: 0, set_at: ctx.clock() };
  await withRetry(ctx.db, (db) => db.insertInto('user_pin').values({ shard_key: shardOf(userId), user_id: userId, ...fresh })
    .onConflict((conflict) => conflict.columns(['shard_key', 'user_id']).doUpdateSet(fresh)).execute());
}

async function noTry(ctx: Pick<Context, 'db'>, ofUser: { shard_key: number; user_id: string }): Promise<ProblemError> {
  const known = await ctx.db.selectFrom('user_pin').select('user_id').where((eb) => eb.and(ofUser)).executeTakeFirst();
  return known === undefined ? problem('pin_unset', 'The user has no PIN yet: set one with a one-time code sent to the phone.') : locked();
}

const wrong = (left: number): ProblemError => left > 0
  ? problem('pin_wrong', `The PIN is wrong; ${left} ${left === 1 ? 'try is' : 'tries are'} left before it locks.`)
  : locked();

const locked = () => problem('pin_locked', `The PIN is locked after ${PIN_TRIES} wrong tries: set a new one with a one-time code sent to the phone.`);
