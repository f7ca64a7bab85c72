import { sql } from 'kysely';
import { withRetry, type Database } from './database.js';
import { shardOfText } from './id.js';
import type { Limiter } from './limiter.js';

const WINDOW_MS = 60_000;

/** What one process knows of one bucket in the present window: what it may still pass, and whether the others have taken the rest. */
interface Share { left: number; exhausted: boolean; asking: Promise<void> | null }

/**
 * A limit that several processes on one database keep together, never more than `points` a minute over all of them. Each of `processes`
 * may pass its part of one half without asking; the other half lies in the table, and is leased in small chunks when a part is used up.
 * A bucket with nothing left is not asked about again in its window, so a flood costs the database a few statements a minute.
 */
export class SharedLimiter implements Limiter {
  readonly #db: Database;
  readonly #clock: () => Date;
  readonly #name: string;
  readonly #own: number;
  readonly #leasable: number;
  readonly #chunk: number;
  #window = 0;
  #shares = new Map<number, Share>();

  constructor({ db, clock, name, points, processes }: { db: Database; clock: () => Date; name: string; points: number; processes: number }) {
    this.#db = db;
    this.#clock = clock;
    this.#name = name;
    this.#own = Math.floor(points / (2 * processes));
    this.#leasable = points - processes * this.#own;
    this.#chunk = Math.max(1, Math.floor(this.#leasable / (4 * processes)));
  }

  async consume(bucket: number): Promise<number | null> {
    for (;;) {
      const [share, wait] = this.#share(bucket);
      if (share.left > 0) {
        share.left -= 1;
        return null;
      }
      if (share.exhausted) return wait;
      share.asking ??= this.#lease(bucket, share, this.#window).finally(() => { share.asking = null; });
      await share.asking;
    }
  }

  async blocked(bucket: number): Promise<number | null> {
    const [share, wait] = this.#share(bucket);
    return share.left === 0 && share.exhausted ? wait : null;
  }

  /** The share of a bucket in the present window, and how long that lasts. All processes' windows begin on the minute. */
  #share(bucket: number): [Share, number] {
    const now = this.#clock().getTime();
    const window = now - (now % WINDOW_MS);
    if (window !== this.#window) {
      this.#window = window;
      this.#shares = new Map();
    }
    const share = this.#shares.get(bucket) ?? { left: this.#own, exhausted: false, asking: null };
    this.#shares.set(bucket, share);
    return [share, window + WINDOW_MS - now];
  }

  async #lease(bucket: number, share: Share, window: number): Promise<void> {
    for (const amount of this.#chunk > 1 ? [this.#chunk, 1] : [1]) {
      if (await this.#take(bucket, new Date(window), amount)) {
        share.left += amount;
        return;
      }
    }
    share.exhausted = true;
  }

  /** False when so much is not left, or another process' clock has begun the next window. */
  async #take(bucket: number, window: Date, amount: number): Promise<boolean> {
    if (amount > this.#leasable) return false;
    const name = `${this.#name}/${bucket}`;
    const { rows } = await withRetry(this.#db, (db) => sql`
      insert into rate_lease (shard_key, bucket, window_start, leased)
      values (${shardOfText(name)}, ${name}, ${window}::timestamptz, ${amount}::integer)
      on conflict (shard_key, bucket) do update set
        leased = case when rate_lease.window_start = excluded.window_start then rate_lease.leased + excluded.leased else excluded.leased end,
        window_start = excluded.window_start
      where rate_lease.window_start < excluded.window_start
        or (rate_lease.window_start = excluded.window_start and rate_lease.leased + excluded.leased <= ${this.#leasable}::integer)
      returning leased`.execute(db));
    return rows.length > 0;
  }
}
