import type { EventStatus, TesseraClient } from '@tessera/client';
import type { TesseraEvent } from '@tessera/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenCalm } from '../calm.js';

/** Listens to the user's events while the host is connected and has a client, from the moment the page's widgets stand. */
export class EventsController implements ReactiveController {
  /** When it began to ask for events, by `performance.now()`. */
  since = 0;

  #client: TesseraClient | undefined;
  #stop: (() => void) | undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly client: () => TesseraClient | undefined,
    private readonly onEvent: (event: TesseraEvent) => void,
    private readonly onStatus?: (status: EventStatus) => void,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const client = this.client();
    if (client === this.#client) return;
    this.#stop?.();
    this.#client = client;
    this.#stop = client && this.#listen(client);
  }

  hostConnected(): void {
    this.#client = undefined;
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #listen({ events }: TesseraClient): () => void {
    let stop: (() => void) | undefined;
    const callOff = whenCalm(() => {
      this.since = performance.now();
      stop = events.subscribe(this.onEvent, this.onStatus ? { onStatus: this.onStatus } : {});
    });
    return () => {
      callOff();
      stop?.();
    };
  }
}
