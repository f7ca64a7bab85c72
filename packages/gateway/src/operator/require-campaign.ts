import type { Selectable } from 'kysely';
import type { Services } from '../context.js';
import type { CampaignTable } from '../coupon/tables.js';
import { shardOf } from '../id.js';
import { Refused } from './told.js';

/** A campaign's row as it is. Throws Refused when there is none. */
export async function requireCampaign({ db }: Pick<Services, 'db'>, id: string): Promise<Selectable<CampaignTable>> {
  const row = await db.selectFrom('campaign').selectAll().where('shard_key', '=', shardOf(id)).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Refused(`There is no campaign ${id}; \`tessera-gateway campaign list\` shows them all.`);
  return row;
}

export type CampaignPhase = 'draft' | 'internal' | 'scheduled' | 'running' | 'paused' | 'ended' | 'recalled';

/** Where a campaign is in its life: its state, and what the clock makes of it. */
export function phaseOf(row: Pick<Selectable<CampaignTable>, 'state' | 'opens_at' | 'ends_at' | 'recalled_at'>, now: Date): CampaignPhase {
  if (row.recalled_at !== null) return 'recalled';
  if (row.state === 'disabled' || (row.state !== 'draft' && row.ends_at <= now)) return 'ended';
  if (row.state !== 'active') return row.state;
  return row.opens_at > now ? 'scheduled' : 'running';
}
