import type { MintedSession } from '@tessera/contract';
import type { SessionRequest } from './client.js';
import { raise } from './error.js';
import { mintedSession } from './table.js';

interface Held {
  readonly token: string;
  readonly arrived: number;
  readonly lifetime: number;
}

export interface SessionKeeper {
  /** A token that should still work; asks for one when there is none, once however many wait. */
  token(): Promise<string>;
  /** The gateway refused this token: the next call gets another. Harmless when it was replaced meanwhile. */
  reject(token: string): void;
  close(reason: unknown): void;
}

/** Nobody asks for a new token more often than this while the old one still works. */
const PATIENCE = 5_000;

/** Keeps the one session of a client, in memory. Age is counted from arrival, never by the page's clock. */
export const keepSession = (fetchSession: (request: SessionRequest) => Promise<MintedSession>, timeout: number, onArrival: (issuedAt: number) => void): SessionKeeper => {
  let held: Held | undefined;
  let flight: { readonly minted: Promise<Held>; readonly controller: AbortController } | undefined;
  let asked = -Infinity;
  let refused = false;

  const mint = async (controller: AbortController, reason: SessionRequest['reason']): Promise<Held> => {
    const { signal } = controller;
    const late = setTimeout(() => controller.abort(raise('session_mint_failed', { detail: `fetchSession took longer than ${timeout} ms` })), timeout);
    const ended = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    try {
      // The callback may ignore its signal: the wait ends all the same.
      const minted = await Promise.race([fetchSession({ signal, reason }), ended]);
      const fault = mintedSession(minted, '#');
      if (fault) throw raise('session_mint_failed', { detail: `fetchSession resolved to something that is not a minted session. ${fault}` });
      const { token, issuedAt, expiresAt } = minted;
      onArrival(Date.parse(issuedAt));
      return { token, arrived: performance.now(), lifetime: Date.parse(expiresAt) - Date.parse(issuedAt) };
    } catch (cause) {
      throw signal.aborted ? signal.reason : cause instanceof Error && cause.name === 'TesseraError' ? cause : raise('session_mint_failed', { cause });
    } finally {
      clearTimeout(late);
    }
  };

  const fly = (reason: SessionRequest['reason']): Promise<Held> => {
    if (flight) return flight.minted;
    asked = performance.now();
    const controller = new AbortController();
    const minted = mint(controller, reason);
    const mine = (flight = { minted, controller });
    // Both ways are handled here too, so that a refresh nobody waits for cannot become an unhandled rejection.
    void minted.then(
      (fresh) => {
        if (flight === mine) [held, refused, flight] = [fresh, false, undefined];
      },
      () => {
        if (flight === mine) flight = undefined;
      },
    );
    return minted;
  };

  return {
    async token() {
      const left = held ? held.lifetime - (performance.now() - held.arrived) : 0;
      if (!held || left <= 0) return (await fly(refused ? 'rejected' : held ? 'expiring' : 'first')).token;
      if (left < Math.min(60_000, held.lifetime / 5) && performance.now() - asked > PATIENCE) void fly('expiring').catch(() => undefined);
      return held.token;
    },
    reject(token) {
      if (held?.token !== token) return;
      held = undefined;
      refused = true;
    },
    close(reason) {
      flight?.controller.abort(reason);
      held = flight = undefined;
    },
  };
};
