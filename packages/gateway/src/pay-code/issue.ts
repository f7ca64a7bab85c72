import type { Output, Parsed, Row } from '@tessera/contract';
import { PAY_CODE_SECONDS } from '@tessera/contract';
import { readSources } from '../channels/sources.js';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { withRetry } from '../database.js';
import { newId, shardOf, shardOfText } from '../id.js';
import { problem } from '../problem.js';
import { hashOf, mintNumber } from './number.js';
import { retireCode } from './retire.js';

type Issue = Row<'issuePayCode'>;

/**
 * Makes a one-time code over a source of the user's, and retires the one it replaces in the same transaction. A retry
 * after a crash makes another code: the first was never shown, and dies within its minute.
 */
export async function issuePayCode(ctx: Context, input: Parsed<Issue>): Promise<Output<Issue>> {
  const user = asUser(ctx);
  const now = ctx.clock();
  const sourceId = await chooseSource(ctx, user.userId, input.sourceId);
  const number = mintNumber(ctx.random);
  const hash = hashOf(ctx.settings, number);
  const shard = shardOfText(hash);
  const row = {
    shard_key: shard, id: newId('pyc', shard, ctx.random, now), number_hash: hash,
    user_id: user.userId, session_id: user.sessionId, source_id: sourceId, coupon: input.coupon, points: input.points,
    state: 'live' as const, payment_id: null, issued_at: now,
    expires_at: new Date(now.getTime() + Math.min(ctx.settings.payCodeSeconds, PAY_CODE_SECONDS) * 1000),
  };
  await withRetry(ctx.db, async (db) => {
    if (input.coupon !== 'auto' && input.coupon !== 'none') await refuseUnusableCoupon({ ...ctx, db }, user.userId, input.coupon);
    if (input.replaces !== undefined) await retireCode({ ...ctx, db }, user.userId, input.replaces);
    await db.insertInto('pay_code').values(row).execute();
  });
  return {
    id: row.id, number, payload: number, sourceId, coupon: row.coupon, points: row.points, months: null,
    issuedAt: row.issued_at.toISOString(), expiresAt: row.expires_at.toISOString(),
  };
}

/** The source asked for, or the first usable one in the user's order. */
async function chooseSource(ctx: Context, userId: string, asked: string | undefined): Promise<string> {
  const sources = await readSources(ctx, userId);
  if (asked === undefined) {
    const first = sources.find((source) => source.unusable === null);
    if (first === undefined) throw problem('funding_source_unusable', 'The user has no funding source that can pay now: open a wallet or add a card first.');
    return first.id;
  }
  const source = sources.find(({ id }) => id === asked);
  if (source === undefined) throw problem('not_found', `The user has no funding source ${asked}.`);
  if (source.unusable !== null) throw problem('funding_source_unusable', `The funding source is ${source.unusable}: choose another one.`);
  return source.id;
}

async function refuseUnusableCoupon(ctx: Context, userId: string, couponId: string): Promise<void> {
  const coupon = await ctx.db.selectFrom('coupon').select(['state', 'valid_to'])
    .where('shard_key', '=', shardOf(couponId)).where('id', '=', couponId).where('user_id', '=', userId).executeTakeFirst();
  if (coupon === undefined) throw problem('not_found', `The user has no coupon ${couponId}.`);
  const state = coupon.state === 'unused' && coupon.valid_to <= ctx.clock() ? 'expired' : coupon.state;
  if (state !== 'unused') throw problem('right_not_usable', `The coupon is ${state}: choose another one, "auto" or "none".`);
}
