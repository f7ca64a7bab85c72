import type { Context, UserActor } from '../context.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';

/** How long a challenge waits for its answer. */
export const CHALLENGE_MS = 120_000;
const CHALLENGE_BYTES = 32;

/** Whose passkeys count: those of the host of the page this session works from. */
export interface RelyingParty { readonly id: string; readonly origin: string }

/** The caller's relying party, or null where browsers have no passkeys: on a bare address, or without a secure context. */
export async function relyingParty(ctx: Pick<Context, 'db'>, user: UserActor): Promise<RelyingParty | null> {
  const { origin } = await ctx.db.selectFrom('session').select('origin')
    .where('shard_key', '=', shardOf(user.sessionId)).where('id', '=', user.sessionId).executeTakeFirstOrThrow();
  const { hostname, protocol } = new URL(origin);
  if (/^[\d.]+$|^\[/.test(hostname)) return null;
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost') ? { id: hostname, origin } : null;
}

/** A new challenge for one purpose, in the place of the one before it. */
export async function newChallenge(ctx: Pick<Context, 'db' | 'random' | 'clock'>, userId: string, purpose: string): Promise<string> {
  const challenge = Buffer.from(ctx.random(CHALLENGE_BYTES)).toString('base64url');
  const fresh = { challenge, expires_at: new Date(ctx.clock().getTime() + CHALLENGE_MS) };
  await withRetry(ctx.db, (db) => db.insertInto('passkey_challenge').values({ shard_key: shardOf(userId), user_id: userId, purpose, ...fresh })
    .onConflict((conflict) => conflict.columns(['shard_key', 'user_id', 'purpose']).doUpdateSet(fresh)).execute());
  return challenge;
}

/** Takes the challenge away and gives it, once; null when there is none or it waited too long. In its own transaction, so that a wrong answer uses it up too. */
export async function takeChallenge(ctx: Pick<Context, 'db' | 'clock'>, userId: string, purpose: string): Promise<string | null> {
  const taken = await withRetry(ctx.db, (db) => db.deleteFrom('passkey_challenge')
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('purpose', '=', purpose)
    .returning(['challenge', 'expires_at']).executeTakeFirst());
  return taken !== undefined && taken.expires_at > ctx.clock() ? taken.challenge : null;
}

/** Deletes challenges nobody answered, a thousand at a time. Returns how many. */
export async function sweepChallenges(ctx: Pick<Context, 'db' | 'clock'>): Promise<number> {
  const now = ctx.clock();
  const old = await ctx.db.selectFrom('passkey_challenge').select(['shard_key', 'user_id', 'purpose']).where('expires_at', '<=', now).limit(1000).execute();
  for (const row of old) {
    await ctx.db.deleteFrom('passkey_challenge').where((eb) => eb.and(row)).where('expires_at', '<=', now).execute();
  }
  return old.length;
}
