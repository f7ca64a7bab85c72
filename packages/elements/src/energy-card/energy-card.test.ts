import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { Energy } from '@tessera/contract';
import { createFakeClient, energyFixture, FIXTURE_NOW, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import './energy-card.js';
import { expectAccessible } from '../testing/still.js';
import type { EnergyCardElement } from './energy-card.js';
import type { EnergyCheckInEvent, EnergyCollectEvent } from './energy-events.js';
import { crown, growth, percent } from './mosaic-tree.js';
import { byUrgency, waitWords } from './ride-words.js';
import { credited, week } from './week.js';

const world = (energy: Partial<Energy>): FakeClientOptions => ({ world: { energy: { ...energyFixture(FIXTURE_NOW), ...energy } } });

const place = async (options: FakeClientOptions = {}, locale = 'zh-CN'): Promise<{ card: EnergyCardElement; client: FakeClient }> => {
  const client = createFakeClient({ frozen: true, locale, ...options });
  const card = await fixture<EnergyCardElement>(html`<tessera-energy-card .client=${client} locale=${locale}></tessera-energy-card>`);
  return { card, client };
};

/** The card with its data and, where there is one, its chart. */
const ready = async (options?: FakeClientOptions, locale?: string): Promise<{ card: EnergyCardElement; client: FakeClient }> => {
  const placed = await place(options, locale);
  await waitUntil(() => all(placed.card, '.week').length === 1, 'the chart never stood');
  return placed;
};

const all = (card: EnergyCardElement, selector: string): HTMLElement[] => [...card.renderRoot.querySelectorAll<HTMLElement>(selector)];
const one = (card: EnergyCardElement, selector: string): HTMLElement => {
  const [found] = all(card, selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
const words = (card: EnergyCardElement): string => (card.renderRoot.textContent ?? '').replace(/\s+/g, ' ');
const press = (card: EnergyCardElement, text: string): void => {
  const found = all(card, 'button').find((button) => button.textContent?.includes(text));
  if (!found) throw new Error(`no button says ${text}`);
  found.focus();
  found.click();
};
const announced = (card: EnergyCardElement): string => one(card, '[role=status]').textContent ?? '';

describe('the mosaic tree', () => {
  it('grows tile by tile and is full only when the tree is', () => {
    expect(growth(0, 18_000)).to.deep.equal({ tiles: 0, next: 0 });
    expect(growth(18_000, 18_000)).to.deep.equal({ tiles: crown.length, next: 0 });
    expect(growth(99_000, 18_000).tiles).to.equal(crown.length);
    expect(growth(17_999, 18_000).tiles).to.equal(crown.length - 1);
    expect(growth(5, 0)).to.deep.equal({ tiles: 0, next: 0 });
  });

  it('never says 100 of an unfinished tree', () => {
    expect(percent(17_999, 18_000)).to.equal(99);
    expect(percent(18_000, 18_000)).to.equal(100);
    expect(percent(2_486, 320_000)).to.equal(0.7);
    expect(percent(5, 0)).to.equal(0);
  });

  it('has no two tiles in one place', () => {
    expect(new Set(crown.map(({ x, y }) => `${x},${y}`)).size).to.equal(crown.length);
  });

  it('is the same picture every time and says its progress in words', async () => {
    const { card } = await ready();
    const { card: again } = await ready();
    const tree = one(card, '.tree');
    expect(tree.innerHTML.replace(/<!--.*?-->/g, '')).to.equal(one(again, '.tree').innerHTML.replace(/<!--.*?-->/g, ''));
    expect(tree.getAttribute('aria-label')).to.equal('侧柏，已长成 54%，9,760 克，共需 18,000 克');
  });
});

describe('days and waits', () => {
  it('shows the last seven Shanghai days, zero where nothing is known', () => {
    const lateEvening = Date.parse('2026-03-01T15:59:00Z');
    const days = week([{ day: '2026-03-01', grams: 10 }, { day: '2026-02-27', grams: 40 }, { day: '2025-01-01', grams: 999 }], lateEvening);
    expect(days.map(({ day, grams }) => [day, grams])).to.deep.equal([
      ['2026-02-23', 0], ['2026-02-24', 0], ['2026-02-25', 0], ['2026-02-26', 0], ['2026-02-27', 40], ['2026-02-28', 0], ['2026-03-01', 10],
    ]);
    expect(days[6]).to.include({ today: true, share: 0.25 });
    expect(week([], lateEvening + 60_000)[6]?.day).to.equal('2026-03-02');
  });

  it('adds what was collected to today', () => {
    const now = Date.parse('2026-03-01T04:00:00Z');
    expect(credited([{ day: '2026-03-01', grams: 10 }], 84, now)).to.deep.equal([{ day: '2026-03-01', grams: 94 }]);
    expect(credited([], 84, now)).to.deep.equal([{ day: '2026-03-01', grams: 84 }]);
  });

  it('puts what lapses first in front, and what is unripe at the end', () => {
    const order = byUrgency(energyFixture(FIXTURE_NOW).bubbles);
    expect(order.map((bubble) => bubble.ripe)).to.deep.equal([true, true, true, true, false, false]);
    expect(order.map((bubble) => waitWords(bubble, FIXTURE_NOW))).to.deep.equal(['剩 5 小时', '剩 5 天', '剩 7 天', '剩 7 天', '明天', '2 天后']);
  });
});

describe('<tessera-energy-card>', () => {
  it('shows total, share of the tree and the weeks left', async () => {
    const { card } = await ready();
    expect(one(card, '.sum').textContent?.replace(/\s+/g, ' ')).to.contain('12.5kg').and.contain('54%').and.contain('5周');
  });

  it('says years where weeks would be too many to picture', async () => {
    const { card } = await ready(world({ tree: { ...energyFixture(FIXTURE_NOW).tree, weeksLeft: 1_109 } }));
    expect(one(card, '.sum').textContent?.replace(/\s+/g, ' ')).to.contain('22年');
  });

  it('names each bubble by ride, grams and when it lapses; unripe ones cannot be pressed', async () => {
    const { card } = await ready();
    const names = all(card, '.bubble').map((bubble) => (bubble.textContent ?? '').replace(/\s+/g, ' '));
    expect(names).to.have.length(4);
    expect(names[0]).to.match(/^318g地铁剩 5 小时3 号线 .+ 失效，收取$/);
    expect(names[3]).to.match(/^264g地铁明天1 号线 .+ 成熟$/);
    expect(all(card, 'button.bubble')).to.have.length(3);
  });

  it('collects one bubble: tells the gateway, the page and the screen reader, and the figures move', async () => {
    const { card, client } = await ready();
    setTimeout(() => one(card, 'button.bubble').click());
    const event = await oneEvent<EnergyCollectEvent>(card, 'tessera-energy-collect');
    expect(event.grams).to.equal(318);
    expect(event.bubbleIds).to.have.length(1);
    expect(client.calls.filter(({ method }) => method === 'energy.collect')).to.have.length(1);
    expect(words(card)).to.contain('今日 318 克');
    await card.updateComplete;
    expect(announced(card)).to.equal('已收取 318 克');
    expect(all(card, 'button.bubble')).to.have.length(3);
  });

  it('collects everything at once and keeps the keyboard in the card', async () => {
    const { card } = await ready();
    setTimeout(() => press(card, '全部收取'));
    const event = await oneEvent<EnergyCollectEvent>(card, 'tessera-energy-collect');
    expect(event.grams).to.equal(318 + 176 + 92 + 41);
    await card.updateComplete;
    expect(all(card, 'button.bubble')).to.have.length(0);
    expect(card.shadowRoot?.activeElement).to.not.equal(null);
    expect(announced(card)).to.equal('已收取 627 克');
  });

  it('asks once however often a bubble is pressed', async () => {
    const { card, client } = await ready({ latency: 30 });
    const bubble = one(card, 'button.bubble');
    bubble.click();
    bubble.click();
    await oneEvent<EnergyCollectEvent>(card, 'tessera-energy-collect');
    expect(client.calls.filter(({ method }) => method === 'energy.collect')).to.have.length(1);
  });

  it('says so when a bubble has gone, and asks for what is true now', async () => {
    const { card, client } = await ready();
    client.fail('energy.collect', 'bubble_gone', 1);
    const asked = client.calls.filter(({ method }) => method === 'energy.get').length;
    one(card, 'button.bubble').click();
    await waitUntil(() => all(card, '[role=alert]').length === 1);
    expect(client.calls.filter(({ method }) => method === 'energy.get').length).to.be.greaterThan(asked);
    setTimeout(() => one(card, 'button.bubble').click());
    expect((await oneEvent<EnergyCollectEvent>(card, 'tessera-energy-collect')).grams).to.equal(318);
  });

  it('checks in once a day and shows the streak', async () => {
    const { card, client } = await ready();
    expect(words(card)).to.contain('签到 +10g').and.contain('已连续 6 天');
    setTimeout(() => press(card, '签到'));
    const event = await oneEvent<EnergyCheckInEvent>(card, 'tessera-energy-check-in');
    expect(event).to.include({ grams: 10, streakDays: 7 });
    await card.updateComplete;
    expect(words(card)).to.contain('今日已签到').and.contain('已连续 7 天');
    press(card, '今日已签到');
    await aTimeout(0);
    expect(client.calls.filter(({ method }) => method === 'energy.checkIn')).to.have.length(1);
  });

  it('works without ride data and asks for a separate consent in words', async () => {
    const { card, client } = await ready(world({ consent: false }));
    expect(all(card, '.bubble')).to.have.length(0);
    expect(words(card)).to.contain('单独同意').and.contain('不读取定位').and.contain('不同意也可以照常签到');
    press(card, '同意并开启');
    await waitUntil(() => all(card, '.bubble').length > 0);
    expect(client.calls.find(({ method }) => method === 'energy.setConsent')?.input).to.deep.equal({ consent: true });
  });

  it('takes no for an answer', async () => {
    const { card, client } = await ready(world({ consent: false }));
    press(card, '暂不');
    await card.updateComplete;
    expect(words(card)).to.not.contain('单独同意');
    expect(words(card)).to.contain('签到 +10g');
    expect(client.calls.some(({ method }) => method === 'energy.setConsent')).to.equal(false);
  });

  it('withdraws consent from the guide, after asking once more', async () => {
    const { card, client } = await ready();
    press(card, '攻略');
    await waitUntil(() => words(card).includes('撤回同意'));
    expect(words(card)).to.contain('lowcarbon-2024.1').and.contain('DB11/T 3043-2024');
    press(card, '撤回同意');
    await card.updateComplete;
    expect(client.calls.some(({ method }) => method === 'energy.setConsent')).to.equal(false);
    press(card, '确认撤回');
    await waitUntil(() => words(card).includes('还没有开启出行数据'));
    expect(client.calls.find(({ method }) => method === 'energy.setConsent')?.input).to.deep.equal({ consent: false });
  });

  it('lists rides with mode, line, distance, grams and the method that counted them', async () => {
    const { card } = await ready();
    press(card, '出行记录');
    await waitUntil(() => words(card).includes('12.4'));
    expect(words(card)).to.contain('BRT-5').and.contain('318g').and.contain('核算版本 lowcarbon-2023.2');
    press(card, '返回');
    await card.updateComplete;
    expect(card.shadowRoot?.activeElement?.textContent).to.contain('出行记录');
  });

  it('reads the chart as bars, as words and as a table', async () => {
    const { card } = await ready();
    expect(one(card, '.week').getAttribute('aria-label')).to.contain('今天 0 克');
    expect(all(card, '.week rect')).to.have.length(7);
    press(card, '看数字');
    await card.updateComplete;
    expect(all(card, 'tbody tr')).to.have.length(7);
  });

  it('leaves the chart out when asked', async () => {
    const { card } = await place();
    card.noChart = true;
    await waitUntil(() => all(card, '.sum').length === 1);
    await aTimeout(20);
    expect(all(card, '.chart')).to.have.length(0);
  });

  it('asks again when a ride is recorded', async () => {
    const { card, client } = await ready(world({ bubbles: [] }));
    client.world.energy = { ...client.world.energy, bubbles: energyFixture(FIXTURE_NOW).bubbles.slice(0, 1) };
    client.emit({ type: 'energy.recorded' });
    await waitUntil(() => all(card, 'button.bubble').length === 1);
  });

  it('follows the locale without being put in again', async () => {
    const { card } = await ready();
    for (const [locale, text] of [['en', 'Check in'], ['zh-HK', '簽到'], ['zh-CN', '签到']] as const) {
      card.locale = locale;
      await waitUntil(() => words(card).includes(text), `never said ${text}`);
    }
  });

  it('shows hostile text as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'${1}</script>\u202e'.repeat(3);
    const energy = energyFixture(FIXTURE_NOW);
    const { card } = await ready(world({
      tree: { ...energy.tree, name: hostile },
      bubbles: energy.bubbles.map((bubble) => ({ ...bubble, line: hostile })),
      method: { version: hostile, title: hostile, source: hostile },
    }));
    press(card, '攻略');
    await waitUntil(() => words(card).includes('撤回同意'));
    expect(all(card, 'img, script')).to.have.length(0);
    expect(card.scrollWidth).to.be.at.most(card.clientWidth);
  });

  for (const theme of ['light', 'dark']) {
    it(`is accessible in every view, ${theme}`, async () => {
      document.documentElement.style.colorScheme = theme;
      document.body.style.background = theme === 'dark' ? '#000' : '#fff';
      const { card } = await ready();
      await expectAccessible(card);
      press(card, '看数字');
      await card.updateComplete;
      await expectAccessible(card);
      card.view = 'rides';
      await waitUntil(() => words(card).includes('12.4'));
      await expectAccessible(card);
      card.view = 'guide';
      await waitUntil(() => words(card).includes('撤回同意'));
      await expectAccessible(card);
      const { card: asking } = await ready(world({ consent: false }));
      await expectAccessible(asking);
      document.documentElement.style.colorScheme = document.body.style.background = '';
    });
  }

  it('fits 320 pixels with text twice as large', async () => {
    const { card } = await ready({}, 'en');
    card.style.inlineSize = '288px';
    for (const [token, size] of [['small', '25px'], ['body', '30px'], ['heading', '34px'], ['figure', '48px']] as const) card.style.setProperty(`--tessera-size-${token}`, size);
    await card.updateComplete;
    const outside = all(card, '.card *').filter((part) => !part.closest('svg, .sr') && part.getBoundingClientRect().right > card.getBoundingClientRect().right + 1);
    expect(outside.map((part) => part.outerHTML.slice(0, 60))).to.deep.equal([]);
  });

  it('leaves nothing running behind', async () => {
    const { card, client } = await ready();
    card.remove();
    const asked = client.calls.length;
    client.emit({ type: 'energy.recorded' });
    await aTimeout(500);
    expect(client.calls.length).to.equal(asked);
  });
});
