import { createHmac } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { problem } from '../problem.js';
import type { Settings } from '../settings.js';

const BUCKETS = 65_536;
const WINDOW_SECONDS = 600;

/** Stops one-time codes from being tried out: a phone number takes a few wrong ones in ten minutes, from wherever they come. */
export class SignInGuard {
  readonly #wrong: RateLimiterMemory;
  readonly #secret: Uint8Array;

  constructor(settings: Pick<Settings, 'rateLimits' | 'signingSecret'>) {
    this.#secret = settings.signingSecret;
    this.#wrong = new RateLimiterMemory({ keyPrefix: 'sign-in', points: settings.rateLimits.signIn, duration: WINDOW_SECONDS });
  }

  /** The verdict of `check`, unless this phone had too many wrong codes: then `rate_limited`, whatever the code. */
  async verify(phone: string, check: () => Promise<boolean>): Promise<boolean> {
    const bucket = String(createHmac('sha256', this.#secret).update(`sign-in ${phone}`).digest().readUInt32BE(0) % BUCKETS);
    const state = await this.#wrong.get(bucket);
    if (state && state.remainingPoints <= 0) {
      const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
      throw problem('rate_limited', `Too many wrong codes for this phone; ask again in ${seconds} seconds.`, { headers: { 'Retry-After': String(seconds) } });
    }
    const right = await check();
    if (!right) await this.#wrong.penalty(bucket);
    return right;
  }
}
