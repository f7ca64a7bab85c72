import { sql } from 'kysely';
import type { Services } from '../context.js';
import { shardOf } from '../id.js';
import { problem, type ProblemError } from '../problem.js';
import { invitationRule, ownInvitation } from './invitation.js';

const { misses, missSeconds } = invitationRule;

/** A miss before this time counts no more. */
const overBefore = (now: Date): Date => new Date(now.getTime() - missSeconds * 1000);

/** What a user is told who has tried too many codes. */
export const triedTooMany = (): ProblemError =>
  problem('rate_limited', `This user tried ${misses} unknown codes: wait ${missSeconds} seconds.`, { headers: { 'Retry-After': String(missSeconds) } });

/** Those of these users who have tried too many codes and have to wait. */
export async function guessersAmong({ db }: Pick<Services, 'db'>, userIds: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('invitation').select('user_id').where('shard_key', 'in', [...new Set(userIds.map(shardOf))]).where('user_id', 'in', [...userIds])
    .where('misses', '>=', misses).where('missed_since', '>', overBefore(now)).execute();
  return new Set(rows.map(({ user_id }) => user_id));
}

/** Counts a code that nobody has, and says so; however many are tried at once, no more than the limit are answered. Run in a transaction that ends with a commit. */
export async function missCode(ctx: Pick<Services, 'db' | 'random'>, userId: string, now: Date): Promise<ProblemError> {
  await ownInvitation(ctx, userId);
  const over = overBefore(now);
  const { rows } = await sql`
    update invitation set
      misses = case when missed_since is null or missed_since <= ${over}::timestamptz then 1 else misses + 1 end,
      missed_since = case when missed_since is null or missed_since <= ${over}::timestamptz then ${now}::timestamptz else missed_since end
    where shard_key = ${shardOf(userId)} and user_id = ${userId} and (misses < ${misses} or missed_since is null or missed_since <= ${over}::timestamptz)
    returning misses`.execute(ctx.db);
  return rows.length === 0 ? triedTooMany() : problem('invitation_unknown', 'Nobody has this invitation code: check its eight letters and digits.');
}
