/** What a spreadsheet takes for the start of a formula, also after blanks (OWASP, CSV Injection). */
const FORMULA = /^[\s\u0000]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Marks a file as UTF-8 for spreadsheets that would guess otherwise. */
const MARK = '\uFEFF';

type Cell = string | number | Date | null;

/** A CSV file (RFC 4180) with a head. A text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers. */
export const writeCsv = (head: readonly string[], rows: readonly (readonly Cell[])[]): string => `${MARK}${writeLine(head)}${writeCsvRows(rows)}`;

/** More lines of such a file. */
export const writeCsvRows = (rows: readonly (readonly Cell[])[]): string => rows.map(writeLine).join('');

const writeLine = (cells: readonly Cell[]): string => `${cells.map(writeCell).join(',')}\r\n`;

function writeCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell instanceof Date ? cell.toISOString() : cell;
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** True for a text that a spreadsheet would run. */
export const isFormula = (text: string): boolean => FORMULA.test(text);

/** The first column of a CSV file with each line's number, from 1; blank lines are left out. A quote that does not end is null. */
export function* firstColumn(file: string): Generator<{ readonly line: number; readonly text: string | null }> {
  const source = file.startsWith(MARK) ? file.slice(1) : file;
  let line = 0;
  for (let start = 0; start < source.length;) {
    const found = source.indexOf('\n', start);
    const end = found < 0 ? source.length : found;
    line += 1;
    const row = source.slice(start, end).replace(/\r$/, '');
    start = end + 1;
    if (row.trim() !== '') yield { line, text: firstCell(row) };
  }
}

function firstCell(row: string): string | null {
  if (!row.startsWith('"')) return (row.split(',', 1)[0] ?? '').trim();
  return /^"((?:[^"]|"")*)"\s*(?:,|$)/.exec(row)?.[1]?.replaceAll('""', '"').trim() ?? null;
}
