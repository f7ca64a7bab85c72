import type { Logger } from 'pino';

/** Work that comes back: one run at a time for each job, failures go to the log and the next run comes all the same. */
export class Jobs {
  readonly #log: Logger;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Runs `work` again and again, `milliseconds` after the run before has ended. */
  every(milliseconds: number, name: string, work: () => Promise<unknown>): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      const run = this.#run(name, work).finally(() => {
        this.#running.delete(run);
        this.every(milliseconds, name, work);
      });
      this.#running.add(run);
    }, milliseconds);
    this.#timers.set(name, timer.unref());
  }

  /** Starts nothing more and waits for what runs. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all(this.#running);
  }

  async #run(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#log.error({ job: name, err: error }, 'a job failed');
    }
  }
}
