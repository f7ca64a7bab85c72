import type { Campaign, Face } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';
import { text } from '../locale.js';
import { cityNames } from '../store/describe.js';
import type { Claims } from './claims.js';
import { claimsOf } from './claims.js';
import type { StoredFace } from './face.js';
import { dueRounds, openedAt } from './rounds.js';
import { standingOf } from './standing.js';
import { affordable } from './stock.js';
import type { CampaignTable } from './tables.js';
import { showValidity } from './validity.js';

/** A campaign with its stock, the stores it lists and the nearest of them to the city's centre. */
export interface CampaignRow extends Selectable<CampaignTable> {
  readonly remaining: number;
  readonly issued: number;
  /** Given out by other channels. */
  readonly elsewhere: number;
  readonly store_count: number;
  readonly nearest: number | null;
}

/** A campaign as one user sees it, and what that was made from. */
export interface Shown {
  readonly campaign: Campaign;
  readonly row: CampaignRow;
  readonly claims: Claims;
}

/** Rows as one user sees them. */
export async function showCampaigns(ctx: Context, userId: string, rows: readonly CampaignRow[], now: Date): Promise<Shown[]> {
  const offered = rows.map((row) => inRound(row, now));
  const claims = await claimsOf(ctx, userId, offered, now);
  const cities = await cityNames(ctx, offered.flatMap((row) => row.city ?? []));
  const programmes = await programmeTitles(ctx, offered.flatMap((row) => row.programme_id ?? []));
  return offered.map((row) => ({ row, claims: claims(row.id), campaign: show(ctx, row, { cities, programmes, claims: claims(row.id), now }) }));
}

/** The campaign with the rounds open whose time has come, as the first claim would open them. */
function inRound(row: CampaignRow, now: Date): CampaignRow {
  const { due, next } = dueRounds(row, now);
  if (due.length === 0) return row;
  const room = affordable(row) - row.remaining - row.issued - row.elsewhere;
  const opened = Math.max(0, Math.min(due.length * (row.reopen_stock ?? 0), room));
  return { ...row, round: row.round + due.length, reopens_at: next, remaining: row.remaining + opened };
}

interface Around {
  readonly cities: ReadonlyMap<string, LocalizedText>;
  readonly programmes: ReadonlyMap<string, LocalizedText>;
  readonly claims: Claims;
  readonly now: Date;
}

function show(ctx: Context, row: CampaignRow, { cities, programmes, claims, now }: Around): Campaign {
  const total = row.remaining + row.issued + row.elsewhere;
  return {
    id: row.id,
    title: text(ctx, row.title),
    face: showFace(ctx, row.face),
    category: row.category,
    issuer: { kind: row.issuer_kind, name: text(ctx, row.issuer_name) },
    city: row.city === null ? null : { code: row.city, name: text(ctx, cities.get(row.city) ?? {}) },
    storeCount: row.store_count,
    distanceMeters: row.nearest,
    validity: showValidity(row.validity),
    weekdays: row.weekdays === null ? null : [...row.weekdays].map(Number),
    hours: row.hours === null ? null : [...row.hours],
    payWith: row.pay_with,
    area: row.area === null ? null : { name: text(ctx, row.area.name) },
    refund: row.refund_policy === 'return' ? 'return_once' : row.refund_policy,
    programme: row.programme_id === null ? null : { id: row.programme_id, title: text(ctx, programmes.get(row.programme_id) ?? {}) },
    lottery: row.mode !== 'lottery' || row.draws_at === null ? null : { drawsAt: row.draws_at.toISOString(), winners: total },
    round: row.round_title === null ? null : { title: text(ctx, row.round_title), opensAt: openedAt(row).toISOString() },
    stock: { total, remaining: row.remaining },
    claimed: claims.claimed,
    allowed: claims.allowed,
    endsAt: row.ends_at.toISOString(),
    rules: row.rules.map((rule) => text(ctx, rule)),
    standing: standingOf(row, claims.conditions, claims, now),
  };
}

async function programmeTitles({ db }: Pick<Context, 'db'>, ids: readonly string[]): Promise<ReadonlyMap<string, LocalizedText>> {
  const wanted = [...new Set(ids)];
  const rows = wanted.length === 0 ? [] : await db.selectFrom('programme').select(['id', 'title'])
    .where('shard_key', 'in', [...new Set(wanted.map(shardOf))]).where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, row.title]));
}

/** A face in the caller's language. */
export const showFace = (ctx: Pick<Context, 'locale'>, face: StoredFace): Face =>
  'item' in face ? { kind: face.kind, item: text(ctx, face.item) } : face;
