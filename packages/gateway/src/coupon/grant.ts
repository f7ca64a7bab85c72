import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Services } from '../context.js';
import { Overtaken } from '../database.js';
import { recordEvents } from '../event/record.js';
import { newId, shardOf } from '../id.js';
import { problem, ProblemError } from '../problem.js';
import type { CouponRow } from './coupon-row.js';
import { readOffers, readWallets } from './offer.js';
import { refusalOf } from './standing.js';
import { takeAll } from './stock.js';
import type { CouponTable } from './tables.js';
import { validityOf } from './validity.js';

/** One user asks for one coupon of one campaign. */
export interface Ask {
  readonly userId: string;
  readonly campaignId: string;
}

type GrantContext = Pick<Services, 'db' | 'clock' | 'random' | 'events'>;

/**
 * Decides any number of claims in the order they came, and writes those that are granted, in the caller's transaction:
 * a few statements, however many they are. The coupons, their history and events are in the users' shards, the stock in
 * the campaigns'; the stock moves last, so that the one row everybody wants is held shortest. Throws Overtaken when
 * another transaction took an ordinal or the stock that this one has read.
 */
export async function grant<A extends Ask>(ctx: GrantContext, asks: readonly A[], now: Date): Promise<{ readonly ask: A; readonly verdict: CouponRow | ProblemError }[]> {
  const offers = await readOffers(ctx, asks);
  const wallets = await readWallets(ctx, asks, [...offers.values()].some(({ audience }) => audience !== 'all'));
  const left = new Map([...offers].map(([id, { remaining }]) => [id, remaining]));
  const granted = new Map<string, number>();
  const decide = ({ userId, campaignId }: Ask): CouponRow | ProblemError => {
    const offer = offers.get(campaignId);
    if (offer === undefined) return problem('not_found', 'There is no such campaign.');
    const key = `${userId} ${campaignId}`;
    const claimed = wallets.claimed(userId, campaignId) + (granted.get(key) ?? 0);
    const remaining = left.get(campaignId) ?? 0;
    const refusal = refusalOf({ ...offer, remaining }, { claimed, couponId: null, steps: wallets.steps(userId) }, now);
    if (refusal !== null) return problem(refusal.code, refusal.detail);
    granted.set(key, (granted.get(key) ?? 0) + 1);
    left.set(campaignId, remaining - 1);
    return { ...newCoupon(ctx, { userId, campaignId }, claimed + 1, validityOf(offer.validity, now), now), campaign: offer };
  };
  const decided = asks.map((ask) => ({ ask, verdict: decide(ask) }));
  await write(ctx, decided.flatMap(({ verdict }) => (verdict instanceof ProblemError ? [] : [verdict])), now);
  return decided;
}

const newCoupon = (ctx: GrantContext, { userId, campaignId }: Ask, ordinal: number, { from, to }: { from: Date; to: Date }, now: Date): Selectable<CouponTable> => ({
  shard_key: shardOf(userId), id: newId('cpn', shardOf(userId), ctx.random, now), user_id: userId, campaign_id: campaignId, ordinal,
  state: 'unused', claimed_at: now, valid_from: from, valid_to: to, payment_id: null, used_at: null, used_store_id: null, returned_at: null, code: null,
});

async function write(ctx: GrantContext, coupons: readonly CouponRow[], now: Date): Promise<void> {
  if (coupons.length === 0) return;
  // In one order, so that two batches over the same users never wait for each other in a ring.
  const rows = coupons.map(({ shard_key, id, user_id, campaign_id, ordinal, valid_from, valid_to }) => ({ shard_key, id, user_id, campaign_id, ordinal, valid_from, valid_to }))
    .sort((a, b) => (`${a.user_id} ${a.campaign_id}` < `${b.user_id} ${b.campaign_id}` ? -1 : 1));
  const made = await sql`
    with made as (
      insert into coupon (shard_key, id, user_id, campaign_id, ordinal, state, claimed_at, valid_from, valid_to)
      select shard_key, id, user_id, campaign_id, ordinal, 'unused', ${now}::timestamptz, valid_from, valid_to
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as granted (shard_key integer, id text, user_id text, campaign_id text, ordinal integer, valid_from timestamptz, valid_to timestamptz)
      on conflict (shard_key, user_id, campaign_id, ordinal) do nothing returning shard_key, id)
    insert into coupon_history (shard_key, coupon_id, ordinal, at, what)
    select shard_key, id, 1, ${now}::timestamptz, 'claimed' from made returning coupon_id`.execute(ctx.db);
  if (made.rows.length < rows.length) throw new Overtaken('another claim of the same user took the ordinal');
  await recordEvents(ctx, coupons.map(({ id, user_id }) => ({ owner: user_id, type: 'coupon.claimed', subjectId: id })));
  await takeAll(ctx, coupons.map(({ id, campaign_id }) => ({ campaignId: campaign_id, couponId: id })));
}
