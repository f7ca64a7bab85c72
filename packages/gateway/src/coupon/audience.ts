import type { FundingKind } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import type { CampaignAudience } from './tables.js';

/** The funding source that shows a step has been taken. */
const steps: Readonly<Partial<Record<FundingKind, CampaignAudience>>> = { e_cny_wallet: 'open_wallet', life_card: 'add_card' };

/** The steps a user has taken. */
export const stepsTaken = async (ctx: Pick<Context, 'db'>, userId: string): Promise<ReadonlySet<CampaignAudience>> =>
  (await stepsOf(ctx, [userId]))(userId);

/** The steps each of these users has taken. */
export async function stepsOf(ctx: Pick<Context, 'db'>, userIds: readonly string[]): Promise<(userId: string) => ReadonlySet<CampaignAudience>> {
  const sources = userIds.length === 0 ? [] : await ctx.db.selectFrom('funding_source').select(['user_id', 'kind'])
    .where('shard_key', 'in', [...new Set(userIds.map(shardOf))]).where('user_id', 'in', [...userIds]).execute();
  return (userId) => new Set(sources.flatMap(({ user_id, kind }) => (user_id === userId ? steps[kind] ?? [] : [])));
}
