import { createClient, isTesseraError } from '@tessera/client';
import type { FrameSays, PopupSays } from './frame-session.js';
import { wordsFor, type Words } from './sign-in-words.js';

type SignIn = Parameters<ReturnType<typeof createClient>['session']['signIn']>[0];

/** What the widgets need; one sign-in serves all frames of the page. */
const scopes: SignIn['scopes'] = ['pay_codes:write', 'payments:read', 'payments:write', 'coupons:read', 'coupons:write', 'rights:read', 'rights:write', 'energy:read', 'energy:write', 'engagement:read', 'engagement:write', 'stores:read'];

const element = <T extends HTMLElement>(id: string, type: new () => T): T => {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`Expected #${id} on the sign-in page`);
  return found;
};
const page = {
  form: element('form', HTMLFormElement), phone: element('phone', HTMLInputElement), code: element('code', HTMLInputElement),
  submit: element('submit', HTMLButtonElement), error: element('error', HTMLParagraphElement), sandbox: element('sandbox', HTMLParagraphElement),
};

const client = createClient({ gateway: location.origin, fetchSession: () => Promise.reject(new Error('Signing in needs no session.')) });
const frame = window.opener as Window | null;
let words: Words = wordsFor(navigator.language);
let publishableKey = '';

const show = (locale: string) => {
  words = wordsFor(locale);
  document.documentElement.lang = locale;
  document.title = words.title;
  client.locale = locale;
  for (const one of document.querySelectorAll<HTMLElement>('[data-word]')) one.textContent = words[one.dataset.word as keyof Words];
};
const say = (text: string, field?: HTMLInputElement) => {
  page.error.textContent = text;
  for (const input of [page.phone, page.code]) input.ariaInvalid = String(input === field);
  field?.focus();
};
const reason = (error: unknown): string => {
  if (!isTesseraError(error)) return words.failed;
  const text = { sign_in_failed: words.refused, rate_limited: words.tooMany, network_error: words.offline, timeout: words.offline }[error.code as string] ?? words.failed;
  return error.requestId && text === words.failed ? `${text} (${words.request} ${error.requestId})` : text;
};
const tell = (says: PopupSays) => frame?.postMessage(says, location.origin);

const signIn = async () => {
  const phone = page.phone.value.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '');
  const code = page.code.value.replace(/\D/g, '');
  if (!/^1\d{10}$/.test(phone)) return say(words.badPhone, page.phone);
  if (!/^\d{6}$/.test(code)) return say(words.badCode, page.code);
  say('');
  page.submit.disabled = true;
  page.submit.textContent = words.busy;
  try {
    tell({ tessera: 'signed-in', session: await client.session.signIn({ publishableKey, phone, code, scopes: [...scopes] }) });
    window.close();
  } catch (error) {
    say(reason(error), page.code);
  } finally {
    page.submit.disabled = false;
    page.submit.textContent = words.submit;
  }
};

page.form.addEventListener('submit', (event) => {
  event.preventDefault();
  void signIn();
});
addEventListener('message', ({ data, source, origin }: MessageEvent<FrameSays | null>) => {
  if (source !== frame || origin !== location.origin || data?.tessera !== 'sign-in') return;
  ({ publishableKey } = data);
  show(data.locale || 'zh-CN');
  page.sandbox.hidden = !publishableKey.startsWith('pk_test_');
  page.submit.disabled = false;
});

show(navigator.language);
if (frame) tell({ tessera: 'sign-in-open' });
else say(words.lost);
