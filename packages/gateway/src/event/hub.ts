import type { EventType } from '@tessera/contract';
import type { Database } from '../database.js';
import { shardOf } from '../id.js';
import type { Metrics } from '../metrics.js';

type Listener = () => void;

/** Pause between two looks at the outbox for events that another process wrote, in milliseconds: a till's charge shows within 300. */
const POLL_MS = 100;
/** A look that takes long is followed by as many times its own length, so that looking takes a fifth of a connection at most. */
const PAUSE_PER_LOOK = 4;

/** Wakes open streams when an owner has new events: at once for this process's commits, by a short poll for others'. */
export class EventHub {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #seen = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #lastLook = 0;
  #closed = false;

  constructor(readonly db: Database, readonly counter: Metrics['events'], readonly onError: (error: unknown) => void) {}

  /** Calls `listener` after each commit that told `owner` something. Returns how to stop. */
  listen(owner: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(owner) ?? new Set();
    this.#listeners.set(owner, listeners.add(listener));
    this.#schedule();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      this.#listeners.delete(owner);
      this.#seen.delete(owner);
    };
  }

  /** An event was committed here: counts it and wakes its owner's streams. */
  told(owner: string, type: EventType): void {
    // A payment is told to the till as well; counting what users hear counts it once.
    if (owner.startsWith('usr_')) this.counter.inc({ type });
    this.wake(owner);
  }

  /** Tells an owner's streams to look now. */
  wake(owner: string): void {
    for (const listener of this.#listeners.get(owner) ?? []) listener();
  }

  /** Ends every open stream and the poll. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const owner of this.#listeners.keys()) this.wake(owner);
  }

  get closed(): boolean {
    return this.#closed;
  }

  #schedule(): void {
    if (this.#timer || this.#closed || this.#listeners.size === 0) return;
    this.#timer = setTimeout(() => {
      const began = performance.now();
      this.#poll().catch(this.onError).finally(() => {
        this.#lastLook = performance.now() - began;
        this.#timer = undefined;
        this.#schedule();
      });
    }, Math.max(POLL_MS, PAUSE_PER_LOOK * this.#lastLook));
    this.#timer.unref();
  }

  async #poll(): Promise<void> {
    const owners = [...this.#listeners.keys()];
    if (owners.length === 0) return;
    const heads = await this.db.selectFrom('event_head').select(['owner', 'sequence'])
      .where('shard_key', 'in', owners.map(shardOf)).where('owner', 'in', owners).execute();
    for (const { owner, sequence } of heads) {
      const seen = this.#seen.get(owner);
      this.#seen.set(owner, sequence);
      if (seen !== sequence) this.wake(owner);
    }
  }
}
