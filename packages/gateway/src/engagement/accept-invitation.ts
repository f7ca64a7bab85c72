import type { Output, Parsed, Row } from '@tessera/contract';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { Overtaken, withRetry } from '../database.js';
import { giveReward, showReward, type Given } from '../energy/energy.js';
import { recordEvent } from '../event/record.js';
import { shardOf, shardOfText } from '../id.js';
import { problem } from '../problem.js';
import { invitationRule, ownInvitation, readCode } from './invitation.js';

type Route = Row<'acceptInvitation'>;

const DAY_MS = 86_400_000;

/**
 * Accepts somebody's invitation, once in a life: both sides' rewards and the row that makes them the only ones in one transaction. An
 * unknown code is counted in a transaction of its own, which no refusal takes back.
 */
export async function acceptInvitation(ctx: Context, { code }: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const inviterId = await inviterOf(ctx, userId, readCode(code));
  const given = await withRetry(ctx.db, (db) => accept({ ...ctx, db }, userId, inviterId));
  return { reward: await showReward(ctx, given) };
}

async function accept(ctx: Context, userId: string, inviterId: string): Promise<Given> {
  const now = ctx.clock();
  const shard_key = shardOf(userId);
  const request_key = ctx.idempotencyKey ?? '';
  const known = await ctx.db.selectFrom('invitation_acceptance').selectAll().where('shard_key', '=', shard_key).where('user_id', '=', userId).executeTakeFirst();
  // The same request again, after a crash between its commit and its answer.
  if (known?.request_key === request_key && known.inviter_id === inviterId) return known.reward;
  if (known !== undefined) throw refused('This user has accepted an invitation before, and can only once.');
  await refuseUnfit(ctx, userId, inviterId, now);
  const made = await ctx.db.insertInto('invitation_acceptance').values({ shard_key, user_id: userId, inviter_id: inviterId, request_key, reward: JSON.stringify({ kind: 'nothing' }), at: now })
    .onConflict((on) => on.columns(['shard_key', 'user_id']).doNothing()).returning('user_id').executeTakeFirst();
  if (made === undefined) throw new Overtaken('another tap of the same user accepted first');
  const reward = await giveReward(ctx, { userId, reason: 'invitation', reference: `${userId}/invited` }, invitationRule.invitee, now);
  await ctx.db.updateTable('invitation_acceptance').set({ reward: JSON.stringify(reward) }).where('shard_key', '=', shard_key).where('user_id', '=', userId).execute();
  await ctx.db.insertInto('invitation_friend').values({ shard_key: shardOf(inviterId), user_id: inviterId, friend_id: userId, at: now }).execute();
  const counted = await ctx.db.updateTable('invitation').set((eb) => ({ rewarded: eb('rewarded', '+', 1) })).where('shard_key', '=', shardOf(inviterId)).where('user_id', '=', inviterId)
    .where('rewarded', '<', invitationRule.most).returning('rewarded').executeTakeFirst();
  // No row: the inviter has been rewarded as often as anybody is. The friend's reward stands.
  if (counted !== undefined) {
    await giveReward(ctx, { userId: inviterId, reason: 'invitation', reference: `${inviterId}/invited/${userId}` }, invitationRule.inviter, now);
    await recordEvent(ctx, { owner: inviterId, type: 'invitation.rewarded', subjectId: inviterId });
  }
  await recordEvent(ctx, { owner: userId, type: 'invitation.rewarded', subjectId: userId });
  return reward;
}

/** Throws for a user who is not new, or who is the inviter as far as the bank can tell. */
async function refuseUnfit({ db }: Context, userId: string, inviterId: string, now: Date): Promise<void> {
  if (userId === inviterId) throw refused('Nobody can accept an invitation of their own.');
  const people = await db.selectFrom('person').select(['id', 'created_at', 'identity_hash'])
    .where('shard_key', 'in', [shardOf(userId), shardOf(inviterId)]).where('id', 'in', [userId, inviterId]).execute();
  const invitee = people.find(({ id }) => id === userId);
  const inviter = people.find(({ id }) => id === inviterId);
  const { newDays } = invitationRule;
  if (invitee === undefined || invitee.created_at.getTime() <= now.getTime() - newDays * DAY_MS) throw refused(`Only users who registered within the last ${newDays} days can accept an invitation.`);
  if (invitee.identity_hash !== null && invitee.identity_hash === inviter?.identity_hash) throw refused('The inviter and this user are one person: both accounts have the same identity document.');
}

/** Whose code it is. Throws `invitation_unknown`, or `rate_limited` for a user who has tried too many that are nobody's. */
async function inviterOf(ctx: Context, userId: string, code: string): Promise<string> {
  const { misses, missSeconds } = invitationRule;
  const now = ctx.clock();
  const over = new Date(now.getTime() - missSeconds * 1000);
  const tooMany = () => problem('rate_limited', `This user tried ${misses} unknown codes: wait ${missSeconds} seconds.`, { headers: { 'Retry-After': String(missSeconds) } });
  const own = await withRetry(ctx.db, (db) => ownInvitation({ ...ctx, db }, userId));
  if (own.misses >= misses && own.missed_since !== null && own.missed_since > over) throw tooMany();
  const found = await ctx.db.selectFrom('invitation_code').select('user_id').where('shard_key', '=', shardOfText(code)).where('code', '=', code).executeTakeFirst();
  if (found !== undefined) return found.user_id;
  const { rows } = await withRetry(ctx.db, (db) => sql`
    update invitation set
      misses = case when missed_since is null or missed_since <= ${over}::timestamptz then 1 else misses + 1 end,
      missed_since = case when missed_since is null or missed_since <= ${over}::timestamptz then ${now}::timestamptz else missed_since end
    where shard_key = ${shardOf(userId)} and user_id = ${userId} and (misses < ${misses} or missed_since is null or missed_since <= ${over}::timestamptz)
    returning misses`.execute(db));
  // However many are tried at once, no more than the limit are answered.
  if (rows.length === 0) throw tooMany();
  throw problem('invitation_unknown', 'Nobody has this invitation code: check its eight letters and digits.');
}

const refused = (detail: string) => problem('invitation_refused', detail);
