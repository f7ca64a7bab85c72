import type { Output, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { withRetry } from '../database.js';
import { showReward } from '../energy/energy.js';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';
import { text } from '../locale.js';
import { invitationRule, maskName, ownInvitation } from './invitation.js';

type Route = Row<'getInvitation'>;

/** Friends shown at once, the latest ones. */
const SHOWN = 50;
const DAY_MS = 86_400_000;

const rules: readonly LocalizedText[] = [
  { 'zh-CN': `好友须为 ${invitationRule.newDays} 天内新注册用户，每人一生只能接受一次邀请。`, 'zh-HK': `好友須為 ${invitationRule.newDays} 天內新註冊用戶，每人一生只能接受一次邀請。`, en: `A friend must have registered within ${invitationRule.newDays} days, and can accept one invitation in a life.` },
  { 'zh-CN': '不能邀请自己；同一身份证件的多个账号算同一个人。', 'zh-HK': '不能邀請自己；同一身份證件的多個帳號算同一個人。', en: 'Not yourself: all accounts with one identity document are one person.' },
  { 'zh-CN': `邀请人最多获得 ${invitationRule.most} 次奖励，好友的奖励不受此限。`, 'zh-HK': `邀請人最多獲得 ${invitationRule.most} 次獎勵，好友的獎勵不受此限。`, en: `You are rewarded ${invitationRule.most} times at most; your friends are rewarded always.` },
  { 'zh-CN': '好友礼券发完后改发 1,000 积分。', 'zh-HK': '好友禮券發完後改發 1,000 積分。', en: 'When the friend’s coupons are gone, the friend gets 1,000 points instead.' },
];

/** The user's own invitation, and whether this user may still accept somebody's. */
export async function getInvitation(ctx: Context): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const shard = shardOf(userId);
  const own = await withRetry(ctx.db, (db) => ownInvitation({ ...ctx, db }, userId));
  const friends = await ctx.db.selectFrom('invitation_friend').select(['friend_id', 'at']).where('shard_key', '=', shard).where('user_id', '=', userId)
    .orderBy('at', 'desc').orderBy('friend_id').limit(SHOWN).execute();
  const ids = friends.map(({ friend_id }) => friend_id);
  const people = ids.length === 0 ? [] : await ctx.db.selectFrom('person').select(['id', 'name'])
    .where('shard_key', 'in', [...new Set(ids.map(shardOf))]).where('id', 'in', ids).execute();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const person = await ctx.db.selectFrom('person').select('created_at').where('shard_key', '=', shard).where('id', '=', userId).executeTakeFirst();
  const accepted = await ctx.db.selectFrom('invitation_acceptance').select('user_id').where('shard_key', '=', shard).where('user_id', '=', userId).executeTakeFirst();
  const isNew = person !== undefined && person.created_at.getTime() > ctx.clock().getTime() - invitationRule.newDays * DAY_MS;
  return {
    code: own.code,
    inviterReward: await showReward(ctx, invitationRule.inviter),
    inviteeReward: await showReward(ctx, invitationRule.invitee),
    rewarded: own.rewarded,
    most: invitationRule.most,
    invited: friends.map(({ friend_id, at }) => ({ name: maskName(names.get(friend_id) ?? null), at: at.toISOString() })),
    acceptable: isNew && accepted === undefined,
    rules: rules.map((rule) => text(ctx, rule)),
  };
}
