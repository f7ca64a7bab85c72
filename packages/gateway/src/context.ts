import type { Scope } from '@tessera/contract';
import type { Logger } from 'pino';
import type { Channels } from './channels/channel.js';
import type { Database } from './database.js';
import type { EventHub } from './event/hub.js';
import type { Locale } from './locale.js';
import type { Metrics } from './metrics.js';
import { problem } from './problem.js';
import type { IdentityProvider } from './session/identity.js';
import type { SignInGuard } from './session/sign-in-guard.js';
import type { Settings } from './settings.js';
import type { Suppliers } from './suppliers/supplier.js';
import type { PinHasher } from './verification/pin-hash.js';

/** What a verb works with, built once where the process starts and passed in. */
export interface Services {
  readonly db: Database;
  /** The time. A verb takes it once, so that one action has one time. */
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly channels: Channels;
  readonly suppliers: Suppliers;
  readonly identity: IdentityProvider;
  readonly signInGuard: SignInGuard;
  readonly pins: PinHasher;
  readonly events: EventHub;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly settings: Settings;
}

/** Who calls, already authenticated. */
export type Actor =
  | { readonly kind: 'public' }
  | { readonly kind: 'platform'; readonly platformId: string }
  | {
    readonly kind: 'user'; readonly platformId: string; readonly userId: string;
    readonly sessionId: string; readonly scopes: readonly Scope[];
  }
  | {
    readonly kind: 'terminal'; readonly platformId: string; readonly terminalId: string; readonly storeId: string;
    readonly sessionId: string; readonly scopes: readonly Scope[];
  };

export type UserActor = Extract<Actor, { kind: 'user' }>;
export type TerminalActor = Extract<Actor, { kind: 'terminal' }>;
export type PlatformActor = Extract<Actor, { kind: 'platform' }>;

/** One call: the services, who calls, in which language. In a write verb `db` is the call's own transaction. */
export interface Context extends Services {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly requestId: string;
  /** The client's address; not there outside a request. */
  readonly address?: string;
  /** Present on every write, null on a read. */
  readonly idempotencyKey: string | null;
}

/** The calling user; throws `caller_not_allowed` for anybody else. */
export function asUser(ctx: Context): UserActor {
  if (ctx.actor.kind !== 'user') throw wrongCaller('a user session', ctx.actor);
  return ctx.actor;
}

/** The calling terminal; throws `caller_not_allowed` for anybody else. */
export function asTerminal(ctx: Context): TerminalActor {
  if (ctx.actor.kind !== 'terminal') throw wrongCaller('a terminal session', ctx.actor);
  return ctx.actor;
}

/** The calling platform's server; throws `caller_not_allowed` for anybody else. */
export function asPlatform(ctx: Context): PlatformActor {
  if (ctx.actor.kind !== 'platform') throw wrongCaller("a platform's secret key", ctx.actor);
  return ctx.actor;
}

const wrongCaller = (expected: string, actor: Actor) =>
  problem('caller_not_allowed', `This call expects ${expected}; it came from a ${actor.kind} caller.`);
