import { hash } from 'node:crypto';
import type { Actor, Services } from './context.js';
import { OwnLimiter, type Limiter } from './limiter.js';
import { problem, ProblemError } from './problem.js';
import type { Settings } from './settings.js';
import { SharedLimiter } from './shared-limiter.js';

/** Counters a limiter may hold. Callers share a counter by keyed hash, so memory stays bounded whatever is sent. */
const BUCKETS = 65_536;

/** What the limits are made of; several processes meet in the database. */
export type LimitParts = { readonly settings: Pick<Settings, 'rateLimits' | 'signingSecret'> } & Pick<Services, 'db' | 'clock'>;

/** The request limits: per secret key, per session, per client address. Of this process, or of all processes on the database together. */
export class Limits {
  readonly #platform: Limiter;
  readonly #session: Limiter;
  readonly #address: Limiter;
  readonly #refused: Limiter;
  readonly #secret: string;

  constructor({ settings, db, clock }: LimitParts) {
    const { platform, session, address, processes } = settings.rateLimits;
    const limiter = (name: string, points: number): Limiter => (processes > 1 ? new SharedLimiter({ db, clock, name, points, processes }) : new OwnLimiter({ name, points }));
    this.#secret = hash('sha256', Buffer.concat([Buffer.from('tessera limits '), settings.signingSecret]));
    this.#platform = limiter('platform', platform);
    this.#session = limiter('session', session);
    this.#address = limiter('address', address);
    this.#refused = limiter('refused', address);
  }

  /** Counts one call of `actor`; throws `rate_limited` with Retry-After when there were too many. */
  async allow(actor: Actor, address: string): Promise<void> {
    if (actor.kind === 'platform') await this.#count(this.#platform, actor.platformId);
    else if (actor.kind === 'public') await this.#count(this.#address, address);
    else await this.#count(this.#session, actor.sessionId);
  }

  /** Runs an authentication, and limits how often one address may be refused, so that keys cannot be guessed. */
  async authenticated(address: string, run: () => Promise<Actor>): Promise<Actor> {
    const wait = await this.#refused.blocked(this.#bucket(address));
    if (wait !== null) throw tooMany(wait);
    try {
      return await run();
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'unauthenticated') await this.#count(this.#refused, address);
      throw error;
    }
  }

  async #count(limiter: Limiter, key: string): Promise<void> {
    const wait = await limiter.consume(this.#bucket(key));
    if (wait !== null) throw tooMany(wait);
  }

  #bucket(key: string): number {
    return Number.parseInt(hash('sha256', `${this.#secret} ${key}`).slice(0, 8), 16) % BUCKETS;
  }
}

function tooMany(milliseconds: number): ProblemError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return problem('rate_limited', `Too many requests; ask again in ${seconds} seconds.`, { headers: { 'Retry-After': String(seconds) } });
}
