import { PAYMENT_MAX } from '@tessera/contract';
import type { MerchantOrder, Parsed, Row } from '@tessera/contract';
import { problem } from '../problem.js';

/** What a merchant's code asks for and what the user entered, as one price with its tip, in fen. Throws `invalid_request` with a pointer where they do not fit. */
export function priceOf(order: Pick<MerchantOrder, 'amount' | 'tip'>, input: Pick<Parsed<Row<'payMerchant'>>, 'amount' | 'tip'>): { amount: number; tip: number } {
  const asked = order.amount?.amount;
  const entered = input.amount?.amount;
  if (asked === undefined && entered === undefined) throw misfit('#/amount', 'Expected an amount, because the code names none; nothing came.');
  if (asked !== undefined && entered !== undefined && entered !== asked) throw misfit('#/amount/amount', `Expected ${asked}, the amount that the code names, or no amount; ${entered} came.`);
  const price = asked ?? entered ?? 0;
  refuseOtherTip(order.tip, price, input.tip);
  if (price + input.tip > PAYMENT_MAX) throw misfit('#/tip', `Expected at most ${PAYMENT_MAX} fen with the tip; ${price} and ${input.tip} came.`);
  return { amount: price + input.tip, tip: input.tip };
}

/** A tip of the code's own is exact; a percentage is rounded to the nearest fen, half up. */
function refuseOtherTip(asked: MerchantOrder['tip'], price: number, tip: number): void {
  if (asked?.kind === 'ask') return;
  const expected = asked === null ? 0 : asked.kind === 'amount' ? asked.amount.amount : Math.floor((2 * price * asked.basisPoints + 10_000) / 20_000);
  if (tip === expected) return;
  const why = asked === null ? 'because the code asks for no tip' : asked.kind === 'amount' ? 'the tip that the code names' : `${asked.basisPoints / 100} % of the amount, as the code asks`;
  throw misfit('#/tip', `Expected ${expected}, ${why}; ${tip} came.`);
}

const misfit = (pointer: string, detail: string) => problem('invalid_request', `${pointer}: ${detail}`, { errors: [{ pointer, detail }] });
