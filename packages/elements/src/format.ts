import { getLocale } from './locale/localize.js';

/** Money as the contract says it: integer minor units. */
interface Money {
  readonly amount: number;
  readonly currency: string;
}

const zone = 'Asia/Shanghai';

/** `¥1,286.40`; whole yuan without the zeros when `short`. Exact: the figure is built from integers. */
export function money({ amount }: Money, short = false): string {
  const fen = amount % 100;
  const yuan = `¥${integer((amount - fen) / 100)}`;
  return short && fen === 0 ? yuan : `${yuan}.${String(fen).padStart(2, '0')}`;
}

/** Formatters by locale: making one takes longer than a hundred of its answers. */
const numbers: Record<string, Intl.NumberFormat> = {};
const dates: Record<string, Intl.DateTimeFormat> = {};

/** `12,860`. A small one needs no formatter, whose first answer takes a slow phone a frame or three. */
export const integer = (value: number, locale = getLocale()): string => (value >= 0 && value < 1000 ? String(value) : (numbers[locale] ??= new Intl.NumberFormat(locale)).format(value));

/** Grams as people read them: `84g`, `2.49kg`. */
export function grams(value: number): { figure: string; unit: string } {
  if (value < 10_000) return { figure: integer(value), unit: 'g' };
  return { figure: new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 1 }).format(value / 1000), unit: 'kg' };
}

/** Metres as people read them: `620 米`, `3.2 km`. */
export function distance(meters: number): string {
  const [value, unit] = meters < 1000 ? [meters, 'meter'] : [meters / 1000, 'kilometer'];
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

const hours: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const days: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };

/** No two of the forms have the same fields, so their names tell them apart. */
const format = (at: number | string, options: Intl.DateTimeFormatOptions, locale = getLocale()): string =>
  (dates[locale + Object.keys(options).join()] ??= new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })).format(new Date(at));

/** `23:59`, in Shanghai. */
export const time = (at: number | string): string => calendarTime(new Date(at).getTime());

/** `3月1日`, in Shanghai. */
export function day(at: number | string): string {
  if (!getLocale().startsWith('zh')) return format(at, days);
  const [, month, date] = calendarDay(at).split('-');
  return `${Number(month)}月${Number(date)}日`;
}

/** `2026年3月1日 10:30`, in Shanghai. */
export const dayAndTime = (at: number | string): string => format(at, { year: 'numeric', ...days, ...hours });

/** Shanghai's offset from UTC in milliseconds; its clocks have not changed since 1991. */
const OFFSET = 8 * 3_600_000;

/** The calendar day in Shanghai as the contract writes it: `2026-03-01`. Engines disagree on what any locale's short date looks like. */
export const calendarDay = (at: number | string): string => new Date(new Date(at).getTime() + OFFSET).toISOString().slice(0, 10);

/** The time of day in Shanghai, to be compared: `08:30`. */
export const calendarTime = (at: number): string => new Date(at + OFFSET).toISOString().slice(11, 16);

/** Whole calendar days in Shanghai from one moment to another: 0 on the same day, 1 tomorrow. */
export const daysBetween = (from: number | string, to: number | string): number =>
  Math.round((Date.parse(calendarDay(to)) - Date.parse(calendarDay(from))) / 86_400_000);
