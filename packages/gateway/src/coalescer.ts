import { isPassing } from './database.js';
import { problem } from './problem.js';

/** What one item of a batch came to. */
export type Settled<O> = { readonly value: O } | { readonly error: Error };

interface Waiting<I, O> {
  readonly item: I;
  settle(result: Settled<O>): void;
}

interface Lane<I, O> {
  readonly queue: Waiting<I, O>[];
  readonly running: Waiting<I, O>[];
  /** The running batch is late: nobody waits behind it any more. */
  late: boolean;
}

/** Most items of one batch: 64 measured best with claims, larger ones hold the hot row longer for little. */
const BATCH_MAX = 64;
/** Longest anybody waits for one batch, in milliseconds. */
const LATE_MS = 2000;

/**
 * Lets calls that want the same thing go together. While a batch of a lane runs, arriving items wait and go in the next
 * one; with nothing running an item goes with what else came in the same turn of the event loop. Lanes don't wait for each other.
 */
export class Coalescer<I, O> {
  readonly #lanes = new Map<string, Lane<I, O>>();
  readonly #run: (items: readonly I[]) => Promise<readonly Settled<O>[]>;

  /**
   * `run` gives each item its own result, in order. What it throws means that no item of the batch had an effect: a
   * passing failure is told to all of them; for any other the batch is halved until the item that is at fault stands alone.
   */
  constructor(run: (items: readonly I[]) => Promise<readonly Settled<O>[]>) {
    this.#run = run;
  }

  /** Does one item with others of its lane. Throws what its own part of the batch threw, or `unavailable` when a batch is late. */
  async do(name: string, item: I): Promise<O> {
    const lane = this.#lanes.get(name) ?? { queue: [], running: [], late: false };
    if (lane.late) throw late();
    const result = await new Promise<Settled<O>>((settle) => {
      lane.queue.push({ item, settle });
      if (this.#lanes.has(name)) return;
      this.#lanes.set(name, lane);
      void this.#work(name, lane);
    });
    if ('error' in result) throw result.error;
    return result.value;
  }

  async #work(name: string, lane: Lane<I, O>): Promise<void> {
    await new Promise((resolve) => { setImmediate(resolve); });
    while (lane.queue.length > 0) {
      lane.running.push(...lane.queue.splice(0, BATCH_MAX));
      const alarm = setTimeout(() => {
        lane.late = true;
        for (const waiting of [...lane.running, ...lane.queue.splice(0)]) waiting.settle({ error: late() });
      }, LATE_MS);
      await this.#batch(lane.running);
      clearTimeout(alarm);
      lane.late = false;
      lane.running.length = 0;
    }
    this.#lanes.delete(name);
  }

  async #batch(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const results = await this.#run(batch.map(({ item }) => item));
      for (const [place, waiting] of batch.entries()) waiting.settle(results[place] ?? { error: new Error('the batch gave no result for this item') });
    } catch (error) {
      if (batch.length === 1 || isPassing(error)) {
        const failure = error instanceof Error ? error : new Error('the batch failed', { cause: error });
        for (const waiting of batch) waiting.settle({ error: failure });
        return;
      }
      const half = Math.ceil(batch.length / 2);
      await this.#batch(batch.slice(0, half));
      await this.#batch(batch.slice(half));
    }
  }
}

// What is being done may still succeed; asked again with its key, it answers with what it came to.
const late = () => problem('unavailable', 'The database does not answer in time; ask again with the same Idempotency-Key.', { headers: { 'Retry-After': '1' } });
