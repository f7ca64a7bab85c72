import { CampaignFile } from '@tessera/contract';
import { createCampaigns as create } from '../coupon/coupon.js';
import { withRetry } from '../database.js';
import { faultsOf } from '../fault.js';
import { shardOf } from '../id.js';
import { readText } from './read-file.js';
import { table } from './table.js';
import { Refused, type OperatorContext, type Told } from './told.js';

/** Ends a transaction that was only tried. */
class Tried extends Error {
  override readonly name = 'Tried';
  constructor(readonly ids: readonly string[]) {
    super('tried');
  }
}

/** Creates the campaigns of a file as drafts, all or none. With `dryRun` everything is judged, and nothing kept. */
export async function createCampaigns(ctx: OperatorContext, { path, dryRun }: { readonly path: string; readonly dryRun: boolean }): Promise<Told> {
  const file = parseCampaignFile(path, readText(path));
  const ids = await withRetry(ctx.db, async (db) => {
    const made = await create({ ...ctx, db }, file, ctx.actor);
    if (dryRun) throw new Tried(made);
    return made;
  }).catch((error: unknown) => {
    if (error instanceof Tried) return error.ids;
    throw error;
  });
  const rows = file.campaigns.map(({ title, stock }, place) => [ids[place] ?? '', title['zh-CN'], stock] as const);
  const done = dryRun ? 'could be created; nothing was kept.' : 'created as drafts; `campaign activate ID` opens each.';
  const programme = dryRun ? undefined : await ctx.db.selectFrom('campaign').select('programme_id').where('shard_key', '=', shardOf(ids[0] ?? '')).where('id', '=', ids[0] ?? '').executeTakeFirst();
  const programmeId = programme?.programme_id ?? null;
  return {
    lines: [`${ids.length} ${ids.length === 1 ? 'campaign' : 'campaigns'} ${done}`, ...(programmeId === null ? [] : [`programme ${programmeId}`]), ...table(['id', 'title', 'stock'], rows)],
    data: { valid: true, created: dryRun ? [] : ids, programmeId },
  };
}

/** The campaigns a file's text names. Throws Refused with the pointer of each fault, what was expected there and what came. */
export function parseCampaignFile(name: string, text: string): CampaignFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refused(`${name} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const parsed = CampaignFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error.issues, value, '#');
  throw new Refused(`${name} does not fit the schema of campaigns; nothing was created.`, faults.map(({ pointer, detail }) => ({ at: pointer, detail })));
}
