import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { recordEvent } from '../event/record.js';
import { shardOf } from '../id.js';
import { transfer } from '../ledger/ledger.js';
import { problem } from '../problem.js';
import type { ProblemError } from '../problem.js';
import { creditOf } from './accounts.js';
import { hasConsent, readEnergy } from './read.js';

type Route = Row<'collectEnergy'>;

/** Collects bubbles: all that were named, or none. Each gives its grams once, however many ask at the same time. */
export async function collect(ctx: Context, input: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const shard = shardOf(userId);
  const ids = [...new Set(input.bubbleIds)].sort();
  if (!(await hasConsent(ctx, userId))) throw problem('consent_required', 'The user has not agreed to ride data being used.');
  const collected = await ctx.db.updateTable('bubble').set({ collected_at: now })
    .where('shard_key', '=', shard).where('user_id', '=', userId).where('id', 'in', ids)
    .where('collected_at', 'is', null).where('ripe_at', '<=', now).where('lapses_at', '>', now)
    .returning(['id', 'grams']).execute();
  // Fewer rows: another tap was first, or a bubble can't be collected now. The problem undoes the rest.
  if (collected.length < ids.length) {
    const done = new Set(collected.map((row) => row.id));
    throw await refusal(ctx, userId, ids.filter((id) => !done.has(id)), input.bubbleIds, now);
  }
  const grams = collected.reduce((sum, row) => sum + row.grams, 0);
  // A bubble is collected once, so the first of them names this collection for good.
  await transfer(ctx, creditOf(userId, { amount: grams, reason: 'collect', reference: `${ids[0] ?? userId}/collect` }));
  await recordEvent(ctx, { owner: userId, type: 'energy.collected', subjectId: ids[0] ?? userId });
  return { grams, energy: await readEnergy(ctx, userId, now) };
}

async function refusal(ctx: Context, userId: string, ids: readonly string[], asked: readonly string[], now: Date): Promise<ProblemError> {
  const rows = await ctx.db.selectFrom('bubble').select(['id', 'collected_at', 'ripe_at', 'lapses_at'])
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).where('id', 'in', [...ids]).execute();
  const errors = (of: readonly string[], detail: string) => ({ errors: of.map((id) => ({ pointer: `#/bubbleIds/${asked.indexOf(id)}`, detail: `${id} ${detail}` })) });
  const unknown = ids.filter((id) => !rows.some((row) => row.id === id));
  if (unknown.length > 0) return problem('not_found', `This user has no bubble ${unknown.join(', ')}.`, errors(unknown, 'is not here.'));
  const gone = rows.filter((row) => row.collected_at !== null || row.lapses_at <= now).map((row) => row.id);
  if (gone.length > 0) return problem('bubble_gone', `Collected before or lapsed: ${gone.join(', ')}. Reload the card and collect what is left.`, errors(gone, 'is gone.'));
  const unripe = rows.filter((row) => row.ripe_at > now).map((row) => row.id);
  return problem('bubble_unripe', `Not ripe yet: ${unripe.join(', ')}.`, errors(unripe, 'is not ripe.'));
}
