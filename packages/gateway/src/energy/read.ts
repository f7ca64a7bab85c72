import type { Energy } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { addDays, dayOf } from '../day.js';
import { shardOf } from '../id.js';
import { balance } from '../ledger/ledger.js';
import { text } from '../locale.js';
import { energyOf } from './accounts.js';
import { gramsByDay } from './days.js';
import { currentMethod } from './methods.js';
import { gramsForStreak, tree, weeksLeft } from './rules.js';
import type { BubbleTable } from './tables.js';

/** Most bubbles shown at once: as many as one call collects. */
const BUBBLES = 50;

/** The whole card of one user. */
export async function readEnergy(ctx: Context, userId: string, now: Date): Promise<Energy> {
  const today = dayOf(now);
  const total = (await balance(ctx, energyOf(userId))).balance;
  const days = await gramsByDay(ctx, userId, addDays(today, -27), today);
  const lastFourWeeks = [...days.values()].reduce((sum, grams) => sum + grams, 0);
  const grams = Math.min(total, tree.costGrams);
  const consent = await hasConsent(ctx, userId);
  const method = currentMethod();
  return {
    totalGrams: total,
    todayGrams: days.get(today) ?? 0,
    tree: { name: text(ctx, tree.name), costGrams: tree.costGrams, grams, weeksLeft: weeksLeft(tree.costGrams - grams, lastFourWeeks) },
    checkIn: await readCheckIn(ctx, userId, today),
    bubbles: consent ? await readBubbles(ctx, userId, now) : [],
    consent,
    method: { version: method.version, title: text(ctx, method.title), source: method.source },
  };
}

/** Whether the user agreed to ride data being used. */
export async function hasConsent(ctx: Pick<Context, 'db'>, userId: string): Promise<boolean> {
  const row = await ctx.db.selectFrom('ride_consent').select('consent')
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).executeTakeFirst();
  return row?.consent ?? false;
}

async function readCheckIn(ctx: Pick<Context, 'db'>, userId: string, today: string): Promise<Energy['checkIn']> {
  const rows = await ctx.db.selectFrom('check_in').select(['day', 'streak', 'grams'])
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('day', 'in', [addDays(today, -1), today]).execute();
  const done = rows.find((row) => row.day === today);
  if (done !== undefined) return { done: true, streakDays: done.streak, grams: done.grams };
  const streakDays = rows[0]?.streak ?? 0;
  return { done: false, streakDays, grams: gramsForStreak(streakDays + 1) };
}

async function readBubbles(ctx: Pick<Context, 'db'>, userId: string, now: Date): Promise<Energy['bubbles']> {
  const rows = await ctx.db.selectFrom('bubble').selectAll()
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId)
    .where('collected_at', 'is', null).where('lapses_at', '>', now)
    .orderBy('ripe_at').orderBy('id').limit(BUBBLES).execute();
  return rows.map((row) => showBubble(row, now));
}

const showBubble = (row: Selectable<BubbleTable>, now: Date): Energy['bubbles'][number] => ({
  id: row.id, mode: row.mode, line: row.line, grams: row.grams,
  ripe: row.ripe_at <= now, ripeAt: row.ripe_at.toISOString(), lapsesAt: row.lapses_at.toISOString(),
});
