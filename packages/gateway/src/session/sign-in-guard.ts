import { createHmac } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { problem, type ProblemError } from '../problem.js';
import type { Settings } from '../settings.js';

const BUCKETS = 65_536;
const WINDOW_SECONDS = 600;

/**
 * Stops one-time codes from being tried out, and phones from being flooded with them: a phone number, or a person known by
 * id, takes a few wrong ones and is sent a few in ten minutes, from wherever they come.
 */
export class SignInGuard {
  readonly #wrong: RateLimiterMemory;
  readonly #sent: RateLimiterMemory;
  readonly #secret: Uint8Array;

  constructor(settings: Pick<Settings, 'rateLimits' | 'signingSecret'>) {
    this.#secret = settings.signingSecret;
    const limit = { points: settings.rateLimits.signIn, duration: WINDOW_SECONDS };
    this.#wrong = new RateLimiterMemory({ keyPrefix: 'sign-in', ...limit });
    this.#sent = new RateLimiterMemory({ keyPrefix: 'sent', ...limit });
  }

  /** The verdict of `check`, unless this phone had too many wrong codes: then `rate_limited`, whatever the code. */
  async verify(phone: string, check: () => Promise<boolean>): Promise<boolean> {
    const bucket = this.#bucket(phone);
    const state = await this.#wrong.get(bucket);
    if (state && state.remainingPoints <= 0) throw tooMany('wrong codes for this phone', state);
    const right = await check();
    if (!right) await this.#wrong.penalty(bucket);
    return right;
  }

  /** Counts one code sent to this phone; throws `rate_limited` when there were too many. */
  async countSent(phone: string): Promise<void> {
    const state = await this.#sent.penalty(this.#bucket(phone));
    if (state.consumedPoints > this.#sent.points) throw tooMany('codes sent to this phone', state);
  }

  #bucket(phone: string): string {
    return String(createHmac('sha256', this.#secret).update(`sign-in ${phone}`).digest().readUInt32BE(0) % BUCKETS);
  }
}

function tooMany(what: string, state: RateLimiterRes): ProblemError {
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  return problem('rate_limited', `Too many ${what}; ask again in ${seconds} seconds.`, { headers: { 'Retry-After': String(seconds) } });
}
