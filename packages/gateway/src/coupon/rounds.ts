import type { Selectable } from 'kysely';
import type { LedgerContext } from '../ledger/ledger.js';
import { releaseWithin } from './stock.js';
import type { CampaignTable } from './tables.js';

const HOUR_MS = 3_600_000;

/** A campaign's rounds: the one that is open, and when more is released. */
export type Rounds = Pick<Selectable<CampaignTable>, 'shard_key' | 'id' | 'state' | 'ends_at' | 'round' | 'reopens_at' | 'reopen_hours' | 'reopen_stock' | 'budget' | 'worth'>;

/** The times at which a round should have opened by `now`, and when the one after them opens. A campaign that gives nothing opens none. */
export function dueRounds({ state, ends_at, reopens_at, reopen_hours }: Rounds, now: Date): { readonly due: readonly Date[]; readonly next: Date | null } {
  const due: Date[] = [];
  let next = reopens_at;
  while (state === 'active' && ends_at > now && next !== null && next <= now) {
    due.push(next);
    next = reopen_hours === null ? null : new Date(next.getTime() + reopen_hours * HOUR_MS);
  }
  return { due, next };
}

/**
 * Opens the rounds whose time has come, in the caller's transaction: each once, by the time it is named after, however many processes
 * see it. Returns how many it opened; none when another one was first.
 */
export async function openRounds(ctx: LedgerContext, campaign: Rounds, now: Date): Promise<number> {
  const { due, next } = dueRounds(campaign, now);
  if (due.length === 0) return 0;
  const { shard_key, id, round, reopens_at, reopen_stock } = campaign;
  const moved = await ctx.db.updateTable('campaign').set({ reopens_at: next, round: round + due.length })
    .where('shard_key', '=', shard_key).where('id', '=', id).where('state', '=', 'active').where('reopens_at', '=', reopens_at)
    .returning('id').executeTakeFirst();
  if (moved === undefined) return 0;
  for (const at of due) await releaseWithin(ctx, campaign, reopen_stock ?? 0, `${id}/${at.toISOString()}`);
  return due.length;
}

/** When the round that is open did open: the last that more was released at, or the campaign's own opening. */
export const openedAt = ({ round, reopens_at, reopen_hours, opens_at }: Pick<Selectable<CampaignTable>, 'round' | 'reopens_at' | 'reopen_hours' | 'opens_at'>): Date =>
  (round > 1 && reopens_at !== null && reopen_hours !== null ? new Date(reopens_at.getTime() - reopen_hours * HOUR_MS) : opens_at);
