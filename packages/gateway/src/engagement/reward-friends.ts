import type { Services } from '../context.js';
import { Overtaken } from '../database.js';
import { giveRewards, type Given } from '../energy/energy.js';
import { recordEvents } from '../event/record.js';
import { shardOf } from '../id.js';
import { invitationRule } from './invitation.js';

/** A friend who accepts now, or has by this very request before; `reward` is what that one was given then. */
export interface Accepted {
  readonly userId: string;
  readonly requestKey: string;
  readonly reward: Given | null;
}

/** Writes who has accepted, and rewards both sides; the inviter as often as anybody is. Gives each friend's reward. Throws Overtaken when another tap or friend was first. */
export async function rewardFriends(services: Services, inviterId: string, accepted: readonly Accepted[], now: Date): Promise<ReadonlyMap<string, Given>> {
  if (accepted.length === 0) return new Map();
  const { db } = services;
  const inviter = { shard_key: shardOf(inviterId), user_id: inviterId };
  const { rewarded } = await db.selectFrom('invitation').select('rewarded').where((eb) => eb.and(inviter)).executeTakeFirstOrThrow();
  const rewarding = accepted.slice(0, Math.max(0, invitationRule.most - rewarded));
  const given = await giveRewards(services, [
    ...accepted.map(({ userId }) => ({ userId, reason: 'invitation' as const, reference: `${userId}/invited`, rule: invitationRule.invitee })),
    ...rewarding.map(({ userId }) => ({ userId: inviterId, reason: 'invitation' as const, reference: `${inviterId}/invited/${userId}`, rule: invitationRule.inviter })),
  ], now);
  const rewards = new Map(accepted.map(({ userId }, place): [string, Given] => [userId, given[place] ?? { kind: 'nothing' }]));
  const rows = [...accepted].sort((a, b) => (a.userId < b.userId ? -1 : 1)).map(({ userId, requestKey }) => (
    { shard_key: shardOf(userId), user_id: userId, inviter_id: inviterId, request_key: requestKey, reward: JSON.stringify(rewards.get(userId)), at: now }));
  const made = await db.insertInto('invitation_acceptance').values(rows).onConflict((on) => on.columns(['shard_key', 'user_id']).doNothing()).returning('user_id').execute();
  if (made.length < rows.length) throw new Overtaken('another tap of the same user accepted first');
  await db.insertInto('invitation_friend').values(rows.map(({ user_id }) => ({ ...inviter, friend_id: user_id, at: now }))).execute();
  await recordEvents(services, [...accepted.map(({ userId }) => userId), ...rewarding.map(() => inviterId)].map((owner) => ({ owner, type: 'invitation.rewarded', subjectId: owner })));
  if (rewarding.length > 0) {
    const counted = await db.updateTable('invitation').set((eb) => ({ rewarded: eb('rewarded', '+', rewarding.length) }))
      .where((eb) => eb.and(inviter)).where('rewarded', '<=', invitationRule.most - rewarding.length).returning('user_id').executeTakeFirst();
    if (counted === undefined) throw new Overtaken('other friends of the inviter were first');
  }
  return rewards;
}
