import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Counts calls in buckets, so many a minute each. */
export interface Limiter {
  /** Counts one; null when it may pass, else milliseconds until the next one may. */
  consume(bucket: number): Promise<number | null>;
  /** Milliseconds until the bucket is open again when it is used up; null while it is not. Counts nothing. */
  blocked(bucket: number): Promise<number | null>;
}

/** A limit that one process keeps for itself. */
export class OwnLimiter implements Limiter {
  readonly #memory: RateLimiterMemory;

  constructor({ name, points }: { name: string; points: number }) {
    this.#memory = new RateLimiterMemory({ keyPrefix: name, points, duration: 60 });
  }

  async consume(bucket: number): Promise<number | null> {
    try {
      await this.#memory.consume(bucket);
      return null;
    } catch (error) {
      if (error instanceof RateLimiterRes) return error.msBeforeNext;
      throw error;
    }
  }

  async blocked(bucket: number): Promise<number | null> {
    const known = await this.#memory.get(bucket);
    return known !== null && known.remainingPoints <= 0 ? known.msBeforeNext : null;
  }
}
