import { readFileSync } from 'node:fs';
import { firstColumn, isFormula } from '../csv.js';
import { FAULTS_MAX, Refused } from './told.js';

/** The text of a file. Throws Refused when there is none, or when it is not UTF-8. */
export function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new Refused(`There is no file ${path}.`);
    if (error instanceof TypeError) throw new Refused(`${path} is not UTF-8 text; save it as CSV UTF-8.`);
    throw error;
  }
}

/** One entry of a list with the line it stands on. */
export interface Entry { readonly line: number; readonly text: string }

export interface ListShape {
  /** What the first line may say instead of an entry, in lower case. */
  readonly heads: readonly string[];
  /** What every entry looks like, and how that is said. */
  readonly pattern: RegExp;
  readonly expected: string;
}

/** A list's entries, each once. Throws Refused with every bad line's number (the first 20) when only one of them is bad. */
export function readList(path: string, { heads, pattern, expected }: ListShape): Entry[] {
  const entries: Entry[] = [];
  const seen = new Map<string, number>();
  const faults: { at: string; detail: string }[] = [];
  const refuse = (line: number, detail: string) => faults.push({ at: `line ${line}`, detail });
  for (const { line, text } of firstColumn(readText(path))) {
    if (entries.length === 0 && faults.length === 0 && text !== null && heads.includes(text.toLowerCase())) continue;
    const before = text === null ? undefined : seen.get(text);
    if (text === null) refuse(line, 'A quote does not end.');
    else if (isFormula(text)) refuse(line, 'A spreadsheet would run this as a formula.');
    else if (!pattern.test(text)) refuse(line, `Expected ${expected}.`);
    else if (before !== undefined) refuse(line, `The same as line ${before}.`);
    else {
      seen.set(text, line);
      entries.push({ line, text });
    }
  }
  if (faults.length > 0) throw refusedLines(path, faults);
  if (entries.length === 0) throw new Refused(`${path} holds no entry.`);
  return entries;
}

/** Says which lines of a file are bad, the first 20 of them by number. */
export const refusedLines = (path: string, faults: readonly { readonly at: string; readonly detail: string }[]): Refused =>
  new Refused(`${faults.length} of the lines of ${path} can't be taken; nothing was imported.`, faults.slice(0, FAULTS_MAX));
