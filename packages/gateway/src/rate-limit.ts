import { createHmac, type KeyObject } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from './context.js';
import { problem, ProblemError } from './problem.js';
import type { Settings } from './settings.js';
import { signingKey } from './signing-key.js';

/** Counters a limiter may hold. Callers share a counter by keyed hash, so memory stays bounded whatever is sent. */
const BUCKETS = 65_536;

/** The request limits of one process: per secret key, per session, per client address. */
export class Limits {
  readonly #platform: RateLimiterMemory;
  readonly #session: RateLimiterMemory;
  readonly #address: RateLimiterMemory;
  readonly #refused: RateLimiterMemory;
  readonly #secret: KeyObject;

  constructor(settings: Pick<Settings, 'rateLimits' | 'signingSecret'>) {
    const { platform, session, address } = settings.rateLimits;
    this.#secret = signingKey(settings);
    this.#platform = new RateLimiterMemory({ keyPrefix: 'platform', points: platform, duration: 60 });
    this.#session = new RateLimiterMemory({ keyPrefix: 'session', points: session, duration: 60 });
    this.#address = new RateLimiterMemory({ keyPrefix: 'address', points: address, duration: 60 });
    this.#refused = new RateLimiterMemory({ keyPrefix: 'refused', points: address, duration: 60 });
  }

  /** Counts one call of `actor`; throws `rate_limited` with Retry-After when there were too many. */
  async allow(actor: Actor, address: string): Promise<void> {
    if (actor.kind === 'platform') await this.#count(this.#platform, actor.platformId);
    else if (actor.kind === 'public') await this.#count(this.#address, address);
    else await this.#count(this.#session, actor.sessionId);
  }

  /** Runs an authentication, and limits how often one address may be refused, so that keys cannot be guessed. */
  async authenticated(address: string, run: () => Promise<Actor>): Promise<Actor> {
    const known = await this.#refused.get(this.#bucket(address));
    if (known && known.remainingPoints <= 0) throw tooMany(known);
    try {
      return await run();
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'unauthenticated') await this.#count(this.#refused, address);
      throw error;
    }
  }

  async #count(limiter: RateLimiterMemory, key: string): Promise<void> {
    try {
      await limiter.consume(this.#bucket(key));
    } catch (error) {
      throw error instanceof RateLimiterRes ? tooMany(error) : error;
    }
  }

  #bucket(key: string): string {
    return String(createHmac('sha256', this.#secret).update(key).digest().readUInt32BE(0) % BUCKETS);
  }
}

function tooMany(state: RateLimiterRes): ProblemError {
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  return problem('rate_limited', `Too many requests; ask again in ${seconds} seconds.`, { headers: { 'Retry-After': String(seconds) } });
}
