import { isDeepStrictEqual } from 'node:util';
import type { CampaignFile } from '@tessera/contract';
import type { Services } from '../context.js';
import { newId, shardOf, shardOfText } from '../id.js';
import { audit } from './audit.js';
import { valuesOf, type CampaignDraft } from './campaign-draft.js';
import { faultsOfFile } from './campaign-faults.js';
import { CampaignRefused, type CampaignFault } from './campaign-refused.js';
import { createCampaign } from './create.js';
import { draftOf } from './draft-of-rules.js';

type Ctx = Pick<Services, 'db' | 'clock' | 'random' | 'settings'>;

/**
 * Creates all campaigns of a file as drafts, with their programme, stores and stock, in the caller's transaction; `activate` opens them.
 * Gives their ids in order. A campaign that is there with the same content stays as it is. Throws CampaignRefused, naming everything
 * that is wrong, before anything is kept.
 */
export async function createCampaigns(ctx: Ctx, file: CampaignFile, actor: string): Promise<string[]> {
  const faults = [...faultsOfFile(file), ...(await faultsOfPlaces(ctx, file))];
  if (faults.length > 0) throw new CampaignRefused(faults);
  const programmeId = file.programme === null ? null : await createProgramme(ctx, file.programme);
  const ids: string[] = [];
  for (const [place, rules] of file.campaigns.entries()) {
    const draft = draftOf(rules, rules.id ?? freshId(ctx, 'cmp'), programmeId);
    if (await createCampaign(ctx, draft)) await audit(ctx, draft.id, 'created', actor);
    else await refuseOther(ctx, draft, `#/campaigns/${place}/id`);
    ids.push(draft.id);
  }
  return ids;
}

const freshId = (ctx: Ctx, prefix: string): string => newId(prefix, shardOfText([...ctx.random(8)].join()), ctx.random, ctx.clock());

async function createProgramme(ctx: Ctx, { id, title, city }: CampaignFile['programme'] & {}): Promise<string> {
  const programme = { id: id ?? freshId(ctx, 'prg'), title, city };
  const shard_key = shardOf(programme.id);
  const made = await ctx.db.insertInto('programme').values({ ...programme, shard_key, title: JSON.stringify(title), created_at: ctx.clock() })
    .onConflict((on) => on.columns(['shard_key', 'id']).doNothing()).returning('id').executeTakeFirst();
  if (made !== undefined) return made.id;
  const known = await ctx.db.selectFrom('programme').select(['title', 'city']).where('shard_key', '=', shard_key).where('id', '=', programme.id).executeTakeFirstOrThrow();
  if (!isDeepStrictEqual(known, { title, city })) throw new CampaignRefused([{ path: '#/programme/id', expected: 'an id that is free, or the same title and city', came: `${programme.id}, which has others,` }]);
  return programme.id;
}

/** Cities and stores that the file names and the gateway does not know. */
async function faultsOfPlaces({ db }: Pick<Ctx, 'db'>, { programme, campaigns }: CampaignFile): Promise<CampaignFault[]> {
  const cities = new Set((await db.selectFrom('city').select('code').execute()).map(({ code }) => code));
  const asked = [...new Set(campaigns.flatMap(({ stores }) => (Array.isArray(stores) ? stores : [])))];
  const stores = new Map<string, string>();
  for (let start = 0; start < asked.length; start += 5000) {
    const rows = await db.selectFrom('store').select(['id', 'city_code']).where('id', 'in', asked.slice(start, start + 5000)).execute();
    for (const row of rows) stores.set(row.id, row.city_code);
  }
  const faults: CampaignFault[] = [];
  const ofCity = (path: string, code: string | null | undefined) => {
    if (code !== null && code !== undefined && !cities.has(code)) faults.push({ path, expected: `one of the cities ${[...cities].join(', ')}`, came: code });
  };
  ofCity('#/programme/city', programme?.city);
  for (const [place, { city, stores: listed }] of campaigns.entries()) {
    ofCity(`#/campaigns/${place}/city`, city);
    if (!Array.isArray(listed)) continue;
    for (const [at, id] of listed.entries()) {
      const of = stores.get(id);
      if (of === undefined || (city !== null && of !== city)) {
        faults.push({ path: `#/campaigns/${place}/stores/${at}`, expected: city === null ? 'a store there is' : `a store of the city ${city}`, came: of === undefined ? `${id}, which there is not,` : `${id} of ${of}` });
      }
    }
  }
  return faults;
}

/** Creating again what is there already is no fault; creating something else under its id is. */
async function refuseOther({ db }: Pick<Ctx, 'db'>, draft: CampaignDraft, path: string): Promise<void> {
  const stored = await db.selectFrom('campaign').selectAll().where('shard_key', '=', shardOf(draft.id)).where('id', '=', draft.id).executeTakeFirstOrThrow();
  const listed = await db.selectFrom('campaign_store').select('store_id').where('shard_key', '=', shardOf(draft.id)).where('campaign_id', '=', draft.id).execute();
  const initial = await db.selectFrom('ledger_transfer').select('amount').where('shard_key', '=', shardOf(draft.id)).where('reference', '=', `${draft.id}/initial`).executeTakeFirst();
  const same = isDeepStrictEqual(listed.map(({ store_id }) => store_id).sort(), [...new Set(draft.storeIds)].sort())
    && (draft.budget != null || (initial?.amount ?? 0) === draft.stock)
    // Its state and open round move on; everything else stays as it was made.
    && Object.entries(valuesOf(draft)).every(([name, value]) => name === 'state' || name === 'reopens_at' || isDeepStrictEqual(plain(stored[name as keyof typeof stored]), plain(value)));
  if (!same) throw new CampaignRefused([{ path, expected: 'an id that is free, or the same rules as before', came: `${draft.id}, which has others,` }]);
}

/** A stored value and a written one alike: documents are written as text and read as values. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) as unknown : value;
}
