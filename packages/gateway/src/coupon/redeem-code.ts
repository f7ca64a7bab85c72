import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context, TerminalActor } from '../context.js';
import { asTerminal } from '../context.js';
import { withRetry } from '../database.js';
import { recordEvent } from '../event/record.js';
import { countMiss, refuseGuesser } from '../guessing.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import { showFace } from './campaign.js';
import type { FullCoupon } from './coupon-row.js';
import { findRedeemable } from './find-code.js';
import type { Redeemable } from './find-code.js';
import { writeHistory } from './history.js';
import { refusalAtCounter } from './issue-code.js';
import { isGoodAt, readShop } from './shop.js';

type Redeem = Row<'redeemCoupon'>;

/**
 * Takes a coupon for a thing at a till, once, in steps: the code is looked up, so that misses count; the coupon is used. A code of a
 * coupon that is not good in this store is as unknown as no code at all. Throws `redemption_code_unknown`, `redemption_code_ended`,
 * `redemption_code_used`, `right_not_usable` or `rate_limited`.
 */
export async function redeemAtTill(ctx: Context, { code }: Parsed<Redeem>): Promise<Output<Redeem>> {
  const terminal = asTerminal(ctx);
  const reader = { terminalId: terminal.terminalId, address: ctx.address };
  await refuseGuesser(ctx, reader);
  const found = await findRedeemable(ctx, code);
  const shop = found === null ? null : await readShop(ctx, terminal.storeId);
  if (found === null || shop === undefined || !isGoodAt(found.coupon.campaign, shop)) {
    await countMiss(ctx, reader);
    throw problem('redemption_code_unknown', 'No such code is good in this store: check the digits and the stores of the coupon, or ask the customer to renew the code.');
  }
  const redeemedAt = await withRetry(ctx.db, (db) => use({ ...ctx, db }, terminal, found));
  return shown(ctx, found.coupon, terminal, redeemedAt);
}

const shown = (ctx: Context, { id, campaign }: FullCoupon, { storeId }: TerminalActor, at: Date): Output<Redeem> =>
  ({ couponId: id, title: text(ctx, campaign.title), face: showFace(ctx, campaign.face), storeId, redeemedAt: at.toISOString() });

async function use(ctx: Context, terminal: TerminalActor, { coupon, codeHash, issued }: Redeemable): Promise<Date> {
  const now = ctx.clock();
  const by = { terminal_id: terminal.terminalId, store_id: terminal.storeId, idempotency_key: ctx.idempotencyKey ?? '' };
  const key = { shard_key: coupon.shard_key, code_hash: codeHash };
  if (!issued) {
    await ctx.db.insertInto('redemption_code').values({
      ...key, user_id: coupon.user_id, coupon_id: coupon.id, state: 'live', issued_at: coupon.claimed_at, expires_at: coupon.valid_to,
      used_at: null, store_id: null, terminal_id: null, idempotency_key: null,
    }).onConflict((on) => on.columns(['shard_key', 'code_hash']).doNothing()).execute();
  }
  const row = await ctx.db.selectFrom('redemption_code').selectAll()
    .where('shard_key', '=', key.shard_key).where('code_hash', '=', codeHash).forUpdate().executeTakeFirstOrThrow();
  if (row.state === 'used') {
    // A retry after a crash: it was used then.
    if (row.used_at !== null && row.terminal_id === by.terminal_id && row.idempotency_key === by.idempotency_key) return row.used_at;
    throw problem('redemption_code_used', 'The code has been used, and its coupon with it.');
  }
  const fresh = { ...coupon, ...await ctx.db.selectFrom('coupon').select(['state', 'valid_from', 'valid_to']).where('shard_key', '=', coupon.shard_key).where('id', '=', coupon.id).executeTakeFirstOrThrow() };
  if (row.state === 'ended') throw problem('redemption_code_ended', 'The customer renewed the code: take the one on the screen now.');
  if (issued && row.expires_at <= now) throw problem('redemption_code_ended', 'The code is over a minute old: ask the customer to renew it.');
  const against = refusalAtCounter(fresh, now);
  if (against !== null) throw problem('right_not_usable', against);
  const used = await ctx.db.updateTable('coupon').set({ state: 'used', used_at: now, used_store_id: terminal.storeId })
    .where('shard_key', '=', coupon.shard_key).where('id', '=', coupon.id).where('state', '=', 'unused').where('valid_to', '>', now).returning('id').executeTakeFirst();
  // A recall was first.
  if (used === undefined) throw problem('right_not_usable', 'The coupon is no longer unused: ask the customer to look at it again.');
  await ctx.db.updateTable('redemption_code').set({ ...by, state: 'used', used_at: now })
    .where('shard_key', '=', key.shard_key).where('code_hash', '=', codeHash).execute();
  await writeHistory(ctx, coupon.id, 'used', now, terminal.storeId);
  await recordEvent(ctx, { owner: coupon.user_id, type: 'coupon.used', subjectId: coupon.id });
  return now;
}
