import { quoted, type MpmFault, type MpmObject, type MpmObjects } from './mpm-objects.js';

/** Characters of the alphanumeric special set: printable ASCII (MPM 2.2). */
const ANS = /^[\x20-\x7e]+$/;
const NUMERIC = /^[0-9]+$/;

interface Rule { readonly name: string; readonly pattern?: RegExp; readonly form: string; readonly min?: number; readonly max: number }

const text = (name: string, max: number, min = 1): Rule => ({ name, pattern: ANS, form: 'printable ASCII', min, max });
const digits = (name: string, length: number): Rule => ({ name, pattern: NUMERIC, form: 'digits', min: length, max: length });
/** Texts a merchant's name may need any letter for are told in the language template; the rest of these is "S": any character. */
const anything = (name: string, max: number): Rule => ({ name, form: 'text', max });

/** An amount: digits and at most one point, not zero, 13 characters (4.7.4). */
const AMOUNT = /^(?=.*[1-9])(?:\d+\.?\d*|\.\d+)$/;

/** Root objects whose values have a form of their own (table 3.6). */
const rootRules: Readonly<Record<string, Rule>> = {
  '00': { name: 'payload format indicator', pattern: /^01$/, form: '"01"', max: 2 },
  '01': { name: 'point of initiation method', pattern: /^1[12]$/, form: '"11" (fixed) or "12" (for one payment)', max: 2 },
  52: digits('merchant category code', 4),
  53: digits('transaction currency', 3),
  54: { name: 'transaction amount', pattern: AMOUNT, form: 'digits with at most one ".", not zero', max: 13 },
  55: { name: 'tip indicator', pattern: /^0[123]$/, form: '"01", "02" or "03"', max: 2 },
  56: { name: 'fixed tip', pattern: AMOUNT, form: 'digits with at most one ".", not zero', max: 13 },
  57: { name: 'tip in percent', pattern: /^(?=.*[1-9])\d{1,2}(?:\.\d{0,2})?$/, form: 'a percentage from 00.01 to 99.99', max: 5 },
  58: { name: 'country code', pattern: /^[A-Z]{2}$/, form: 'two capital letters', max: 2 },
  59: text('merchant name', 25),
  60: text('merchant city', 15),
  61: text('postal code', 10),
};

const required = ['52', '53', '58', '59', '60'];

/** Children of the additional data template (table 3.7). */
const additionalRules: Readonly<Record<string, Rule>> = {
  '01': anything('bill number', 25), '02': anything('mobile number', 25), '03': anything('store label', 25), '04': anything('loyalty number', 25),
  '05': anything('reference label', 25), '06': anything('customer label', 25), '07': anything('terminal label', 25), '08': anything('purpose', 25),
  '09': { name: 'consumer data request', pattern: /^(?!.*(.).*\1)[AME]{1,3}$/, form: 'some of "A", "M" and "E", each once', max: 3 },
};

/** Children of the language template (table 3.8). */
const languageRules: Readonly<Record<string, Rule>> = {
  '00': { name: 'language', pattern: /^[A-Za-z]{2}$/, form: 'two letters', max: 2 }, '01': anything('merchant name', 25), '02': anything('merchant city', 15),
};

const between = (id: string, low: number, high: number) => Number(id) >= low && Number(id) <= high;

/** True for a root id whose value is objects again: accounts 26 to 51, additional data, language, unreserved. */
export const templateIds = (id: string): boolean => between(id, 26, 51) || id === '62' || id === '64' || between(id, 80, 99);

/** Every fault in the root objects, by the tables and by what they demand of one another. */
export function rootFaults(objects: MpmObjects): MpmFault[] {
  const faults: MpmFault[] = [];
  for (const id of required) if (!objects.has(id)) faults.push({ id, expected: `a ${rootRules[id]?.name ?? ''}`, came: 'none' });
  if (![...objects.keys()].some((id) => between(id, 2, 51))) faults.push({ id: '02-51', expected: 'at least one merchant account', came: 'none' });
  for (const object of objects.values()) faults.push(...objectFaults(object));
  return [...faults, ...tipFaults(objects)];
}

function objectFaults({ id, value, children }: MpmObject): MpmFault[] {
  const rule = rootRules[id] ?? (between(id, 2, 25) ? text('merchant account', 99) : undefined);
  if (rule) return judged(id, value, rule);
  if (!children) return [];
  if (id === '62') return inside(id, children, additionalRules, 50);
  if (id === '64') return [...missing(id, children, { '00': 'a language', '01': 'a merchant name' }), ...inside(id, children, languageRules, 100)];
  return guidFaults(id, children.get('00'));
}

function judged(id: string, value: string, { name, pattern, form, min = 1, max }: Rule): MpmFault[] {
  const length = [...value].length;
  if (length > max || length < min) return [{ id, expected: `a ${name} of ${min === max ? max : `${min} to ${max}`} characters`, came: `${length}` }];
  return pattern === undefined || pattern.test(value) ? [] : [{ id, expected: `a ${name}: ${form}`, came: quoted(value) }];
}

function inside(id: string, children: ReadonlyMap<string, string>, rules: Readonly<Record<string, Rule>>, templatesFrom: number): MpmFault[] {
  return [...children].flatMap(([child, value]) => {
    const rule = rules[child];
    if (rule) return judged(`${id}/${child}`, value, rule);
    return Number(child) >= templatesFrom ? guidOfNested(`${id}/${child}`, value) : [];
  });
}

const missing = (id: string, children: ReadonlyMap<string, string>, needed: Readonly<Record<string, string>>): MpmFault[] =>
  Object.entries(needed).filter(([child]) => !children.has(child)).map(([child, name]) => ({ id: `${id}/${child}`, expected: name, came: 'none' }));

/** A payment system's own template begins with who defined it: child 00. */
function guidOfNested(id: string, value: string): MpmFault[] {
  return /^00(0[1-9]|[12]\d|3[0-2])/.test(value) ? [] : [{ id, expected: 'a template that begins with its globally unique id in child 00', came: 'something else' }];
}

function guidFaults(id: string, guid: string | undefined): MpmFault[] {
  if (guid === undefined) return [{ id: `${id}/00`, expected: 'a globally unique id: an AID, a UUID without hyphens or a reverse domain name', came: 'none' }];
  return judged(`${id}/00`, guid, text('globally unique id', 32));
}

/** 55 "02" comes with a fixed tip, "03" with a percentage, and neither comes otherwise (4.7.6-8). */
function tipFaults(objects: MpmObjects): MpmFault[] {
  const indicator = objects.get('55')?.value;
  return ([['56', '02'], ['57', '03']] as const).flatMap(([id, when]) => {
    if (objects.has(id) === (indicator === when)) return [];
    return [{ id, expected: indicator === when ? `a ${rootRules[id]?.name ?? ''}, because object 55 is "${when}"` : `none, because object 55 is not "${when}"`, came: objects.has(id) ? 'one' : 'none' }];
  });
}
