import type { Output, Parsed, Row } from '@tessera/contract';
import { PAY_CODE_SECONDS } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { refuseUnusableCoupon } from '../coupon/coupon.js';
import { withRetry } from '../database.js';
import { chooseSource } from './choose-source.js';
import { mintCode } from './mint.js';
import { retireCode } from './retire.js';

type Issue = Row<'issuePayCode'>;

/**
 * Makes a one-time code over a source of the user's, and retires the one it replaces in the same transaction. A retry
 * after a crash makes another code: the first was never shown, and dies within its minute.
 */
export async function issuePayCode(ctx: Context, input: Parsed<Issue>): Promise<Output<Issue>> {
  const user = asUser(ctx);
  const now = ctx.clock();
  const { row, number, payload } = mintCode(ctx, {
    userId: user.userId, sessionId: user.sessionId, sourceId: await chooseSource(ctx, user.userId, { sourceId: input.sourceId, months: input.months }),
    coupon: input.coupon, points: input.points, months: input.months ?? null, batchId: null, most: null,
    now, seconds: Math.min(ctx.settings.payCodeSeconds, PAY_CODE_SECONDS),
  });
  await withRetry(ctx.db, async (db) => {
    await refuseUnusableCoupon({ ...ctx, db }, user.userId, input.coupon);
    if (input.replaces !== undefined) await retireCode({ ...ctx, db }, user.userId, input.replaces);
    await db.insertInto('pay_code').values(row).execute();
  });
  return {
    id: row.id, number, payload, sourceId: row.source_id, coupon: row.coupon, points: row.points, months: row.months,
    issuedAt: row.issued_at.toISOString(), expiresAt: row.expires_at.toISOString(),
  };
}
