import { remember, remembered } from './settings.js';
import { texts } from './texts.js';

type Language = 'zh-CN' | keyof typeof texts;

const isLanguage = (name: string | null | undefined): name is Language => name === 'zh-CN' || (name !== null && name !== undefined && Object.hasOwn(texts, name));

let language: Language = 'zh-CN';

/** A text of this page in the chosen language; the Chinese text is its own key. */
export const say = (text: string, ...values: (string | number)[]): string => {
  const table: Readonly<Record<string, string>> = language === 'zh-CN' ? {} : texts[language];
  return (table[text] ?? text).replace(/\{(\d)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
};

const sources = new Map<Element, string>();

function speak(): void {
  document.documentElement.lang = language;
  document.querySelector('tessera-provider')?.setAttribute('locale', language);
  for (const [place, source] of sources) {
    if (place.hasAttribute('data-label')) place.setAttribute('aria-label', say(source));
    else place.textContent = say(source);
  }
  const name = say(document.documentElement.dataset['user'] === 'chen-mo' ? '陈默' : '林晓');
  for (const [id, words] of [['me-name', name], ['avatar', name.slice(0, 1)], ['hello', say('{0}，你好', name)]] as const) {
    const place = document.getElementById(id);
    if (place) place.textContent = words;
  }
  document.dispatchEvent(new Event('languagechange'));
}

/** The language a link to this page asks for (`?lang=en`), else the remembered one. */
function wanted(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) remember('language', asked);
  return [asked, remembered('language')].find(isLanguage) ?? 'zh-CN';
}

/** The address no longer asks for a language once another is chosen by hand. */
function forgetAsked(): void {
  const address = new URL(location.href);
  address.searchParams.delete('lang');
  history.replaceState(history.state, '', address);
}

/** Speaks the language wanted, and the one chosen from now on; the widgets follow through their provider. */
export function startLanguage(): void {
  for (const place of document.querySelectorAll('[data-text], [data-label]')) {
    sources.set(place, (place.hasAttribute('data-label') ? place.getAttribute('aria-label') : place.textContent) ?? '');
  }
  language = wanted();
  const choice = document.querySelector<HTMLSelectElement>('#language');
  if (choice) {
    choice.value = language;
    choice.addEventListener('change', () => {
      if (!isLanguage(choice.value)) return;
      language = choice.value;
      remember('language', language);
      forgetAsked();
      speak();
    });
  }
  speak();
}
