import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { takeCodes } from '../code-pool/pool.js';
import { Overtaken, step, type Step } from '../database.js';
import { eventSteps } from '../event/record.js';
import { newId, shardOf } from '../id.js';
import { ProblemError } from '../problem.js';
import type { CouponRow } from './coupon-row.js';
import type { Ask, GrantContext } from './grant.js';
import type { Offered } from './offer.js';
import { takeSteps } from './stock.js';
import type { CouponTable } from './tables.js';
import type { Tally } from './tally.js';

/** A coupon as it will be written. */
export const newCoupon = (ctx: Pick<GrantContext, 'random'>, { userId, campaignId }: Pick<Ask, 'userId' | 'campaignId'>, ordinal: number, { from, to }: { from: Date; to: Date }, now: Date): Selectable<CouponTable> => ({
  shard_key: shardOf(userId), id: newId('cpn', shardOf(userId), ctx.random, now), user_id: userId, campaign_id: campaignId, ordinal,
  state: 'unused', claimed_at: now, valid_from: from, valid_to: to, payment_id: null, used_at: null, used_store_id: null, returned_at: null, code: null,
  reminded_at: null, expiry_told_at: null,
});

/** What one ask came to. */
export type Decided<A> = { readonly ask: A; readonly verdict: CouponRow | ProblemError };

/** Gives each coupon of a campaign with imported codes one of them. */
export async function withCodes<A>(ctx: GrantContext, decided: readonly Decided<A>[], offers: ReadonlyMap<string, Offered>, now: Date): Promise<readonly Decided<A>[]> {
  const coded = [...offers.values()].filter(({ imported_codes }) => imported_codes);
  if (coded.length === 0) return decided;
  const codes = new Map<string, string>();
  // Pools in one order for everybody, so that two batches never wait for each other in a ring.
  for (const { id } of coded.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const takers = decided.flatMap(({ verdict }) => (!(verdict instanceof ProblemError) && verdict.campaign_id === id ? [verdict.id] : []));
    for (const [taker, code] of await takeCodes(ctx, id, takers, now)) codes.set(taker, code);
  }
  return decided.map(({ ask, verdict }) => ({ ask, verdict: verdict instanceof ProblemError ? verdict : { ...verdict, code: codes.get(verdict.id) ?? null } }));
}

/**
 * What writes coupons with their events and counts, and takes them out of stock; the stock moves last, so that the one row
 * everybody wants is held shortest. Throws Overtaken when another transaction took an ordinal, a limit or the stock that the caller has read.
 */
export function couponSteps(ctx: GrantContext, coupons: readonly CouponRow[], tally: Tally, now: Date): readonly Step[] {
  if (coupons.length === 0) return [];
  // In one order, so that two batches over the same users never wait for each other in a ring.
  const rows = coupons.map(({ shard_key, id, user_id, campaign_id, ordinal, valid_from, valid_to, code }) => ({ shard_key, id, user_id, campaign_id, ordinal, valid_from, valid_to, code }))
    .sort((a, b) => (`${a.user_id} ${a.campaign_id}` < `${b.user_id} ${b.campaign_id}` ? -1 : 1));
  const made = step(sql`
    insert into coupon (shard_key, id, user_id, campaign_id, ordinal, state, claimed_at, valid_from, valid_to, code)
    select shard_key, id, user_id, campaign_id, ordinal, 'unused', ${now}::timestamptz, valid_from, valid_to, code
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as granted (shard_key integer, id text, user_id text, campaign_id text, ordinal integer, valid_from timestamptz, valid_to timestamptz, code text)
    on conflict (shard_key, user_id, campaign_id, ordinal) do nothing returning id`, (written) => {
    if (written.length < rows.length) throw new Overtaken('another claim of the same user took the ordinal');
  });
  return [
    made,
    ...eventSteps(ctx, coupons.map(({ id, user_id }) => ({ owner: user_id, type: 'coupon.claimed', subjectId: id }))),
    ...tally.steps(),
    ...takeSteps(ctx, coupons.map(({ id, campaign_id }) => ({ campaignId: campaign_id, couponId: id }))),
  ];
}
