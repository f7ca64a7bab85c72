import type { TesseraClient } from '@tessera/client';
import type { Campaign, CampaignSort, Category, City } from '@tessera/contract';

/** What the user and the page want to see. Empty strings want everything. */
export interface Wish {
  readonly city: string;
  readonly category: Category | '';
  readonly store: string;
  readonly words: string;
  readonly sort: CampaignSort;
}

/** The campaigns on show, as far as they have been asked for. */
export interface Shelf {
  readonly cities: readonly City[];
  items: readonly Campaign[];
  /** Where the next page begins, null when there is none to ask for. */
  cursor: string | null;
  /** What was asked, to know whether a later answer still belongs here. */
  readonly asked: string;
}

export const PAGE = 20;
const LONGEST_PAGE = 100;

/** A wish as the gateway reads it. */
export const query = ({ city, category, store, words, sort }: Wish) => ({
  ...(city && { city }),
  ...(category && { category }),
  ...(store && { storeId: store }),
  ...(words && { q: words }),
  sort,
});

/** Adds what is not there yet: while a user reads, campaigns can move from one page to another. */
export const join = (items: readonly Campaign[], more: readonly Campaign[]): Campaign[] => {
  const known = new Set(items.map(({ id }) => id));
  return [...items, ...more.filter(({ id }) => !known.has(id))];
};

const citiesOf = (client: TesseraClient, known: Shelf | undefined, signal: AbortSignal): Promise<readonly City[]> =>
  known?.cities.length ? Promise.resolve(known.cities) : client.stores.listCities({}, { signal }).then(({ items }) => items, () => []);

/**
 * Asks for the shelf. Asking for the same again asks for the first hundred anew and keeps what stood below, so that a reader keeps
 * the place, however far down.
 * `limit` shows that many and no more. Cities that cannot be read only hide their menu.
 */
export async function askShelf(client: TesseraClient, wish: Wish, limit: number | undefined, known: Shelf | undefined, signal: AbortSignal): Promise<Shelf> {
  const asked = JSON.stringify([wish, limit]);
  const below = known?.asked === asked ? known.items : [];
  const wanted = limit ?? Math.min(LONGEST_PAGE, Math.max(PAGE, below.length));
  const ask = (cursor: string | null, count: number) =>
    client.coupons.listCampaigns({ ...query(wish), ...(cursor && { cursor }), limit: Math.min(count, LONGEST_PAGE) }, { signal });
  const cities = citiesOf(client, known, signal);
  let page = await ask(null, wanted);
  let items = join([], page.items);
  while (items.length < wanted && page.nextCursor) {
    page = await ask(page.nextCursor, wanted - items.length);
    items = join(items, page.items);
  }
  const rest = page.nextCursor && below.length > wanted;
  if (rest) items = join(items, below.slice(wanted));
  return { cities: await cities, items, cursor: limit === undefined ? (rest ? known?.cursor : page.nextCursor) ?? null : null, asked };
}

/** A shelf of one campaign. */
export async function askOne(client: TesseraClient, campaignId: string, signal: AbortSignal): Promise<Shelf> {
  return { cities: [], items: [await client.coupons.getCampaign({ campaignId }, { signal })], cursor: null, asked: campaignId };
}
