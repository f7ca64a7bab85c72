/** A page's clock that only moves when it is told to: timers, `performance.now` and nothing else. */
export class FakeClock {
  #now = performance.now();
  #serial = 1_000_000;
  readonly #due = new Map<number, { at: number; run: () => void }>();
  readonly #real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: performance.now };

  constructor() {
    const set = (run: () => void, delay = 0): number => {
      this.#serial += 1;
      this.#due.set(this.#serial, { at: this.#now + Math.max(0, delay), run });
      return this.#serial;
    };
    globalThis.setTimeout = set as typeof setTimeout;
    globalThis.clearTimeout = ((id: number) => void this.#due.delete(id)) as typeof clearTimeout;
    performance.now = () => this.#now;
  }

  /** Timers that wait now. */
  get waiting(): number {
    return this.#due.size;
  }

  /** Lets promises and rendering settle without time passing. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => { this.#real.setTimeout.call(globalThis, resolve, 0); });
  }

  /** Settles until something is true, for what waits on the browser itself, such as a module that loads; 200 turns at most. */
  async until(condition: () => boolean): Promise<void> {
    for (let turn = 0; turn < 200 && !condition(); turn += 1) await this.settle();
  }

  /** Moves time on, running what falls due in order. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) break;
      const [id, { at, run }] = next;
      this.#due.delete(id);
      this.#now = Math.max(this.#now, at);
      run();
      await this.settle();
    }
    this.#now = end;
    await this.settle();
  }

  restore(): void {
    globalThis.setTimeout = this.#real.setTimeout;
    globalThis.clearTimeout = this.#real.clearTimeout;
    performance.now = this.#real.now;
  }
}
