import type { FundingKind } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import type { CampaignAudience } from './tables.js';

/** The funding source that shows a step has been taken. */
const steps: Readonly<Partial<Record<FundingKind, CampaignAudience>>> = { e_cny_wallet: 'open_wallet', life_card: 'add_card' };

/** The steps a user has taken. */
export async function stepsTaken(ctx: Pick<Context, 'db'>, userId: string): Promise<ReadonlySet<CampaignAudience>> {
  const sources = await ctx.db.selectFrom('funding_source').select('kind')
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).execute();
  return new Set(sources.flatMap(({ kind }) => steps[kind] ?? []));
}
