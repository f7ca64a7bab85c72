import type { ClaimStep, FundingKind } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import type { Offer } from './offer.js';

type Read = Pick<Context, 'db'>;

/** The funding source that shows a step has been taken. */
const stepOf: Readonly<Partial<Record<FundingKind, ClaimStep>>> = { e_cny_wallet: 'open_wallet', life_card: 'add_card' };

/** The steps a user has taken that a funding source shows. */
export const stepsTaken = async (ctx: Read, userId: string): Promise<ReadonlySet<ClaimStep>> => new Set((await sourceSteps(ctx, [userId])).get(userId));

/** What audiences may ask of users. */
export interface Audience {
  steps(userId: string): ReadonlySet<ClaimStep>;
  registeredAt(userId: string): Date | null;
  /** The keyed hash of the identity document the bank has proven, null for none. */
  identity(userId: string): string | null;
  isIn(userId: string, segment: string): boolean;
}

/** What these users' audiences are asked for by these offers: a read for each thing that any of them asks, none for what none asks. */
export async function readAudience(ctx: Read, offers: readonly Offer[], userIds: readonly string[]): Promise<Audience> {
  const asksPerson = (offer: Offer) => offer.audience === 'verify_identity' || offer.new_within_days !== null || offer.limits?.some(({ each }) => each === 'person') === true;
  const sources = offers.some(({ audience }) => audience === 'open_wallet' || audience === 'add_card') ? await sourceSteps(ctx, userIds) : new Map<string, ClaimStep[]>();
  const persons = offers.some(asksPerson) ? await readPersons(ctx, userIds) : new Map<string, Person>();
  const segments = await readSegments(ctx, [...new Set(offers.flatMap(({ segment }) => segment ?? []))], userIds);
  const identity = (userId: string) => persons.get(userId)?.identity_hash ?? null;
  return {
    identity,
    steps: (userId) => new Set([...sources.get(userId) ?? [], ...(identity(userId) === null ? [] : ['verify_identity' as const])]),
    registeredAt: (userId) => persons.get(userId)?.created_at ?? null,
    isIn: (userId, segment) => segments.has(`${segment} ${userId}`),
  };
}

async function sourceSteps({ db }: Read, userIds: readonly string[]): Promise<Map<string, ClaimStep[]>> {
  const taken = new Map<string, ClaimStep[]>();
  if (userIds.length === 0) return taken;
  const sources = await db.selectFrom('funding_source').select(['user_id', 'kind'])
    .where('shard_key', 'in', shardsOf(userIds)).where('user_id', 'in', [...userIds]).execute();
  for (const { user_id, kind } of sources) {
    const step = stepOf[kind];
    if (step !== undefined) taken.set(user_id, [...taken.get(user_id) ?? [], step]);
  }
  return taken;
}

interface Person {
  readonly id: string;
  readonly identity_hash: string | null;
  readonly created_at: Date;
}

async function readPersons({ db }: Read, userIds: readonly string[]): Promise<Map<string, Person>> {
  const rows = userIds.length === 0 ? [] : await db.selectFrom('person').select(['id', 'identity_hash', 'created_at'])
    .where('shard_key', 'in', shardsOf(userIds)).where('id', 'in', [...userIds]).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function readSegments({ db }: Read, segments: readonly string[], userIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = segments.length === 0 || userIds.length === 0 ? [] : await db.selectFrom('segment_member').select(['segment', 'user_id'])
    .where('shard_key', 'in', shardsOf(userIds)).where('user_id', 'in', [...userIds]).where('segment', 'in', [...segments]).execute();
  return new Set(rows.map(({ segment, user_id }) => `${segment} ${user_id}`));
}

const shardsOf = (userIds: readonly string[]): number[] => [...new Set(userIds.map(shardOf))];
