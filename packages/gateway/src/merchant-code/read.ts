import type { Output, Parsed, Row } from '@tessera/contract';
import { asUser, type Context } from '../context.js';
import { readOrder } from './order.js';

type Read = Row<'readMerchantCode'>;

/** What a code that the user scanned asks for. */
export async function readMerchantCode(ctx: Context, input: Parsed<Read>): Promise<Output<Read>> {
  asUser(ctx);
  const { orderId: _order, terminalId: _terminal, ...shown } = await readOrder(ctx, input.payload, '#/query/payload');
  return shown;
}
