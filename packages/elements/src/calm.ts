/** The page's widgets that wait for their first data, and what waits until none of them does. */
const rising = new Set<object>();
const waiting = new Set<() => void>();

/** A widget asks for its first data: what can wait does. */
export const rise = (widget: object): void => void rising.add(widget);

/** It has them, or will not. */
export function stand(widget: object): void {
  rising.delete(widget);
  if (rising.size) return;
  const due = [...waiting];
  waiting.clear();
  for (const run of due) run();
}

/**
 * Calls back once every widget of the page stands, at once if they do, and after a second at the latest: for what only a
 * tap, an event or a failure needs. Returns the way to call it off.
 */
export function whenCalm(run: () => void): () => void {
  if (!rising.size) {
    run();
    return () => undefined;
  }
  const end = (): void => {
    clearTimeout(timer);
    waiting.delete(now);
  };
  const now = (): void => {
    end();
    run();
  };
  const timer = setTimeout(now, 1000);
  waiting.add(now);
  return end;
}
