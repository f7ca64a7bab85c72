import type { ConfirmationReason, FundingKind } from '@tessera/contract';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import { dayOf } from '../day.js';
import { shardOf } from '../id.js';
import type { LimitClass } from './tables.js';

/** More payments than anybody makes in a day, within what the column can count. */
const MANY = 2 ** 31 - 1;

type LimitContext = Pick<Context, 'db' | 'settings'>;

/** An amount counted against a user's day in one class of proof. */
export interface Spend { readonly userId: string; readonly class: LimitClass; readonly day: string; readonly amount: number }

/**
 * Counts an amount against its day, in the caller's transaction. False, with nothing counted, when the day's limit would
 * be passed, or `perDay` payments are counted already: concurrent payments of one user wait for the row, so neither is ever passed.
 */
export async function spend(ctx: LimitContext, { userId, class: of, day, amount }: Spend, perDay = MANY): Promise<boolean> {
  const limit = ctx.settings.dailyLimits[of];
  if (amount > limit || perDay < 1) return false;
  const { rows } = await sql<{ spent: number }>`
    insert into day_spend (shard_key, user_id, day, class, spent, count) values (${shardOf(userId)}, ${userId}, ${day}, ${of}, ${amount}, 1)
    on conflict (shard_key, user_id, day, class) do update set spent = day_spend.spent + excluded.spent, count = day_spend.count + 1
    where day_spend.spent + excluded.spent <= ${limit} and day_spend.count < ${perDay} returning spent`.execute(ctx.db);
  return rows.length === 1;
}

/** Takes back what `spend` counted, for a payment that came to nothing. A refund of a paid one gives no allowance back. */
export async function unspend(ctx: Pick<Context, 'db'>, { userId, class: of, day, amount }: Spend): Promise<void> {
  await ctx.db.updateTable('day_spend').set((eb) => ({ spent: eb('spent', '-', amount), count: eb('count', '-', 1) }))
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('day', '=', day).where('class', '=', of).execute();
}

/** What is spent today, by class; classes without a payment are left out. */
export async function spentToday(ctx: Pick<Context, 'db'>, userId: string, now: Date): Promise<ReadonlyMap<LimitClass, { readonly spent: number; readonly count: number }>> {
  const rows = await ctx.db.selectFrom('day_spend').select(['class', 'spent', 'count'])
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('day', '=', dayOf(now)).execute();
  return new Map(rows.map((row) => [row.class, row]));
}

/** What a payment is before anybody proved it: whose, how much the source gives, which kind, and whether the store's code was a fixed one. */
export interface Unproved { readonly userId: string; readonly amount: number; readonly kind: FundingKind; readonly fixedCode: boolean; readonly now: Date }

/** Why a payment has to wait for its user whatever the day was like, or null. */
export function alwaysAsks({ settings }: Pick<Context, 'settings'>, { amount, kind }: Pick<Unproved, 'amount' | 'kind'>): ConfirmationReason | null {
  if (kind === 'quick_loan') return 'source';
  return amount > settings.withoutPin.amount ? 'amount' : null;
}

/** Why a payment has to wait for its user, or null when it goes through without a PIN. */
export async function confirmationFor(ctx: LimitContext, { userId, amount, kind, fixedCode, now }: Unproved): Promise<ConfirmationReason | null> {
  const always = alwaysAsks(ctx, { amount, kind });
  if (always !== null) return always;
  const { withoutPin, dailyLimits } = ctx.settings;
  const today = await spentToday(ctx, userId, now);
  const free = today.get('C') ?? { spent: 0, count: 0 };
  if (free.count >= withoutPin.perDay) return 'count';
  return !fixedCode && free.spent + amount > dailyLimits.C ? 'daily_limit' : null;
}
