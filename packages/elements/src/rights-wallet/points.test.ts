import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { createFakeClient } from '@tessera/client/testing';
import './rights-wallet.js';
import type { RightsWalletElement } from './rights-wallet.js';

const until = (fact: () => unknown): Promise<void> => waitUntil(() => Boolean(fact()), undefined, { timeout: 5_000 });

const opened = async (): Promise<RightsWalletElement> => {
  const wallet = document.createElement('tessera-rights-wallet');
  wallet.client = createFakeClient({ frozen: true });
  await fixture(html`<div>${wallet}</div>`);
  const button = () => [...wallet.renderRoot.querySelectorAll('button')].find(({ textContent }) => textContent.includes('明细'));
  await until(button);
  button()?.click();
  await until(() => wallet.renderRoot.querySelector('.lots') && wallet.renderRoot.querySelector('[data-entry]'));
  return wallet;
};
const words = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('the points sheet', () => {
  it('shows the month that lapses first, and the others behind one line', async () => {
    const { renderRoot } = await opened();
    const [first] = renderRoot.querySelectorAll('.lots li');
    expect(words(first)).to.include('2025年3月').and.to.include('还剩 800').and.to.include('2026年3月31日 23:59到期');
    const rest = renderRoot.querySelector<HTMLDetailsElement>('.lots details');
    expect(words(rest?.querySelector('summary'))).to.equal('其余 2 个月');
    expect(rest?.open).to.equal(false);
    rest?.querySelector('summary')?.click();
    expect([...rest?.querySelectorAll('li') ?? []].filter((row) => row.checkVisibility()).map(words).join()).to.include('2025年11月').and.to.include('2026年2月');
  });

  it('keeps the way out in sight however far the book is read', async () => {
    const { renderRoot } = await opened();
    const dialog = renderRoot.querySelector<HTMLDialogElement>('dialog.sheet');
    dialog?.style.setProperty('max-height', '200px');
    dialog?.scrollTo(0, 1_000);
    await until(() => (dialog?.scrollTop ?? 0) > 0);
    const [sheet, close] = [dialog?.getBoundingClientRect(), dialog?.querySelector('.close')?.getBoundingClientRect()];
    expect((close?.top ?? 0) >= (sheet?.top ?? 0) && (close?.bottom ?? 0) <= (sheet?.bottom ?? 0), `${close?.top} in ${sheet?.top}`).to.equal(true);
  });
});
