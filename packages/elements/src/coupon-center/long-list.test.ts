import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Campaign } from '@tessera/contract';
import { campaignFixtures, createFakeClient, fixtureId, FIXTURE_NOW, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import './coupon-center.js';
import type { CouponCenterElement } from './coupon-center.js';

/** Waits as long as a busy machine may take. */
const until = (fact: () => unknown, otherwise?: string): Promise<void> => waitUntil(() => Boolean(fact()), otherwise, { timeout: 8_000 });

const campaigns = campaignFixtures(FIXTURE_NOW);
const [first] = campaigns as [Campaign];
const many = (count: number): Campaign[] => Array.from({ length: count }, (_, index) => ({ ...first, id: fixtureId('cmp', 1_000 + index), title: `第 ${index + 1} 张` }));

const ready = async (options: FakeClientOptions): Promise<{ center: CouponCenterElement; client: FakeClient }> => {
  const client = createFakeClient({ frozen: true, locale: 'zh-CN', ...options });
  const center = document.createElement('tessera-coupon-center');
  Object.assign(center, { client, locale: 'zh-CN' });
  await fixture(html`<div>${center}</div>`);
  await until(() => all(center, '.ticket').length > 0 && all(center, '#list .paper').length === 0, 'the list never stood');
  return { center, client };
};
const all = (center: CouponCenterElement, selector: string): HTMLElement[] => [...center.renderRoot.querySelectorAll<HTMLElement>(selector)];
const one = (center: CouponCenterElement, selector: string): HTMLElement => {
  const [found] = all(center, selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
const words = (within: Element | ShadowRoot): string => (within.textContent ?? '').replace(/\s+/g, ' ').trim();
const ticket = (center: CouponCenterElement, number: number): HTMLElement => one(center, `[data-campaign="${fixtureId('cmp', number)}"]`);
const button = (card: HTMLElement): HTMLElement => card.querySelector<HTMLElement>('.claim')!;
const announced = (center: CouponCenterElement): string => words(one(center, '[role=status]')).replace('\u200b', '');

describe('the long list of <tessera-coupon-center>', () => {
  beforeEach(() => scrollTo(0, 0));

  it('brings the next page, keeps the place and puts the focus on the first new coupon', async () => {
    const { center, client } = await ready({ world: { campaigns: many(700) } });
    expect(all(center, '.ticket').length).to.be.within(20, 40);
    await until(() => all(center, '#end button').length === 1);
    const before = all(center, '.ticket').length;
    const held = all(center, '.ticket')[3];
    one(center, '#end button').click();
    await until(() => all(center, '.ticket').length > before && center.shadowRoot?.activeElement?.matches('.ticket'));
    expect(all(center, '.ticket')[3]).to.equal(held);
    const place = Number(center.shadowRoot?.activeElement?.getAttribute('aria-posinset'));
    expect([place > before, place % 20], 'the first of a page').to.deep.equal([true, 1]);
    expect(announced(center)).to.match(/又加载了 [26]0 张券/);
    const shown = all(center, '.ticket').length;
    await center.refresh();
    await center.updateComplete;
    expect(all(center, '.ticket').length).to.be.at.least(shown);
    client.fail('coupons.listCampaigns', 'network_error');
    one(center, '#end button').click();
    await until(() => words(one(center, '#end')).includes('没有加载出来'));
  });

  /** Brings page after page until the list has no more. */
  const bringAll = async (center: CouponCenterElement): Promise<void> => {
    await until(() => all(center, '#end button').length === 1);
    for (let turns = 0; all(center, '#end').length > 0 && turns < 100; turns += 1) {
      all(center, '#end button')[0]?.click();
      await aTimeout(20);
    }
    expect(all(center, '#end')).to.have.length(0);
  };
  const heightOf = (center: CouponCenterElement): number => one(center, '#items').getBoundingClientRect().height;

  it('draws a coupon again only when something happened to it, and keeps those below a refreshed hundred', async () => {
    const { center, client } = await ready({ world: { campaigns: [...many(130), campaigns[3] as Campaign] } });
    await bringAll(center);
    scrollTo(0, document.documentElement.scrollHeight);
    await until(() => all(center, `[data-campaign="${fixtureId('cmp', 4)}"]`).length === 1);
    const last = ticket(center, 4);
    expect([last.getAttribute('aria-posinset'), last.getAttribute('aria-setsize')]).to.deep.equal(['131', '131']);
    client.advance(60_000);
    await until(() => button(last).dataset['clock'] === '01:29:00', 'a coupon of a later page does not count down');
    const pages = () => client.calls.filter(({ method }) => method === 'coupons.listCampaigns').length;
    const asked = pages();
    await center.refresh();
    await center.updateComplete;
    expect(pages() - asked).to.equal(1);
    expect(ticket(center, 4)).to.equal(last);
    expect(last.getAttribute('aria-setsize')).to.equal('131');
  });

  it('draws of a long list what is near the screen, keeps the room of the rest, and never drops what has the focus', async () => {
    const { center, client } = await ready({ world: { campaigns: [...many(3), campaigns[3] as Campaign, ...many(700).slice(3)] } });
    const places = () => all(center, '.ticket').map((card) => Number(card.getAttribute('aria-posinset')));
    const scroll = (share: number) => scrollTo(0, document.documentElement.scrollHeight * share);
    await bringAll(center);
    scroll(1);
    await until(() => places().at(-1) === 701, 'the end is never drawn');
    expect(all(center, '.room').length).to.be.greaterThan(0);
    expect(places().length).to.be.at.most(280);
    const height = heightOf(center);
    scroll(0.5);
    await until(() => places().some((place) => place > 330 && place < 370), 'the middle is never drawn');
    expect(Math.abs(heightOf(center) / height - 1)).to.be.below(0.1);
    scroll(1);
    await until(() => places().at(-1) === 701);
    const held = button(all(center, '.ticket').at(-1)!);
    held.focus();
    scroll(0);
    await until(() => places()[0] === 1 && places()[11] === 12, 'the first are never drawn again');
    scroll(0.3);
    await until(() => places().some((place) => place > 190 && place < 230), 'what is between is never drawn');
    expect(center.shadowRoot?.activeElement).to.equal(held);
    client.advance(90 * 60_000);
    await until(() => all(center, '.round button').length === 1);
    one(center, '.round button').click();
    await until(() => center.shadowRoot?.activeElement === ticket(center, 4));
  });

  it('asks for more by itself when the end comes near', async () => {
    const { center } = await ready({ world: { campaigns: many(70) } });
    one(center, '#end').scrollIntoView();
    await until(() => all(center, '.ticket').length > 20);
  });
});
