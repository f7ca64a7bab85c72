import type { TesseraClient } from '@tessera/client';
import type { PayCode } from '@tessera/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What a code is to be paid with. */
export interface Choice {
  readonly sourceId?: string;
  readonly coupon: string;
  readonly points: boolean;
}

export interface LiveCodeOptions {
  readonly client: () => TesseraClient | undefined;
  readonly choice: () => Choice;
  /** A new code, or none any more. */
  readonly onChange: (code: PayCode | undefined, renewed: boolean) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Milliseconds before its end at which a code is renewed: the 5 s a till may still need, and time to ask. */
const MARGIN = 7_000;
const RETRY = 3_000;
/** No answer can make the widget ask more often, or show a code longer, than this. */
const SHORTEST = 15_000;
const LONGEST = 60_000;

/**
 * Keeps one live pay code while started: issues it, renews it before it ends, and lets go of it the moment it is stopped.
 * A code lives as long as the gateway says, counted from its arrival on a clock that nobody can set.
 */
export class LiveCodeController implements ReactiveController {
  code: PayCode | undefined;

  #client: TesseraClient | undefined;
  #running = false;
  #run = 0;
  #asking = false;
  #endsAt = 0;
  #nextAt = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost, private readonly options: LiveCodeOptions) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Whole seconds until it renews by itself. */
  get secondsLeft(): number {
    return Math.max(0, Math.ceil((this.#nextAt - performance.now()) / 1000));
  }

  get renewing(): boolean {
    return this.#asking;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    void this.renew();
  }

  /** Lets go of the code; unless it was used, the gateway is told to forget it. */
  stop({ used = false } = {}): void {
    this.#running = false;
    this.#run += 1;
    this.#asking = false;
    clearTimeout(this.#timer);
    if (this.code && !used) retire(this.#client, this.code);
    this.#show(undefined, false);
  }

  /** Asks for a new code now. The one shown stays until the new one is there, if it can still be used as `choice` says. */
  async renew(): Promise<void> {
    const client = this.options.client();
    if (!client || !this.#running) return;
    const run = (this.#run += 1);
    this.#asking = true;
    this.host.requestUpdate();
    const { sourceId, coupon, points } = this.options.choice();
    const before = this.code;
    try {
      const code = await client.payCodes.issue({ coupon, points, ...(sourceId && { sourceId }), ...(before && { replaces: before.id }) });
      if (run !== this.#run) {
        retire(client, code);
        return;
      }
      const said = Date.parse(code.expiresAt) - Date.parse(code.issuedAt);
      const lifetime = Math.min(Math.max(said || 0, SHORTEST), LONGEST);
      this.#client = client;
      this.#asking = false;
      this.#endsAt = performance.now() + lifetime;
      this.#nextAt = this.#endsAt - Math.min(MARGIN, lifetime / 2);
      this.#show(code, before !== undefined);
      this.#tick();
    } catch (error) {
      if (run !== this.#run) return;
      this.#asking = false;
      this.#nextAt = performance.now() + RETRY;
      if (this.code) this.#tick();
      this.options.onFailure(error);
      this.host.requestUpdate();
    }
  }

  /** Once a second: renew when it is time, drop what has ended. */
  #tick = (): void => {
    clearTimeout(this.#timer);
    const now = performance.now();
    if (this.code && now >= this.#endsAt) this.#show(undefined, false);
    this.host.requestUpdate();
    if (!this.#running || !this.code) return;
    if (now >= this.#nextAt && !this.#asking) void this.renew();
    const rest = this.#nextAt - now;
    this.#timer = setTimeout(this.#tick, rest > 0 ? Math.max(1, rest % 1000 || 1000) : 250);
  };

  #show(code: PayCode | undefined, renewed: boolean): void {
    if (code === this.code) return;
    this.code = code;
    this.options.onChange(code, renewed);
    this.host.requestUpdate();
  }
}

/** A code that cannot be retired ends by itself within a minute. */
function retire(client: TesseraClient | undefined, code: PayCode): void {
  client?.payCodes.retire({ payCodeId: code.id }).catch(() => undefined);
}
