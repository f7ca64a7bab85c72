import { PAYMENT_MAX } from '@tessera/contract';
import type { MpmCode, MpmFault } from '../emv/mpm.js';
import type { ReadOrder } from './order.js';

/** ISO 4217 numeric code of the renminbi, the one currency paid here. */
export const RENMINBI = '156';

/** An amount of a code in fen. A yuan has a hundred: a third decimal is a fault, never rounded. */
export function fenOf(id: string, text: string): number | MpmFault {
  const [yuan = '', part = ''] = text.split('.');
  if (part.length > 2) return { id, expected: 'at most two decimals, because a yuan has 100 fen', came: `${part.length}` };
  return Number(yuan) * 100 + Number(part.padEnd(2, '0'));
}

/** Fen as a code writes an amount: `236.00`. */
export const yuanOf = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** What a code asks to be paid: the price, and the tip it asks for. A fault when a number cannot be paid exactly. */
export function pricesOf({ objects }: MpmCode): { amount: number | null; tip: ReadOrder['tip'] } | MpmFault {
  const price = objects.get('54')?.value;
  const amount = price === undefined ? null : fenOf('54', price);
  if (amount !== null && typeof amount === 'object') return amount;
  if (amount !== null && amount > PAYMENT_MAX) return { id: '54', expected: `at most ${yuanOf(PAYMENT_MAX)} in one payment`, came: yuanOf(amount) };
  switch (objects.get('55')?.value) {
    case '01': return { amount, tip: { kind: 'ask' } };
    case '02': {
      const tip = fenOf('56', objects.get('56')?.value ?? '');
      return typeof tip === 'object' ? tip : { amount, tip: { kind: 'amount', amount: { amount: tip, currency: 'CNY' } } };
    }
    case '03': {
      const basisPoints = fenOf('57', objects.get('57')?.value ?? '');
      return typeof basisPoints === 'object' ? basisPoints : { amount, tip: { kind: 'percent', basisPoints } };
    }
    default: return { amount, tip: null };
  }
}
