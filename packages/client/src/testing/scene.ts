import type { EventType, Payment, ProblemCode, TesseraEvent } from '@tessera/contract';
import type { TesseraClient } from '../client.js';
import type { World } from './world.js';

/** What a verb of the fake works on. */
export interface Scene {
  readonly world: World;
  readonly now: number;
  /** The call's idempotency key, when the caller gave one. */
  readonly key: string | undefined;
  /** The next number for ids of things made here. */
  next(): number;
  /** Throws the gateway's refusal. */
  refuse(code: ProblemCode): never;
  tell(type: EventType, subjectId: string, payment?: Payment): TesseraEvent;
}

type Nouns = Pick<TesseraClient, 'session' | 'payCodes' | 'payments' | 'merchantCodes' | 'verification' | 'coupons' | 'rights' | 'bundles' | 'energy' | 'engagement' | 'stores'> & { events: Pick<TesseraClient['events'], 'list'> };
export type In<M> = M extends (...args: infer A) => unknown ? NonNullable<A[0]> : never;
type Out<M> = M extends (...args: never[]) => Promise<infer R> ? R : never;
/** Every call of these nouns as a function of the scene. */
export type Verbs<N extends keyof Nouns = keyof Nouns> = { readonly [K in N]: { readonly [V in keyof Nouns[K]]: (scene: Scene, input: In<Nouns[K][V]>) => Out<Nouns[K][V]> } };

export const paged = <T>(all: readonly T[], input: { cursor?: string | undefined; limit?: unknown }): { items: T[]; nextCursor: string | null } => {
  const start = Number(input.cursor ?? 0);
  const end = start + Number(input.limit ?? 20);
  return { items: all.slice(start, end), nextCursor: end < all.length ? String(end) : null };
};

export const find = <T extends { id: string }>(scene: Scene, all: readonly T[], id: string): T => all.find((one) => one.id === id) ?? scene.refuse('not_found');
