import { sql } from 'kysely';
import type { Services } from '../context.js';
import { Overtaken, withRetry } from '../database.js';
import { recordEvents } from '../event/record.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { audit } from './audit.js';

type RecallContext = Pick<Services, 'db' | 'clock' | 'events'>;

/** Coupons that one transaction takes back: few enough that no payment waits long for one of them. */
const BATCH = 500;

/**
 * Ends a campaign and takes all its unused coupons back, in batches. From the first moment none of them is usable; one that a payment
 * holds is taken back when the payment lets it go, and one that was being claimed soon after (`recallCoupons`). Asked again, it goes on
 * where it stopped. Throws `not_found`.
 */
export async function recallCampaign(services: RecallContext, campaignId: string, actor: string): Promise<void> {
  await withRetry(services.db, async (db) => {
    const marked = await db.updateTable('campaign').set({ state: 'disabled', recalled_at: services.clock() })
      .where('shard_key', '=', shardOf(campaignId)).where('id', '=', campaignId).where('recalled_at', 'is', null).returning('id').executeTakeFirst();
    if (marked !== undefined) return audit({ ...services, db }, campaignId, 'recalled', actor);
    const known = await db.selectFrom('campaign').select('id').where('shard_key', '=', shardOf(campaignId)).where('id', '=', campaignId).executeTakeFirst();
    if (known === undefined) throw problem('not_found', `There is no campaign ${campaignId}.`);
  });
  await takeBackAll(services, campaignId);
}

/** Takes back what recalled campaigns have out: coupons that payments let go, or that were claimed while the recall began. Returns how many. */
export async function recallCoupons(services: RecallContext): Promise<number> {
  const left = await services.db.selectFrom('campaign').select('id').where('recalled_at', 'is not', null)
    .where(({ exists, selectFrom }) => exists(selectFrom('coupon').select('coupon.id').whereRef('coupon.campaign_id', '=', 'campaign.id').where('coupon.state', '=', 'unused')))
    .execute();
  let taken = 0;
  for (const { id } of left) taken += await takeBackAll(services, id);
  return taken;
}

/** Takes one coupon back from its user, in the caller's transaction; taken back already: nothing. Throws `not_found`, or `conflict` for a used one and one that a payment holds. */
export async function deactivateCoupon(ctx: RecallContext, couponId: string, actor: string): Promise<void> {
  const [row] = await takeBack(ctx, [{ shard_key: shardOf(couponId), id: couponId }]);
  if (row !== undefined) {
    // The audit numbers its lines by the campaign's row, which this action does not write.
    await ctx.db.selectFrom('campaign').select('id').where('shard_key', '=', shardOf(row.campaign_id)).where('id', '=', row.campaign_id).forUpdate().execute();
    return audit(ctx, row.campaign_id, 'recalled', actor, couponId);
  }
  const known = await ctx.db.selectFrom('coupon').select('state').where('shard_key', '=', shardOf(couponId)).where('id', '=', couponId).executeTakeFirst();
  if (known === undefined) throw problem('not_found', `There is no coupon ${couponId}.`);
  if (known.state === 'used') throw problem('conflict', `Expected a coupon that is not used; ${couponId} is.`);
  if (known.state === 'locked') throw problem('conflict', `${couponId} is held by a payment; take it back when the payment has ended.`);
}

async function takeBackAll(services: RecallContext, campaignId: string): Promise<number> {
  for (let all = 0; ;) {
    const taken = await withRetry(services.db, async (db) => {
      const batch = await db.selectFrom('coupon').select(['shard_key', 'id']).where('campaign_id', '=', campaignId).where('state', '=', 'unused')
        .orderBy('shard_key').orderBy('id').limit(BATCH).execute();
      if (batch.length === 0) return 0;
      const rows = await takeBack({ ...services, db }, batch);
      // Payments, or another recall, were faster for all of them: look again.
      if (rows.length === 0) throw new Overtaken('the coupons were taken meanwhile');
      return rows.length;
    });
    if (taken === 0) return all;
    all += taken;
  }
}

/** Turns unused coupons into recalled ones, with history and events. Returns those that were unused still. */
async function takeBack(ctx: RecallContext, coupons: readonly { readonly shard_key: number; readonly id: string }[]) {
  const now = ctx.clock();
  const { rows } = await sql<{ shard_key: number; id: string; user_id: string; campaign_id: string }>`
    update coupon set state = 'recalled' from json_to_recordset(${JSON.stringify(coupons)}::json) as asked (shard_key integer, id text)
    where coupon.shard_key = asked.shard_key and coupon.id = asked.id and coupon.state = 'unused'
    returning coupon.shard_key, coupon.id, coupon.user_id, coupon.campaign_id`.execute(ctx.db);
  if (rows.length === 0) return rows;
  await sql`
    insert into coupon_history (shard_key, coupon_id, ordinal, at, what)
    select taken.shard_key, taken.id, coalesce(max(before.ordinal), 0) + 1, ${now}::timestamptz, 'recalled'
    from json_to_recordset(${JSON.stringify(rows)}::json) as taken (shard_key integer, id text)
    left join coupon_history before on before.shard_key = taken.shard_key and before.coupon_id = taken.id
    group by taken.shard_key, taken.id`.execute(ctx.db);
  await recordEvents(ctx, rows.map(({ id, user_id }) => ({ owner: user_id, type: 'coupon.recalled', subjectId: id })));
  return rows;
}
