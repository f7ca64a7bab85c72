import type { Fault } from '@tessera/contract';
import type { core } from 'zod/mini';
import { escapePointer } from './input.js';

type Issue = core.$ZodIssue;

/** Most faults told at once. */
const FAULTS_MAX = 20;

/** zod's issues as faults with pointers, in words of our own: zod/mini has none. What came is told by kind, never echoed. */
export function faultsOf(issues: readonly Issue[], value: unknown, base: string): Fault[] {
  const faults: Fault[] = [];
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) faults.push({ pointer: pointerOf(base, [...issue.path, key]), detail: 'Expected no such member.' });
    } else {
      const came = at(value, issue.path);
      faults.push({ pointer: pointerOf(base, issue.path), detail: otherId(issue, came) ?? `Expected ${expectation(issue)}; ${arrival(came)} came.` });
    }
  }
  return faults.slice(0, FAULTS_MAX);
}

const pointerOf = (base: string, path: readonly PropertyKey[]) => [base, ...path.map((key) => escapePointer(String(key)))].join('/');

const at = (value: unknown, path: readonly PropertyKey[]): unknown => path.reduce<unknown>(
  (inner, key) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value);

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return `${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'too_small': return `at least ${String(issue.minimum)}${unit(issue.origin)}`;
    case 'too_big': return `at most ${String(issue.maximum)}${unit(issue.origin)}`;
    case 'invalid_format': return issue.pattern ? `text matching ${issue.pattern}` : `text of the form ${issue.format}`;
    case 'invalid_value': return issue.values.length === 1 ? JSON.stringify(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of': return `a multiple of ${issue.divisor}`;
    case 'invalid_union': return 'one of the forms the documentation names';
    default: return 'a value that means something';
  }
}

/** The nouns whose ids are taken for each other at a till. */
const nouns: Readonly<Record<string, string>> = { pay: 'a payment', rfd: 'a refund', pyc: 'a pay code', cpn: 'a coupon', src: 'a funding source' };

/** What to say of an id of ours that names another noun, such as a refund where a payment is asked; null for anything else. */
function otherId(issue: Issue, came: unknown): string | null {
  const [wanted, given] = [issue.code === 'invalid_format' ? /^\/\^(\w{3})_/.exec(issue.pattern ?? '')?.[1] : undefined, /^([a-z]{3})_[0-9A-Za-z]{8,40}$/.exec(typeof came === 'string' ? came : '')?.[1]];
  const [expected, arrived] = [nouns[wanted ?? ''], nouns[given ?? '']];
  return expected === undefined || arrived === undefined ? null : `Expected the id of ${expected} (${wanted}_…); the id of ${arrived} (${given}_…) came.`;
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters';
  if (origin === 'array') return ' items';
  return '';
}

function arrival(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `text of ${value.length} characters`;
  return Array.isArray(value) ? `an array of ${value.length}` : 'an object';
}
