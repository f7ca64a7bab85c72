import type { Campaign } from '@tessera/contract';
import { isOpen, opensAt, phaseOf } from './standing.js';

/** The campaigns that open by themselves. Looks at them only when the first of them does, however many there are. */
export class Openings {
  readonly #waiting = new Set<string>();
  #next = Infinity;

  /** Some open later: time has to be told. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** These came to the shelf. */
  add(items: readonly Campaign[], now: number): void {
    for (const one of items) {
      const opens = Date.parse(opensAt(one) ?? '');
      if (!(opens > now)) continue;
      this.#waiting.add(one.id);
      this.#next = Math.min(this.#next, opens);
    }
  }

  /** Those that have opened since this was last asked. */
  opened(items: readonly Campaign[], now: number): readonly Campaign[] {
    if (now < this.#next) return [];
    const opened = items.filter((one) => this.#waiting.has(one.id) && isOpen(phaseOf(one, now)));
    this.renew(items, now);
    return opened;
  }

  /** Only these stand on the shelf. */
  renew(items: readonly Campaign[], now: number): void {
    this.#waiting.clear();
    this.#next = Infinity;
    this.add(items, now);
  }
}
