import type { Campaign, Face } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import type { LocalizedText } from '../locale.js';
import { text } from '../locale.js';
import { cityNames } from '../store/describe.js';
import { claimsOf } from './claims.js';
import type { StoredFace } from './face.js';
import type { Claims } from './standing.js';
import { standingOf } from './standing.js';
import type { CampaignTable } from './tables.js';

/** A campaign with its stock, the stores it lists and the nearest of them to the city's centre. */
export interface CampaignRow extends Selectable<CampaignTable> {
  readonly remaining: number;
  readonly issued: number;
  /** Given out by other channels. */
  readonly elsewhere: number;
  readonly store_count: number;
  readonly nearest: number | null;
}

/** Rows as one user sees them. */
export async function showCampaigns(ctx: Context, userId: string, rows: readonly CampaignRow[], now: Date): Promise<Campaign[]> {
  const claims = await claimsOf(ctx, userId, rows.map((row) => row.id));
  const cities = await cityNames(ctx, rows.flatMap((row) => row.city ?? []));
  return rows.map((row) => show(ctx, row, cities, claims(row.id), now));
}

function show(ctx: Context, row: CampaignRow, cities: ReadonlyMap<string, LocalizedText>, claims: Claims, now: Date): Campaign {
  return {
    id: row.id,
    title: text(ctx, row.title),
    face: showFace(ctx, row.face),
    category: row.category,
    issuer: { kind: row.issuer_kind, name: text(ctx, row.issuer_name) },
    city: row.city === null ? null : { code: row.city, name: text(ctx, cities.get(row.city) ?? {}) },
    storeCount: row.store_count,
    distanceMeters: row.nearest,
    validity: row.validity,
    weekdays: row.weekdays === null ? null : [...row.weekdays].map(Number),
    round: row.round_title === null ? null : { title: text(ctx, row.round_title), opensAt: row.opens_at.toISOString() },
    stock: { total: row.remaining + row.issued + row.elsewhere, remaining: row.remaining },
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
