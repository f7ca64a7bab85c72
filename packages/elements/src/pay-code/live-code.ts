import type { TesseraClient, TesseraError } from '@tessera/client';
import type { Money, PayCode } from '@tessera/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Choice } from '../paying/choice.js';
import { failureOf } from '../problem.js';

/** The code that is shown. One for a phone without a network says up to how much it pays and how many are left after it. */
export interface LiveCode extends Pick<PayCode, 'id' | 'number' | 'payload' | 'sourceId'> {
  readonly offline?: { readonly limit: Money; readonly left: number };
}

export interface LiveCodeOptions {
  readonly client: () => TesseraClient | undefined;
  readonly choice: () => Choice;
  /** The next code that needs no network, if there is one. */
  readonly spare: () => LiveCode | undefined;
  /** A new code, or none any more. */
  readonly onChange: (code: LiveCode | undefined, renewed: boolean) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Milliseconds before its end at which a code is renewed: the 5 s a till may still need, and time to ask. */
const MARGIN = 7_000;
const RETRY = 3_000;
/** Without a code on show, what may succeed later is tried ever less often, up to this. */
const RARELY = 30_000;
/** No answer can make the widget ask more often, or show a code longer, than this. */
const SHORTEST = 15_000;
const LONGEST = 60_000;

/**
 * Keeps one live pay code while started: issues it, renews it before it ends, and lets go of it the moment it is stopped.
 * A code lives as long as the gateway says, counted from its arrival on a clock that nobody can set.
 */
export class LiveCodeController implements ReactiveController {
  code: LiveCode | undefined;

  #client: TesseraClient | undefined;
  #running = false;
  #run = 0;
  #asking = false;
  /** Tries in a row that may succeed later. */
  #misses = 0;
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
    this.#misses = 0;
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
    const before = this.code;
    if (!navigator.onLine && this.#adoptSpare(before)) return;
    try {
      const code = await client.payCodes.issue({ ...this.options.choice(), ...(before && !before.offline && { replaces: before.id }) });
      if (run !== this.#run) {
        retire(client, code);
        return;
      }
      const said = Date.parse(code.expiresAt) - Date.parse(code.issuedAt);
      const lifetime = Math.min(Math.max(said || 0, SHORTEST), LONGEST);
      this.#client = client;
      this.#adopt(code, lifetime, Math.min(MARGIN, lifetime / 2), before);
    } catch (error) {
      if (run !== this.#run || (failureOf(error).offline && this.#adoptSpare(before))) return;
      this.#asking = false;
      this.#misses = (error as Partial<TesseraError>).retryable ? this.#misses + 1 : 0;
      this.#nextAt = performance.now() + (this.code ? RETRY : Math.min(RETRY * 2 ** this.#misses, RARELY));
      this.#tick();
      this.options.onFailure(error);
      this.host.requestUpdate();
    }
  }

  /** A code without a network does not end by itself, but makes room for the next one as the others do. */
  #adoptSpare(before: LiveCode | undefined): boolean {
    const spare = this.options.spare();
    if (spare) this.#adopt(spare, LONGEST + MARGIN, MARGIN, before);
    return spare !== undefined;
  }

  #adopt(code: LiveCode, lifetime: number, margin: number, before: LiveCode | undefined): void {
    this.#asking = false;
    this.#misses = 0;
    this.#endsAt = performance.now() + lifetime;
    this.#nextAt = this.#endsAt - margin;
    this.#show(code, before !== undefined);
    this.#tick();
  }

  /** Once a second: renew when it is time, drop what has ended. */
  #tick = (): void => {
    clearTimeout(this.#timer);
    const now = performance.now();
    if (this.code && now >= this.#endsAt) this.#show(undefined, false);
    this.host.requestUpdate();
    if (!this.#running || !(this.code || this.#misses)) return;
    if (now >= this.#nextAt && !this.#asking) void this.renew();
    const rest = this.#nextAt - now;
    this.#timer = setTimeout(this.#tick, rest > 0 ? Math.max(1, rest % 1000 || 1000) : 250);
  };

  #show(code: LiveCode | undefined, renewed: boolean): void {
    if (code === this.code) return;
    this.code = code;
    this.options.onChange(code, renewed);
    this.host.requestUpdate();
  }
}

/** A code that cannot be retired ends by itself within a minute. */
function retire(client: TesseraClient | undefined, code: LiveCode): void {
  if (!code.offline) client?.payCodes.retire({ payCodeId: code.id }).catch(() => undefined);
}
