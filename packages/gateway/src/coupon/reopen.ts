import type { Services } from '../context.js';
import { withRetry } from '../database.js';
import { openRounds } from './rounds.js';

/**
 * Opens the rounds of campaigns whose time has come and that nobody claims from: a claim opens its campaign's round itself. Returns how
 * many it opened.
 */
export async function reopenCampaigns(services: Pick<Services, 'db' | 'clock'>, limit = 100): Promise<number> {
  const now = services.clock();
  const due = await services.db.selectFrom('campaign')
    .select(['shard_key', 'id', 'state', 'ends_at', 'round', 'reopens_at', 'reopen_hours', 'reopen_stock', 'budget', 'worth'])
    .where('state', '=', 'active').where('ends_at', '>', now).where('reopens_at', '<=', now).limit(limit).execute();
  let opened = 0;
  for (const campaign of due) opened += await withRetry(services.db, (db) => openRounds({ ...services, db }, campaign, now));
  return opened;
}
