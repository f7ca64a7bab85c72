import type { TesseraClient } from '@tessera/client';
import type { Category, Right, RightsSummary } from '@tessera/contract';

export type RightView = 'unused' | 'used' | 'expired';

/** What the user and the page want to see; an empty category wants all. */
export interface Wish {
  readonly view: RightView;
  readonly category: Category | '';
}

/** The wallet's head and its list, as far as it has been asked for. */
export interface Wallet {
  readonly summary: RightsSummary;
  items: readonly Right[];
  cursor: string | null;
  readonly asked: string;
}

/** Rights asked for at once. */
export const PAGE = 20;
const LONGEST_PAGE = 100;

/** What to ask the gateway for. */
export const query = ({ view, category }: Wish) => ({ view, ...(category && { category }) });

/** The second list after the first, each right once. */
export const join = (items: readonly Right[], more: readonly Right[]): Right[] => {
  const known = new Set(items.map(({ id }) => id));
  return [...items, ...more.filter(({ id }) => !known.has(id))];
};

/** Asks for the head and the list; asking for the same again brings as many as were there, up to 100. */
export async function askWallet(client: TesseraClient, wish: Wish, known: Wallet | undefined, signal: AbortSignal): Promise<Wallet> {
  const asked = JSON.stringify(wish);
  const wanted = Math.max(PAGE, known?.asked === asked ? known.items.length : 0);
  const [summary, { items, nextCursor }] = await Promise.all([
    client.rights.summary({}, { signal }),
    client.rights.list({ ...query(wish), limit: Math.min(wanted, LONGEST_PAGE) }, { signal }),
  ]);
  return { summary, items: join([], items), cursor: nextCursor, asked };
}
