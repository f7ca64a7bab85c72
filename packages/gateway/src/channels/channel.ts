import type { DeclineReason, FundingKind, FundingSource, Months } from '@tessera/contract';

/**
 * One payment as a channel is asked for it. `price` is what the till entered, `amount` what this source gives (price less
 * discounts), both in fen; `months` is how long the source spreads it, null for at once.
 */
export interface ChannelOrder {
  readonly reference: string;
  readonly sourceId: string;
  readonly amount: number;
  readonly price: number;
  readonly months: Months | null;
}

/** `reference` names the refund, `order` the payment of `price` that it gives money back of. */
export interface ChannelRefund { readonly reference: string; readonly order: string; readonly amount: number; readonly price: number }

/**
 * What a channel knows of an order. `pending`: it will know later. `unknown`: it never heard of it; that alone proves
 * nothing, as the request may still arrive, so void the order before you call it declined.
 */
export type ChannelAnswer =
  | { readonly state: 'authorized' | 'captured' | 'voided' | 'pending' | 'unknown' }
  | { readonly state: 'declined'; readonly reason: DeclineReason };

/** What a funding source can give now, as far as its bank says. */
export type SourceStanding = Pick<FundingSource, 'available' | 'unusable'>;

/**
 * The bank behind a funding source. Every call is idempotent by reference and gives up when `signal` ends; one that
 * rejects or never answers has an unknown outcome, which only `query` settles.
 */
export interface Channel {
  /** Reserves the money. */
  authorize(order: ChannelOrder, signal: AbortSignal): Promise<ChannelAnswer>;
  /** Takes what was reserved. */
  capture(order: ChannelOrder, signal: AbortSignal): Promise<ChannelAnswer>;
  /** Gives a reservation up, or forbids an order that has not arrived. Too late for a captured one: answers `captured`. */
  void(reference: string, signal: AbortSignal): Promise<ChannelAnswer>;
  query(reference: string, signal: AbortSignal): Promise<ChannelAnswer>;
  /** Gives captured money back; resolves once it has been given. */
  refund(refund: ChannelRefund, signal: AbortSignal): Promise<void>;
  /** The standing of each source, by id. A source it does not know is left out. */
  read(sourceIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SourceStanding>>;
}

/** The channel of each kind of funding source. */
export type Channels = Readonly<Record<FundingKind, Channel>>;

/** A channel did not answer in time. */
export class ChannelTimeout extends Error {
  override readonly name = 'ChannelTimeout';
}

/** Runs one channel call, or a few that belong together, and rejects with ChannelTimeout at the deadline even if the channel ignores its signal. */
export async function withDeadline<T>(milliseconds: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new ChannelTimeout(`no answer within ${milliseconds} ms`);
      stop.abort(error);
      reject(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([call(stop.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
