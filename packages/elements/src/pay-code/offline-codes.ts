import type { TesseraClient, TesseraError } from '@tessera/client';
import type { OfflineBatch } from '@tessera/contract';
import type { LiveCode } from './live-code.js';

/** Milliseconds before its end at which a batch is replaced, and between tries to get one. */
const NEAR_END = 600_000;
const RETRY = 60_000;

/**
 * One batch of codes for a time without a network, in memory only: got while there is one, used from the first to the
 * last, replaced when some were shown or its end is near, revoked when the widget goes.
 */
export class OfflineCodes {
  #batch: OfflineBatch | undefined;
  #client: TesseraClient | undefined;
  #used = 0;
  #endsAt = 0;
  #retryAt = 0;
  #asking = false;
  #gone = false;

  /** There was a batch and all of it was shown. */
  get spent(): boolean {
    return this.#batch !== undefined && this.#used >= this.#batch.codes.length;
  }

  /** The next code, each once. */
  next(): LiveCode | undefined {
    const batch = this.#batch;
    const code = batch && performance.now() < this.#endsAt ? batch.codes[this.#used] : undefined;
    if (!batch || !code) return undefined;
    this.#used += 1;
    return { ...code, sourceId: batch.sourceId, offline: { limit: batch.limit, left: batch.codes.length - this.#used } };
  }

  /** Sees to it that there is a whole batch for this source. Call it while there is a network. */
  async keep(client: TesseraClient, sourceId: string | undefined): Promise<void> {
    const now = performance.now();
    if (client !== this.#client) this.drop();
    this.#gone = false;
    const before = this.#batch;
    const whole = before && this.#used === 0 && before.sourceId === (sourceId ?? before.sourceId) && now < this.#endsAt - NEAR_END;
    if (whole || this.#asking || now < this.#retryAt) return;
    this.#asking = true;
    this.#client = client;
    this.#retryAt = now + RETRY;
    try {
      const batch = await client.payCodes.issueOffline({ ...(sourceId && { sourceId }), ...(before && { replaces: before.id }) });
      if (this.#gone || this.#client !== client) revoke(client, batch);
      else {
        this.#batch = batch;
        this.#used = 0;
        this.#endsAt = performance.now() + Date.parse(batch.expiresAt) - Date.parse(batch.issuedAt);
        this.#retryAt = 0;
      }
    } catch (error) {
      // Without a batch there are no codes without a network; the next try comes by itself, and names none the gateway has forgotten.
      if ((error as Partial<TesseraError>).code === 'not_found') this.#batch = undefined;
    }
    this.#asking = false;
  }

  /** Forgets the batch, and has the gateway forget it. */
  drop(): void {
    this.#gone = true;
    if (this.#batch && this.#client) revoke(this.#client, this.#batch);
    this.#batch = this.#client = undefined;
    this.#used = this.#retryAt = 0;
  }
}

const revoke = (client: TesseraClient, { id }: OfflineBatch): void => void client.payCodes.revokeOffline({ batchId: id }).catch(() => undefined);
