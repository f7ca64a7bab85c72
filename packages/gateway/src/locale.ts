import type { Context } from './context.js';

export const locales = ['zh-CN', 'zh-HK', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Text of data in the languages it was written in. */
export type LocalizedText = Readonly<Partial<Record<Locale, string | undefined>>>;

/** The text in the caller's language, else the next one in order: zh-HK, zh-CN, en. */
export function text(ctx: Pick<Context, 'locale'>, value: LocalizedText): string {
  return value[ctx.locale] ?? value['zh-CN'] ?? value.en ?? value['zh-HK'] ?? '';
}

/** The supported locale an Accept-Language header asks for first, by weight then order; Chinese when it asks for none. */
export function localeOf(header: string | undefined): Locale {
  const wanted = (header ?? '').slice(0, 200).split(',').map((part, order) => {
    const [tag = '', weight = ''] = part.trim().split(/;\s*q=/i);
    return { tag: tag.trim().toLowerCase(), weight: weight === '' ? 1 : Number(weight) || 0, order };
  }).filter((entry) => entry.weight > 0).sort((a, b) => b.weight - a.weight || a.order - b.order);
  for (const { tag } of wanted) {
    if (/^zh-(hk|mo|tw|hant)/.test(tag)) return 'zh-HK';
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN';
    if (tag === 'en' || tag.startsWith('en-')) return 'en';
  }
  return 'zh-CN';
}
