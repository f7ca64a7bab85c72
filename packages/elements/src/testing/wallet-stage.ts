import { fixture, html, waitUntil } from '@open-wc/testing';
import { createFakeClient, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import type { RightsWalletElement } from '../rights-wallet/rights-wallet.js';
import '../rights-wallet/rights-wallet.js';

/** Waits as long as a busy machine may take. */
export const until = (fact: () => unknown, otherwise?: string): Promise<void> => waitUntil(() => Boolean(fact()), otherwise, { timeout: 8_000 });

export const all = (wallet: RightsWalletElement, selector: string): HTMLElement[] => [...wallet.renderRoot.querySelectorAll<HTMLElement>(selector)];
export const one = (wallet: RightsWalletElement, selector: string): HTMLElement => {
  const [found] = all(wallet, selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
export const words = (within: Element | ShadowRoot | null): string => (within?.textContent ?? '').replace(/\s+/g, ' ').trim();
export const says = (wallet: RightsWalletElement, text: string): Promise<void> => until(() => words(wallet.shadowRoot).includes(text), `never said ${text}`);

/** The last button that says so, with the focus on it. */
export function button(wallet: RightsWalletElement, text: string): HTMLElement {
  const found = all(wallet, 'button').findLast((candidate) => words(candidate).includes(text));
  if (!found) throw new Error(`no button says ${text}`);
  found.focus();
  return found;
}

/** Puts a wallet on the page, and waits until it stands. */
export async function stand(options: FakeClientOptions = {}): Promise<{ wallet: RightsWalletElement; client: FakeClient }> {
  const client = createFakeClient(options);
  const wallet = document.createElement('tessera-rights-wallet');
  Object.assign(wallet, { client, locale: options.locale ?? 'zh-CN' });
  await fixture(html`<div>${wallet}</div>`);
  await until(() => all(wallet, '#list').length === 1, 'the wallet never stood');
  return { wallet, client };
}
