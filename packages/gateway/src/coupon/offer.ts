import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Services } from '../context.js';
import { Overtaken } from '../database.js';
import { shardOf } from '../id.js';
import type { CouponRow } from './coupon-row.js';
import type { Ask } from './grant.js';
import { dueRounds, openRounds } from './rounds.js';
import type { CampaignTable } from './tables.js';

const columns = [
  'shard_key', 'id', 'state', 'mode', 'opens_at', 'ends_at', 'draws_at', 'validity', 'allowed', 'audience', 'new_within_days', 'segment', 'area', 'limits',
  'programme_id', 'round', 'reopens_at', 'reopen_hours', 'reopen_stock', 'budget', 'worth', 'fuse', 'imported_codes',
] as const;

/** All that a campaign's rules say of who may have its coupons and when, and what is left. */
export type Offer = Pick<Selectable<CampaignTable>, (typeof columns)[number]> & { readonly remaining: number };

/** What a claim needs to know of a campaign, to decide and to show what it gave. */
export type Offered = Offer & CouponRow['campaign'];

/** The campaigns asked for that users may know of, by id, with every round open whose time has come. Throws Overtaken when another one opened it. */
export async function readOffers(ctx: Pick<Services, 'db' | 'clock'>, asks: readonly Pick<Ask, 'campaignId'>[], now: Date): Promise<ReadonlyMap<string, Offered>> {
  const ids = [...new Set(asks.map(({ campaignId }) => campaignId))];
  const offers = await read(ctx, ids);
  // The sweep may be a second late, and a round opens at its very millisecond.
  const late = [...offers.values()].filter((offer) => dueRounds(offer, now).due.length > 0);
  for (const offer of late) if ((await openRounds(ctx, offer, now)) === 0) throw new Overtaken('another claim opened the round');
  return late.length === 0 ? offers : read(ctx, ids);
}

async function read({ db }: Pick<Services, 'db'>, ids: readonly string[]): Promise<ReadonlyMap<string, Offered>> {
  const rows = await db.selectFrom('campaign')
    .leftJoin('ledger_account', (join) => join.onRef('ledger_account.shard_key', '=', 'campaign.shard_key')
      .on('ledger_account.id', '=', sql<string>`campaign.id || '/stock'`))
    .select(columns.map((name) => `campaign.${name}` as const)).select(['title', 'face', 'category', 'balance'])
    .where('campaign.shard_key', 'in', [...new Set(ids.map(shardOf))]).where('campaign.id', 'in', ids)
    .where('state', 'in', ['active', 'paused', 'disabled']).execute();
  return new Map(rows.map(({ balance, ...row }) => [row.id, { ...row, remaining: balance ?? 0 }]));
}
