import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { refuseUnusableCoupon } from '../coupon/coupon.js';
import { readOrder, takeOrder } from '../merchant-code/order.js';
import { chooseSource } from '../pay-code/choose-source.js';
import { begin, begunWith } from './charge-key.js';
import { resume, start } from './finish.js';
import { priceOf } from './merchant-price.js';
import { openPayment } from './open.js';
import { payment, readPayment } from './read.js';

type Pay = Row<'payMerchant'>;

/**
 * Pays the store whose code the user scanned, in the steps of a charge: the code is read and its rules kept; its order is
 * taken and the payment written, unless it would come to another sum than the user was shown; the channel is asked.
 */
export async function payMerchant(ctx: Context, input: Parsed<Pay>): Promise<Output<Pay>> {
  const { userId } = asUser(ctx);
  const by = { owner: userId, key: ctx.idempotencyKey ?? '' };
  const begun = await begunWith(ctx, by);
  if (begun !== null && begun.paymentId !== null) {
    await resume(ctx, await readPayment(ctx, begun.paymentId));
    return payment(ctx, begun.paymentId);
  }
  const order = await readOrder(ctx, input.payload);
  const price = priceOf(order, input);
  await refuseUnusableCoupon(ctx, userId, input.coupon);
  const sourceId = await chooseSource(ctx, userId, { sourceId: input.sourceId, months: input.months });
  const row = await openPayment(ctx, {
    userId, sourceId, coupon: input.coupon, points: input.points, months: input.months ?? null,
    storeId: order.store.id, terminalId: order.terminalId, orderReference: order.orderReference,
    ...price, payCodeId: null, merchantOrderId: order.orderId, offline: false, agreed: { pay: input.pay.amount },
  }, async (tx, paymentId, now) => {
    await begin(tx, by, paymentId, now);
    if (order.orderId !== null) await takeOrder(tx, order.orderId, paymentId, now);
  });
  await start(ctx, row);
  return payment(ctx, row.id);
}
