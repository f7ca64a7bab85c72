import type { Output, Parsed, Row } from '@tessera/contract';
import type { Services } from '../context.js';
import { asUser } from '../context.js';
import { readRewards, type Given } from '../energy/energy.js';
import type { Call, Together } from '../handler.js';
import { shardOf, shardOfText } from '../id.js';
import { problem, ProblemError } from '../problem.js';
import { invitationRule, readCode } from './invitation.js';
import { guessersAmong, missCode, triedTooMany } from './miss-code.js';
import { rewardFriends, type Accepted } from './reward-friends.js';

type Route = Row<'acceptInvitation'>;
type Input = Parsed<Route>;

const DAY_MS = 86_400_000;

/**
 * Accepts somebody's invitation, once in a life: both sides' rewards and the row that makes them the only ones in one transaction. Friends
 * of one inviter who come at the same moment are taken together: they all reward the same user.
 */
export const acceptInvitation: Together<Input, Output<Route> | ProblemError> = {
  lane: ({ code }) => readCode(code),
  async run(services, calls) {
    const now = services.clock();
    const code = readCode(calls[0]?.input.code ?? '');
    const guessers = await guessersAmong(services, calls.map(({ ctx }) => asUser(ctx).userId), now);
    const owner = await services.db.selectFrom('invitation_code').select('user_id').where('shard_key', '=', shardOfText(code)).where('code', '=', code).executeTakeFirst();
    const decided = owner === undefined ? await missAll(services, calls, guessers, now) : await decide(services, owner.user_id, calls, guessers, now);
    const accepted = decided.flatMap((one) => (one instanceof ProblemError || one.reward !== null ? [] : [one]));
    const rewards = owner === undefined ? new Map<string, Given>() : await rewardFriends(services, owner.user_id, accepted, now);
    const rewardOf = ({ userId, reward }: Accepted): Given => reward ?? rewards.get(userId) ?? { kind: 'nothing' };
    const show = await readRewards(services, decided.flatMap((one) => (one instanceof ProblemError ? [] : [rewardOf(one)])));
    return calls.map(({ ctx }, place) => {
      const one = decided[place];
      return one === undefined || one instanceof ProblemError ? one ?? refused('The request was lost.') : { reward: show(ctx, rewardOf(one)) };
    });
  },
};

async function missAll(services: Services, calls: readonly Call<Input>[], guessers: ReadonlySet<string>, now: Date): Promise<ProblemError[]> {
  const told: ProblemError[] = [];
  for (const { ctx } of calls) {
    const { userId } = asUser(ctx);
    told.push(guessers.has(userId) ? triedTooMany() : await missCode(services, userId, now));
  }
  return told;
}

/** Decides calls in the order they came: who is new, is not the inviter as far as the bank can tell, and has accepted no other. */
async function decide({ db }: Services, inviterId: string, calls: readonly Call<Input>[], guessers: ReadonlySet<string>, now: Date): Promise<(Accepted | ProblemError)[]> {
  const users = [...new Set(calls.map(({ ctx }) => asUser(ctx).userId))];
  const known = await db.selectFrom('invitation_acceptance').selectAll().where('shard_key', 'in', users.map(shardOf)).where('user_id', 'in', users).execute();
  const persons = await db.selectFrom('person').select(['id', 'created_at', 'identity_hash'])
    .where('shard_key', 'in', [...users, inviterId].map(shardOf)).where('id', 'in', [...users, inviterId]).execute();
  const earlier = new Map(known.map((row) => [row.user_id, row]));
  const people = new Map(persons.map((row) => [row.id, row]));
  const accepting = new Set<string>();
  return calls.map(({ ctx }) => {
    const { userId } = asUser(ctx);
    const requestKey = ctx.idempotencyKey ?? '';
    if (guessers.has(userId)) return triedTooMany();
    const before = earlier.get(userId);
    // The same request again, long after its answer was forgotten.
    if (before?.request_key === requestKey && before.inviter_id === inviterId) return { userId, requestKey, reward: before.reward };
    if (before !== undefined || accepting.has(userId)) return refused('This user has accepted an invitation before, and can only once.');
    const unfit = unfitness(people.get(userId), people.get(inviterId), now);
    if (unfit !== null) return unfit;
    accepting.add(userId);
    return { userId, requestKey, reward: null };
  });
}

interface Person {
  readonly id: string;
  readonly created_at: Date;
  readonly identity_hash: string | null;
}

/** Why a user cannot accept, or null. */
function unfitness(invitee: Person | undefined, inviter: Person | undefined, now: Date): ProblemError | null {
  if (invitee !== undefined && invitee === inviter) return refused('Nobody can accept an invitation of their own.');
  const { newDays } = invitationRule;
  if (invitee === undefined || invitee.created_at.getTime() <= now.getTime() - newDays * DAY_MS) return refused(`Only users who registered within the last ${newDays} days can accept an invitation.`);
  if (invitee.identity_hash !== null && invitee.identity_hash === inviter?.identity_hash) return refused('The inviter and this user are one person: both accounts have the same identity document.');
  return null;
}

const refused = (detail: string) => problem('invitation_refused', detail);
