/** A cell as wide as a terminal shows it: Chinese, Japanese and full-width characters take two columns. */
const widthOf = (text: string): number => [...text].reduce((sum, character) => sum + (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(character) ? 2 : 1), 0);

type Cell = string | number;

/** Lines of a table with a head; numbers stand right. Control characters in cells become blanks, so that no data moves a terminal's cursor. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const texts = [head, ...rows].map((row) => row.map((cell) => String(cell).replace(/\p{Cc}/gu, ' ')));
  const widths = head.map((_, column) => Math.max(...texts.map((row) => widthOf(row[column] ?? ''))));
  return texts.map((row, line) => row.map((text, column) => {
    const gap = ' '.repeat((widths[column] ?? 0) - widthOf(text));
    return line > 0 && typeof rows[line - 1]?.[column] === 'number' ? gap + text : text + gap;
  }).join('  ').trimEnd());
}
