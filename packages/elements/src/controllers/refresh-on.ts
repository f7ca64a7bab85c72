import type { EventStatus, TesseraClient } from '@tessera/client';
import type { TesseraEvent } from '@tessera/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { EventsController } from './events.js';

/** Facts arrive in a row: a moment after the last one, a single refresh answers them all. */
const SETTLE_MS = 400;

/** A stream that already runs answers within this. */
const AT_ONCE_MS = 10;

/** Refreshes a widget after facts that concern it. Subjects in `own` are of its own making and shown already. */
export class RefreshOnController implements ReactiveController {
  readonly own = new Set<string>();
  readonly #subjects = new Set<string>();
  readonly #events: EventsController;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & { refresh(): Promise<void> },
    client: () => TesseraClient | undefined,
    private readonly concerns: (type: TesseraEvent['type']) => boolean,
  ) {
    host.addController(this);
    this.#events = new EventsController(host, client, (event) => this.#hear(event), (status) => this.#catchUp(status));
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** A stream tells what happens from its start on. A user who was quick enough to act before it is asked for anew. */
  #catchUp(status: EventStatus): void {
    if (status !== 'offline' && navigator.userActivation?.isActive && performance.now() - this.#events.since > AT_ONCE_MS) void this.host.refresh();
  }

  #hear({ type, subjectId }: TesseraEvent): void {
    if (!this.concerns(type)) return;
    this.#subjects.add(subjectId);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const others = [...this.#subjects].some((id) => !this.own.has(id));
      this.#subjects.clear();
      if (others) void this.host.refresh();
    }, SETTLE_MS);
  }
}
