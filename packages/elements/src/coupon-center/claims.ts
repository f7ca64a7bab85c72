import type { TesseraClient } from '@tessera/client';
import type { Coupon } from '@tessera/contract';
import { failureOf, type Failure } from '../problem.js';

/** How a claim ended. */
export type Outcome = { readonly coupon: Coupon } | { readonly failure: Failure; readonly wait: number | undefined };

/** Codes that leave open whether the coupon was given. */
const open: ReadonlySet<string> = new Set(['network_error', 'timeout', 'invalid_response', 'internal', 'unavailable', 'request_in_progress']);

const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/**
 * Claims under way: one request for one tap. While an outcome is open the next tap repeats the same request under the
 * same idempotency key, so it cannot claim twice; after an answer a tap is a new claim.
 */
export class Claims {
  readonly #busy = new Set<string>();
  readonly #keys = new Map<string, string>();

  isBusy(campaignId: string): boolean {
    return this.#busy.has(campaignId);
  }

  /** Claims; undefined when a claim of this campaign is already under way. */
  async claim(client: TesseraClient, campaignId: string): Promise<Outcome | undefined> {
    if (this.#busy.has(campaignId)) return undefined;
    this.#busy.add(campaignId);
    const idempotencyKey = this.#keys.get(campaignId) ?? newKey();
    this.#keys.set(campaignId, idempotencyKey);
    try {
      const coupon = await client.coupons.claim({ campaignId }, { idempotencyKey });
      this.#keys.delete(campaignId);
      return { coupon };
    } catch (error) {
      const failure = failureOf(error);
      if (!open.has(failure.code)) this.#keys.delete(campaignId);
      const { retryAfter } = error as { retryAfter?: unknown };
      return { failure, wait: typeof retryAfter === 'number' ? retryAfter : undefined };
    } finally {
      this.#busy.delete(campaignId);
    }
  }
}
