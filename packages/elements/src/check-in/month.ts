const DAY = 86_400_000;

/** One tile of a month; `checked` and `today` may both hold. */
export interface Tile {
  readonly day: string;
  readonly number: number;
  readonly checked: boolean;
  readonly today: boolean;
  readonly coming: boolean;
}

/** The weeks of a month from Monday on, null where another month's days would stand. Days are the contract's `2026-03-01`. */
export function weeks(month: string, days: readonly string[], today: string): (Tile | null)[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const checked = new Set(days);
  const tiles: (Tile | null)[] = Array.from({ length: (new Date(first).getUTCDay() + 6) % 7 }, () => null);
  for (let at = first; new Date(at).toISOString().startsWith(month); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    tiles.push({ day, number: new Date(at).getUTCDate(), checked: checked.has(day), today: day === today, coming: day > today });
  }
  while (tiles.length % 7) tiles.push(null);
  return Array.from({ length: tiles.length / 7 }, (_, week) => tiles.slice(week * 7, week * 7 + 7));
}

/** The month `step` months from one: `2026-03` and -1 is `2026-02`. */
export function monthFrom(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}
