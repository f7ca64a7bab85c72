import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll, type CircuitBreakerPolicy } from 'cockatiel';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.js';

/** Failures in a row after which a supplier is left alone. */
export const FAILURES = 5;
/** How long it is left alone before one call tries it again, in milliseconds. */
export const OPEN_MS = 30_000;

/**
 * One circuit breaker for each supplier, so that a dead one is asked a few times and then, now and again, once: whoever waits
 * for another supplier does not wait for it. Every process has its own.
 */
export class Circuits {
  readonly #lanes = new Map<string, Promise<unknown>>();
  readonly #circuits = new Map<string, { readonly policy: CircuitBreakerPolicy; openedAt: number }>();

  constructor(readonly services: { readonly metrics: Pick<Metrics, 'supplierCircuits'>; readonly log: Logger }) {}

  /** The suppliers that are not asked now. */
  open(): string[] {
    return [...this.#circuits].filter(([, circuit]) => isShut(circuit)).map(([supplier]) => supplier);
  }

  /** How many calls may be on their way to a supplier together: one while it is being tried again, none while it is left alone. */
  width(supplier: string): number {
    const circuit = this.#of(supplier);
    if (circuit.policy.state === CircuitState.Closed) return FAILURES;
    return isShut(circuit) ? 0 : 1;
  }

  /** Makes one call. Throws what the call throws, or cockatiel's error when the supplier is left alone. */
  run<T>(supplier: string, call: () => Promise<T>): Promise<T> {
    return this.#of(supplier).policy.execute(call);
  }

  /** Does a supplier's work while nobody else in this process does any for it: until it is done, `busy` names the supplier. */
  async lane<T>(supplier: string, work: () => Promise<T>): Promise<T> {
    const done = work();
    const kept = done.catch(() => undefined);
    this.#lanes.set(supplier, kept);
    try {
      return await done;
    } finally {
      if (this.#lanes.get(supplier) === kept) this.#lanes.delete(supplier);
    }
  }

  /** The suppliers whose lanes are not done. */
  busy(): string[] { return [...this.#lanes.keys()]; }

  /** Waits for every lane, so that the database can be closed. */
  async idle(): Promise<void> { await Promise.all(this.#lanes.values()); }

  /** True for the error of a call that was not made. */
  static notAsked(error: unknown): boolean { return error instanceof BrokenCircuitError; }

  #of(supplier: string) {
    const known = this.#circuits.get(supplier);
    if (known !== undefined) return known;
    const circuit = { policy: circuitBreaker(handleAll, { halfOpenAfter: OPEN_MS, breaker: new ConsecutiveBreaker(FAILURES) }), openedAt: 0 };
    circuit.policy.onBreak(() => {
      circuit.openedAt = Date.now();
      this.#tell(supplier, 'open');
    });
    circuit.policy.onReset(() => { this.#tell(supplier, 'closed'); });
    this.#circuits.set(supplier, circuit);
    return circuit;
  }

  #tell(supplier: string, to: 'open' | 'closed'): void {
    this.services.metrics.supplierCircuits.inc({ supplier, to });
    if (to === 'open') this.services.log.error({ supplier }, 'a supplier keeps failing and is left alone for 30 seconds');
    else this.services.log.info({ supplier }, 'a supplier answers again');
  }
}

const isShut = ({ policy, openedAt }: { readonly policy: CircuitBreakerPolicy; readonly openedAt: number }): boolean =>
  policy.state === CircuitState.HalfOpen || (policy.state === CircuitState.Open && Date.now() - openedAt < OPEN_MS);
