import type { Campaign, Face } from '@tessera/contract';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import type { Database } from '../database.js';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import type { StoredFace } from './face.js';
import { claimsOf } from './claims.js';
import type { Claims } from './standing.js';
import { standingOf } from './standing.js';
import type { CampaignTable } from './tables.js';

/** A campaign with its stock, the stores it is good in and the nearest of them. */
export interface CampaignRow extends Selectable<CampaignTable> {
  readonly remaining: number;
  readonly issued: number;
  readonly store_count: number;
  readonly nearest: number | null;
  readonly city_name: LocalizedText | null;
}

/** All campaigns as rows; narrow it with `where`. Drafts and internal ones are in it. */
export const campaignRows = (db: Database) => {
  const count = (name: string) => sql<number>`coalesce((select balance from ledger_account where ledger_account.shard_key = campaign.shard_key
    and ledger_account.id = campaign.id || ${name}), 0)`;
  return db.selectFrom('campaign')
    .leftJoin('city', 'city.code', 'campaign.city')
    .selectAll('campaign')
    .select((eb) => [
      'city.name as city_name',
      count('/stock').as('remaining'),
      count('/issued').as('issued'),
      eb.selectFrom('campaign_store').whereRef('campaign_store.shard_key', '=', 'campaign.shard_key')
        .whereRef('campaign_store.campaign_id', '=', 'campaign.id')
        .select(sql<number>`cast(count(*) as integer)`.as('stores')).as('store_count'),
      eb.selectFrom('campaign_store').innerJoin('store', 'store.id', 'campaign_store.store_id')
        .whereRef('campaign_store.shard_key', '=', 'campaign.shard_key')
        .whereRef('campaign_store.campaign_id', '=', 'campaign.id')
        .select((by) => by.fn.min('store.distance_meters').as('meters')).as('nearest'),
    ]);
};

/** One campaign that users may know of; throws `not_found` for any other. */
export async function readCampaign(ctx: Pick<Context, 'db'>, campaignId: string): Promise<CampaignRow> {
  const row = await campaignRows(ctx.db)
    .where('campaign.shard_key', '=', shardOf(campaignId)).where('campaign.id', '=', campaignId)
    .where('campaign.state', 'in', ['active', 'disabled']).executeTakeFirst();
  if (row === undefined) throw problem('not_found', 'There is no such campaign.');
  return complete(row);
}

type RawRow = Awaited<ReturnType<ReturnType<typeof campaignRows>['executeTakeFirstOrThrow']>>;

/** Aggregates come back nullable by type; here they are not. */
export const complete = (row: RawRow): CampaignRow => ({ ...row, store_count: row.store_count ?? 0, nearest: row.nearest ?? null });

/** Rows as one user sees them. */
export async function showCampaigns(ctx: Context, userId: string, rows: readonly CampaignRow[], now: Date): Promise<Campaign[]> {
  const claims = await claimsOf(ctx, userId, rows.map((row) => row.id));
  return rows.map((row) => show(ctx, row, claims(row.id), now));
}

function show(ctx: Context, row: CampaignRow, claims: Claims, now: Date): Campaign {
  return {
    id: row.id,
    title: text(ctx, row.title),
    face: showFace(ctx, row.face),
    category: row.category,
    issuer: { kind: row.issuer_kind, name: text(ctx, row.issuer_name) },
    city: row.city === null ? null : { code: row.city, name: text(ctx, row.city_name ?? {}) },
    storeCount: row.store_count,
    distanceMeters: row.nearest,
    validity: row.validity,
    weekdays: row.weekdays === null ? null : [...row.weekdays].map(Number),
    round: row.round_title === null ? null : { title: text(ctx, row.round_title), opensAt: row.opens_at.toISOString() },
    stock: { total: row.remaining + row.issued, remaining: row.remaining },
    claimed: claims.claimed,
    allowed: row.allowed,
    endsAt: row.ends_at.toISOString(),
    rules: row.rules.map((rule) => text(ctx, rule)),
    standing: standingOf(row, claims, now),
  };
}

/** A face in the caller's language. */
export const showFace = (ctx: Pick<Context, 'locale'>, face: StoredFace): Face =>
  'item' in face ? { kind: face.kind, item: text(ctx, face.item) } : face;
