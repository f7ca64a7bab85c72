import type { Selectable } from 'kysely';
import type { Services } from '../context.js';
import { Overtaken } from '../database.js';
import { rewardCampaigns, type RewardRule } from '../energy/energy.js';
import { base32, shardOf, shardOfText } from '../id.js';
import type { EngagementTables } from './tables.js';

/** The one rule of invitations. `most` is how often an inviter is rewarded; what comes after that still rewards the friend. */
export const invitationRule: { readonly inviter: RewardRule; readonly invitee: RewardRule; readonly most: number; readonly newDays: number; readonly misses: number; readonly missSeconds: number } = {
  inviter: { kind: 'points', points: 500 },
  invitee: { kind: 'coupon', campaignId: rewardCampaigns.welcome, instead: 1000 },
  most: 20, newDays: 7, misses: 20, missSeconds: 60,
};

const CODE_DIGITS = 8;

export type InvitationRow = Selectable<EngagementTables['invitation']>;

/** The user's invitation, made with a code of its own when first asked for. Run in a transaction. */
export async function ownInvitation(ctx: Pick<Services, 'db' | 'random'>, userId: string): Promise<InvitationRow> {
  const shard_key = shardOf(userId);
  const read = () => ctx.db.selectFrom('invitation').selectAll().where('shard_key', '=', shard_key).where('user_id', '=', userId).executeTakeFirst();
  const known = await read();
  if (known !== undefined) return known;
  const code = newCode(ctx.random);
  const made = await ctx.db.insertInto('invitation').values({ shard_key, user_id: userId, code, rewarded: 0, misses: 0, missed_since: null })
    .onConflict((on) => on.columns(['shard_key', 'user_id']).doNothing()).returningAll().executeTakeFirst();
  if (made === undefined) throw new Overtaken('another request of the same user made the invitation');
  const free = await ctx.db.insertInto('invitation_code').values({ shard_key: shardOfText(code), code, user_id: userId })
    .onConflict((on) => on.columns(['shard_key', 'code']).doNothing()).returning('code').executeTakeFirst();
  if (free === undefined) throw new Overtaken('the code is somebody else\'s');
  return made;
}

/** Eight digits of Crockford's base 32, 40 random bits: each byte has eight digits' worth to give, and gives one. */
const newCode = (random: Services['random']): string => [...random(CODE_DIGITS)].map((byte) => base32(byte % 32, 1)).join('');

/** A code as it is kept: what was typed without spaces and dashes, in capitals, with the letters that the alphabet leaves out read as the digits they look like. */
export const readCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0');

/** A name with all but its first letter covered, 陈*; a nameless friend is one too. */
export const maskName = (name: string | null): string => {
  const [initial] = name ?? '';
  return initial === undefined ? '*' : `${initial}*`;
};
