/** One page of any list. */
export interface Page<T = unknown> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** All items of all pages, each page asked for only when the one before is used up. */
export async function* eachPage<T>(ask: (cursor: { cursor?: string }) => Promise<Page<T>>): AsyncIterableIterator<T> {
  let cursor: string | null | undefined;
  do {
    const page: Page<T> = await ask(cursor ? { cursor } : {});
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor);
}
