import type { MpmCode } from '../emv/mpm.js';

/** Who defined our account template (MPM 4.7.11): a reverse domain name. */
export const GUID = 'cn.tessera';
/** Where we write it: the first of the templates that are free for anybody. */
export const TEMPLATE = '26';
/** Its children: a store's fixed code names the store, a code for one payment the order. */
export const STORE_CHILD = '01';
export const ORDER_CHILD = '02';

/** The account a code is to be paid to, as far as this gateway can: ours by template, UnionPay's by number. */
export type Account =
  | { readonly scheme: 'tessera'; readonly id: string; readonly child: typeof STORE_CHILD | typeof ORDER_CHILD; readonly value: string }
  | { readonly scheme: 'unionpay'; readonly id: string; readonly value: string };

/** Ids that EMVCo gave to schemes (MPM table 4.1), for words about codes that we cannot pay. */
const schemes: readonly (readonly [low: number, high: number, name: string])[] = [
  [2, 3, 'Visa'], [4, 5, 'Mastercard'], [9, 10, 'Discover'], [11, 12, 'American Express'], [13, 14, 'JCB'], [15, 16, 'UnionPay'],
];

/** The accounts of a code that this gateway understands, ours first. */
export function accountsOf({ objects }: MpmCode): Account[] {
  const accounts: Account[] = [];
  for (const { id, value, children } of objects.values()) {
    if (children?.get('00') === GUID && Number(id) >= 26 && Number(id) <= 51) {
      const child = children.has(ORDER_CHILD) ? ORDER_CHILD : STORE_CHILD;
      accounts.unshift({ scheme: 'tessera', id, child, value: children.get(child) ?? '' });
    } else if (id === '15' || id === '16') accounts.push({ scheme: 'unionpay', id, value });
  }
  return accounts;
}

/** The accounts a code names, in words: `04 (Mastercard), 26 (br.gov.bcb.pix)`. */
export function accountNames({ objects }: MpmCode): string {
  const named = [...objects.values()].filter(({ id }) => Number(id) >= 2 && Number(id) <= 51).map(({ id, children }) => {
    const name = children?.get('00') ?? schemes.find(([low, high]) => Number(id) >= low && Number(id) <= high)?.[2] ?? 'reserved';
    return `${id} (${name.replace(/[^\x20-\x7e]/g, '?')})`;
  });
  return named.join(', ');
}
