import { createHmac } from 'node:crypto';
import type { Services } from '../context.js';
import { newId, shardOfText } from '../id.js';

type Needs = Pick<Services, 'db' | 'clock' | 'random' | 'settings'>;

/** The person a platform calls `reference`, made as a new registered one when it is unknown. Run in a transaction. */
export async function personOfReference(ctx: Needs, platformId: string, reference: string): Promise<string> {
  const shard = shardOfText(`${platformId}/${reference}`);
  const now = ctx.clock();
  const made = await ctx.db.insertInto('person_link')
    .values({ shard_key: shard, platform_id: platformId, reference, user_id: newId('usr', shard, ctx.random, now), created_at: now })
    .onConflict((conflict) => conflict.doNothing()).returning('user_id').executeTakeFirst();
  if (made) {
    await insertPerson(ctx, made.user_id, shard, null, now);
    return made.user_id;
  }
  const link = await ctx.db.selectFrom('person_link').select('user_id').where('shard_key', '=', shard)
    .where('platform_id', '=', platformId).where('reference', '=', reference).executeTakeFirstOrThrow();
  return link.user_id;
}

/** The person a platform calls `reference`, or null when it never named one. */
export async function findPerson(ctx: Pick<Services, 'db'>, platformId: string, reference: string): Promise<string | null> {
  const link = await ctx.db.selectFrom('person_link').select('user_id').where('shard_key', '=', shardOfText(`${platformId}/${reference}`))
    .where('platform_id', '=', platformId).where('reference', '=', reference).executeTakeFirst();
  return link?.user_id ?? null;
}

/** The person with this phone number, made when unknown. Run in a transaction. */
export async function personOfPhone(ctx: Needs, phone: string): Promise<string> {
  const phoneHash = hashPhone(ctx, phone);
  const shard = shardOfText(phoneHash);
  const now = ctx.clock();
  const made = await ctx.db.insertInto('person_phone')
    .values({ shard_key: shard, phone_hash: phoneHash, user_id: newId('usr', shard, ctx.random, now), created_at: now })
    .onConflict((conflict) => conflict.doNothing()).returning('user_id').executeTakeFirst();
  if (made) {
    await insertPerson(ctx, made.user_id, shard, phone.slice(-4), now);
    return made.user_id;
  }
  const known = await ctx.db.selectFrom('person_phone').select('user_id').where('shard_key', '=', shard).where('phone_hash', '=', phoneHash).executeTakeFirstOrThrow();
  return known.user_id;
}

/** A phone number as it is kept: keyed, because eleven digits alone could be tried out. */
export const hashPhone = ({ settings }: Pick<Services, 'settings'>, phone: string): string =>
  createHmac('sha256', settings.signingSecret).update(`phone ${phone}`).digest('hex');

async function insertPerson(ctx: Needs, id: string, shard: number, phoneLast4: string | null, now: Date): Promise<void> {
  await ctx.db.insertInto('person').values({ shard_key: shard, id, name: null, phone_last4: phoneLast4, created_at: now }).execute();
}
