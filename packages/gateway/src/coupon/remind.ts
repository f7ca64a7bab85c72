import { sql } from 'kysely';
import type { Services } from '../context.js';
import { withRetry } from '../database.js';
import { recordEvents } from '../event/record.js';

type RemindContext = Pick<Services, 'db' | 'clock' | 'events'>;
interface Told { readonly id: string; readonly user_id: string }

/** The longest that any campaign reminds before the end (`remindHours` of a campaign's file). */
const LONGEST_HOURS = 720;
/** Who was not told of an end within these hours, because no gateway ran, is not told any more: and no run reads all that ever expired. */
const TOLD_HOURS = 168;

/**
 * Tells users of unused coupons: once that one will expire, as many hours before its end as its campaign says, and once that one has.
 * Any number of processes may run it. Returns how many were told.
 */
export async function remindCoupons(services: RemindContext, limit = 500): Promise<number> {
  return await remindExpiring(services, limit) + await tellExpired(services, limit);
}

async function remindExpiring(services: RemindContext, limit: number): Promise<number> {
  const now = services.clock();
  const horizon = new Date(now.getTime() + LONGEST_HOURS * 3_600_000);
  const due = await services.db.selectFrom('coupon').innerJoin('campaign', 'campaign.id', 'coupon.campaign_id')
    .select(['coupon.shard_key', 'coupon.id']).where('coupon.state', '=', 'unused').where('coupon.reminded_at', 'is', null)
    .where('coupon.valid_to', '>', now).where('coupon.valid_to', '<=', horizon).where('campaign.recalled_at', 'is', null)
    .where(sql<boolean>`coupon.valid_to <= ${now}::timestamptz + campaign.remind_hours * interval '1 hour'`)
    .orderBy('coupon.valid_to').limit(limit).execute();
  return tell(services, due, 'coupon.expiring', now);
}

async function tellExpired(services: RemindContext, limit: number): Promise<number> {
  const now = services.clock();
  const due = await services.db.selectFrom('coupon').select(['shard_key', 'id']).where('state', '=', 'unused').where('expiry_told_at', 'is', null)
    .where('valid_to', '<=', now).where('valid_to', '>', new Date(now.getTime() - TOLD_HOURS * 3_600_000)).orderBy('valid_to').limit(limit).execute();
  return tell(services, due, 'coupon.expired', now);
}

/** One statement marks them, so that of two processes each coupon is told by the one that marked it; the events commit with the mark. */
async function tell(services: RemindContext, due: readonly { readonly shard_key: number; readonly id: string }[], type: 'coupon.expiring' | 'coupon.expired', now: Date): Promise<number> {
  if (due.length === 0) return 0;
  const told = sql.ref(type === 'coupon.expiring' ? 'reminded_at' : 'expiry_told_at');
  const asked = JSON.stringify([...due].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ shard_key, id }) => ({ shard_key, id })));
  return withRetry(services.db, async (db) => {
    const { rows } = await sql<Told>`
      update coupon set ${told} = ${now}::timestamptz from json_to_recordset(${asked}::json) as asked (shard_key integer, id text)
      where coupon.shard_key = asked.shard_key and coupon.id = asked.id and coupon.state = 'unused' and coupon.${told} is null
      returning coupon.id, coupon.user_id`.execute(db);
    await recordEvents({ ...services, db }, rows.map(({ id, user_id }) => ({ owner: user_id, type, subjectId: id })));
    return rows.length;
  });
}
