import type { Selectable } from 'kysely';
import { sql, type RawBuilder } from 'kysely';
import type { Services } from '../context.js';
import { Overtaken, prepare, sendAll } from '../database.js';
import { shardOf } from '../id.js';
import type { CouponRow } from './coupon-row.js';
import type { Ask } from './grant.js';
import { dueRounds, openRounds } from './rounds.js';
import type { CampaignTable } from './tables.js';

const columns = [
  'shard_key', 'id', 'state', 'mode', 'opens_at', 'ends_at', 'draws_at', 'validity', 'allowed', 'audience', 'new_within_days', 'segment', 'area', 'limits',
  'programme_id', 'round', 'reopens_at', 'reopen_hours', 'reopen_stock', 'budget', 'worth', 'fuse', 'imported_codes', 'title', 'face', 'category',
] as const;

const fields = sql.raw(columns.join(', '));

/** All that a campaign's rules say of who may have its coupons and when, and what is left. */
export type Offer = Pick<Selectable<CampaignTable>, (typeof columns)[number]> & { readonly remaining: number };

/** What a claim needs to know of a campaign, to decide and to show what it gave. */
export type Offered = Offer & CouponRow['campaign'];

type OfferRow = Omit<Offered, 'remaining'> & { readonly balance: number | null };

/** The campaigns asked for that users may know of, by id, with every round open whose time has come. Throws Overtaken when another one opened it. */
export async function readOffers(ctx: Pick<Services, 'db' | 'clock'>, asks: readonly Asked[], now: Date): Promise<ReadonlyMap<string, Offered>> {
  const [found] = await sendAll(ctx.db, [offersQuery(asks)]);
  return openDue(ctx, found, now);
}

type Asked = Pick<Ask, 'campaignId'>;

/** What reads the campaigns asked for that users may know of. */
export function offersQuery(asks: readonly Asked[]): RawBuilder<OfferRow> {
  const ids = [...new Set(asks.map(({ campaignId }) => campaignId))];
  return prepare(sql`
    select campaign.*, stock.balance
    from json_to_recordset(${JSON.stringify(ids.map((id) => ({ shard_key: shardOf(id), id })))}::json) as asked (shard_key integer, id text)
    cross join lateral (
      select ${fields} from campaign
      where campaign.shard_key = asked.shard_key and campaign.id = asked.id and state in ('active', 'paused', 'disabled') limit 1) as campaign
    left join lateral (
      select balance from ledger_account where ledger_account.shard_key = asked.shard_key and ledger_account.id = asked.id || '/stock' limit 1) as stock on true`);
}

/** The offers found, by id, read once more where a round was late: the sweep may be a second behind, and a round opens at its very millisecond. */
export async function openDue(ctx: Pick<Services, 'db' | 'clock'>, found: readonly OfferRow[], now: Date): Promise<ReadonlyMap<string, Offered>> {
  const late = found.filter((offer) => dueRounds(offer, now).due.length > 0);
  for (const offer of late) if ((await openRounds(ctx, offer, now)) === 0) throw new Overtaken('another claim opened the round');
  if (late.length > 0) return readOffers(ctx, found.map(({ id }) => ({ campaignId: id })), now);
  return new Map(found.map(({ balance, ...row }) => [row.id, { ...row, remaining: balance ?? 0 }]));
}
