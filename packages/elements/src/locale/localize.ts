/** What a translation is: text with `{0}`, `{1}` … for the values, or a function of them where a plural needs one. */
export type Messages = Readonly<Record<string, string | ((...values: never[]) => string)>>;

export type Locale = 'zh-CN' | 'zh-HK' | 'en';

const loaders: Readonly<Record<Exclude<Locale, 'zh-CN'>, () => Promise<{ messages: Messages }>>> = {
  'zh-HK': () => import('./zh-HK.js'),
  en: () => import('./en.js'),
};

let active: Locale = 'zh-CN';
let wanted: Locale = active;
let messages: ReadonlyMap<string, Messages[string]> = new Map();
const listeners = new Set<() => void>();

/** The locale the widgets of this page speak now. */
export const getLocale = (): Locale => active;

/** The closest of Tessera's locales to a BCP 47 tag: `en-GB` is `en`, `zh-Hant-TW` is `zh-HK`, anything else is `zh-CN`. */
export function closestLocale(tag: string): Locale {
  if (/^en\b/i.test(tag)) return 'en';
  return /^(zh-(hk|mo|tw|hant)|yue)\b/i.test(tag) ? 'zh-HK' : 'zh-CN';
}

/**
 * Turns every widget of the page to another locale, once its words have loaded. One page speaks one locale; the last
 * call wins. When the words cannot be loaded the widgets keep the ones they have.
 */
export async function setLocale(tag: string): Promise<void> {
  const locale = closestLocale(tag);
  if (locale === wanted) return;
  wanted = locale;
  try {
    const loaded = locale === 'zh-CN' ? {} : (await loaders[locale]()).messages;
    if (wanted !== locale) return;
    messages = new Map(Object.entries(loaded));
    active = locale;
  } catch {
    wanted = active;
  }
  for (const listener of listeners) listener();
}

/** Calls back after each change of locale; returns the way to stop. */
export function onLocaleChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

interface Template {
  readonly strings: TemplateStringsArray;
  readonly values: readonly (string | number)[];
}

/** Marks the values in a text for `msg`: msg(str`共 ${count} 张`) is looked up as `共 {0} 张`. */
export const str = (strings: TemplateStringsArray, ...values: (string | number)[]): Template => ({ strings, values });

/** The text in the page's locale. The source text is Chinese and is also the key and the fallback. */
export function msg(text: string | Template): string {
  const { strings, values } = typeof text === 'string' ? { strings: [text], values: [] } : text;
  const key = strings.reduce((joined, part, index) => `${joined}{${index - 1}}${part}`);
  const found = messages.get(key) ?? key;
  if (typeof found === 'function') return found(...(values as never[]));
  return found.replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
}
