import type { DeclineReason } from '@tessera/contract';
import { withDeadline } from '../channels/channel.js';
import type { ChannelAnswer, ChannelOrder } from '../channels/channel.js';
import type { PaymentContext, PaymentRow } from './view.js';

/** What is known of a payment after its channel was asked. A voided order is a declined payment unless the till asked for the void. */
export type Outcome =
  | { readonly status: 'paid' | 'in_doubt' }
  | { readonly status: 'declined'; readonly reason: DeclineReason };

/** Asks the channel for the money, within the deadline. No answer, or none that ends it, is `in_doubt`. */
export function collect(ctx: PaymentContext, row: PaymentRow): Promise<Outcome> {
  const channel = ctx.channels[row.source_kind];
  return ask(ctx, row, async (signal) => {
    const answer = await channel.authorize(orderOf(row), signal);
    return answer.state === 'authorized' ? channel.capture(orderOf(row), signal) : answer;
  });
}

/**
 * Asks what became of an open payment, and brings it to an end: captures what was reserved, and voids an order that
 * never arrived, so that it can't arrive later. One that the till wants void is voided instead, as far as it is not too late.
 */
export function look(ctx: PaymentContext, row: PaymentRow): Promise<Outcome> {
  const channel = ctx.channels[row.source_kind];
  return ask(ctx, row, async (signal) => {
    if (row.void_at !== null) return channel.void(row.id, signal);
    const answer = await channel.query(row.id, signal);
    if (answer.state === 'authorized') return channel.capture(orderOf(row), signal);
    return answer.state === 'unknown' ? channel.void(row.id, signal) : answer;
  });
}

/** A payment as its channel is asked for it. */
export const orderOf = (row: PaymentRow): ChannelOrder =>
  ({ reference: row.id, sourceId: row.source_id, amount: row.paid, price: row.amount, months: row.plan?.months ?? null });

async function ask(ctx: PaymentContext, row: PaymentRow, call: (signal: AbortSignal) => Promise<ChannelAnswer>): Promise<Outcome> {
  // Discounts paid for everything: no channel has a part in it.
  if (row.paid === 0) return { status: 'paid' };
  try {
    return outcomeOf(await withDeadline(ctx.settings.channelDeadlineMs, call));
  } catch (error) {
    ctx.log.warn({ err: error, paymentId: row.id }, 'a channel left a payment in doubt');
    return { status: 'in_doubt' };
  }
}

function outcomeOf(answer: ChannelAnswer): Outcome {
  switch (answer.state) {
    case 'captured': return { status: 'paid' };
    case 'declined': return { status: 'declined', reason: answer.reason };
    case 'voided': return { status: 'declined', reason: 'channel_unavailable' };
    case 'authorized': case 'pending': case 'unknown': return { status: 'in_doubt' };
  }
}
