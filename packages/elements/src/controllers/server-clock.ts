import type { TesseraClient } from '@tessera/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Updates the host at each full second of the gateway's time, while connected and as long as `wanted` says so.
 * For countdowns: read `now` in render.
 */
export class ServerClockController implements ReactiveController {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly client: () => TesseraClient | undefined,
    private readonly wanted: () => boolean = () => true,
  ) {
    host.addController(this);
  }

  /** The gateway's time in milliseconds, as well as it is known. */
  get now(): number {
    return this.client()?.now() ?? Date.now();
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    if (this.wanted()) this.#timer = setTimeout(() => this.host.requestUpdate(), 1000 - (this.now % 1000));
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
