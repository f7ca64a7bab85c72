import type { MerchantOrder, Money } from '@tessera/contract';
import { fen, LARGEST } from '../amount.js';

/** What the user typed: the amount where the code names none, the tip where it leaves that to them; as a keypad's display. */
export interface Typed {
  readonly amount: string;
  readonly tip: string;
}

/** What is to be paid, in fen: the price and its tip. A percentage is rounded to the nearest fen, half up, as the gateway does. */
export function sumOf({ amount, tip }: Pick<MerchantOrder, 'amount' | 'tip'>, typed: Typed): { readonly price: number; readonly tip: number } {
  const price = amount?.amount ?? fen(typed.amount);
  switch (tip?.kind) {
    case 'ask': return { price, tip: fen(typed.tip) };
    case 'amount': return { price, tip: tip.amount.amount };
    case 'percent': return { price, tip: Math.floor((2 * price * tip.basisPoints + 10_000) / 20_000) };
    default: return { price, tip: 0 };
  }
}

/** Whether that can be paid at once. */
export const payable = ({ price, tip }: ReturnType<typeof sumOf>): boolean => price > 0 && price + tip <= LARGEST;

export const yuan = (amount: number): Money => ({ amount, currency: 'CNY' });
