import type { EventStatus } from '@tessera/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether there is a network, by the browser and by the event stream, and since when there is none. */
export class ConnectionController implements ReactiveController {
  /** Milliseconds of the clock it was given; undefined while there is a network. */
  offlineSince: number | undefined;

  #browser = true;
  #events: EventStatus = 'live';

  constructor(private readonly host: ReactiveControllerHost, private readonly now: () => number, private readonly onBack: () => void) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#check);
    addEventListener('offline', this.#check);
    this.#check();
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#check);
    removeEventListener('offline', this.#check);
  }

  /** How events arrive now. */
  hear(status: EventStatus): void {
    this.#events = status;
    this.#follow();
  }

  #check = (): void => {
    this.#browser = navigator.onLine;
    this.#follow();
  };

  #follow(): void {
    const offline = !this.#browser || this.#events === 'offline';
    if (offline === (this.offlineSince !== undefined)) return;
    this.offlineSince = offline ? this.now() : undefined;
    if (!offline) this.onBack();
    this.host.requestUpdate();
  }
}
