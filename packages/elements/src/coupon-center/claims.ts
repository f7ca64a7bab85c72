import type { CallOptions, TesseraClient } from '@tessera/client';
import type { Campaign, ClaimResult, Coupon, Position } from '@tessera/contract';
import { failureOf, type Failure } from '../problem.js';
import { randomKey } from '../random-key.js';
import { findPosition, type NoPosition } from './position.js';

/** Why there is no answer to work with. */
export type Refusal = { readonly nowhere: NoPosition } | { readonly failure: Failure; readonly wait: number | undefined };

/** How a claim, or the entry to a draw, ended. */
export type Outcome = { readonly coupon: Coupon } | { readonly drawsAt: string } | Refusal;

/** Codes that leave open whether the coupon was given. */
const open: ReadonlySet<string> = new Set(['network_error', 'timeout', 'invalid_response', 'internal', 'unavailable', 'request_in_progress']);

/** One request, to be repeated word for word while its outcome is open: the same key never names another body. */
interface Request extends CallOptions {
  readonly idempotencyKey: string;
  readonly position?: Position;
}

/**
 * Claims under way: one request for one tap. While an outcome is open the next tap repeats the same request under the
 * same idempotency key, so it cannot claim twice; after an answer a tap is a new claim. Where the user is is asked for on
 * the tap that needs it, and forgotten with the answer.
 */
export class Claims {
  readonly #busy = new Set<string>();
  readonly #open = new Map<string, Request>();

  isBusy(id: string): boolean {
    return this.#busy.has(id);
  }

  /** Claims, or enters the draw; undefined when that is under way already. */
  take(client: TesseraClient, { id: campaignId, area, lottery }: Campaign): Promise<Outcome | undefined> {
    return this.#once(campaignId, area !== null, async ({ idempotencyKey, position }) => {
      const input = { campaignId, ...(position && { position }) };
      return lottery ? client.coupons.enter(input, { idempotencyKey }) : { coupon: await client.coupons.claim(input, { idempotencyKey }) };
    });
  }

  /** Claims one of each; what failed as a whole has no results. */
  takeMany(client: TesseraClient, campaignIds: readonly string[]): Promise<{ readonly results: readonly ClaimResult[] } | Refusal | undefined> {
    return this.#once(campaignIds.join(' '), false, ({ idempotencyKey }) => client.coupons.claimMany({ campaignIds: [...campaignIds] }, { idempotencyKey }));
  }

  async #once<T>(name: string, located: boolean, send: (request: Request) => Promise<T>): Promise<T | Refusal | undefined> {
    if (this.#busy.has(name)) return undefined;
    this.#busy.add(name);
    try {
      let request = this.#open.get(name);
      if (!request) {
        const found = located ? await findPosition() : undefined;
        if (typeof found === 'string') return { nowhere: found };
        request = { idempotencyKey: randomKey(), ...(found && { position: found }) };
      }
      this.#open.set(name, request);
      const answer = await send(request);
      this.#open.delete(name);
      return answer;
    } catch (error) {
      const failure = failureOf(error);
      if (!open.has(failure.code)) this.#open.delete(name);
      const { retryAfter } = error as { retryAfter?: unknown };
      return { failure, wait: typeof retryAfter === 'number' ? retryAfter : undefined };
    } finally {
      this.#busy.delete(name);
    }
  }
}
