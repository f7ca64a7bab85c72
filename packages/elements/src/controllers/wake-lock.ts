import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keeps the screen awake while `hold(true)`; quietly does nothing where that is not possible or not allowed. */
export class WakeLockController implements ReactiveController {
  #held = false;
  #lock: WakeLockSentinel | undefined;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.hold(false);
  }

  /** The browser lets go by itself when the tab is hidden, so this is said again each time the host is shown. */
  hold(held: boolean): void {
    this.#held = held;
    void this.#follow();
  }

  async #follow(): Promise<void> {
    if (this.#held && (!this.#lock || this.#lock.released)) {
      const lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
      if (this.#held) this.#lock = lock;
      else await lock?.release();
    } else if (!this.#held) {
      const lock = this.#lock;
      this.#lock = undefined;
      await lock?.release();
    }
  }
}
