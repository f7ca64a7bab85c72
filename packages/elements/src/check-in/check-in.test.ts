import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { createFakeClient, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import { render } from 'lit';
import { expectAccessible } from '../testing/still.js';
import type { CheckInElement, CheckInEvent } from './check-in.js';
import './check-in.js';
import meta, * as stories from './check-in.stories.js';
import { monthFrom, weeks } from './month.js';

const place = async (options: FakeClientOptions = {}, locale = 'zh-CN'): Promise<{ element: CheckInElement; client: FakeClient }> => {
  const client = createFakeClient({ frozen: true, locale, ...options });
  const element = await fixture<CheckInElement>(html`<tessera-check-in .client=${client} locale=${locale}></tessera-check-in>`);
  return { element, client };
};
const ready = async (options?: FakeClientOptions, locale?: string) => {
  const placed = await place(options, locale);
  await waitUntil(() => one(placed.element, 'table'), 'the month never stood');
  return placed;
};
const all = (element: CheckInElement, selector: string): HTMLElement[] => [...element.renderRoot.querySelectorAll<HTMLElement>(selector)];
const one = (element: CheckInElement, selector: string): HTMLElement | undefined => all(element, selector)[0];
const text = (element: CheckInElement): string => (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ');
const called = (client: FakeClient, method: string) => client.calls.filter((call) => call.method === method);

describe('a month of tiles', () => {
  it('begins on Monday and has whole weeks', () => {
    const march = weeks('2026-03', ['2026-03-01'], '2026-03-02');
    expect(march.map((week) => week.length)).to.deep.equal([7, 7, 7, 7, 7, 7]);
    expect(march[0]?.map((tile) => tile?.number ?? null)).to.deep.equal([null, null, null, null, null, null, 1]);
    expect(march[0]?.[6]).to.include({ checked: true, today: false, coming: false });
    expect(march[1]?.[0]).to.include({ checked: false, today: true });
    expect(march[1]?.[1]).to.include({ coming: true });
    expect(weeks('2028-02', [], '2026-03-02').flat().filter(Boolean)).to.have.length(29);
  });

  it('goes over a year’s end', () => {
    expect(monthFrom('2026-01', -1)).to.equal('2025-12');
    expect(monthFrom('2025-12', 1)).to.equal('2026-01');
  });
});

describe('<tessera-check-in>', () => {
  it('shows the streak, this month’s days and the next reward', async () => {
    const { element } = await ready();
    expect(one(element, '.streak')?.textContent?.replace(/\s+/g, ' ')).to.contain('6天连续签到').and.contain('再签 1 天得 70 积分');
    expect(all(element, '.checked')).to.have.length(1);
    expect(one(element, '.today')?.textContent).to.contain('2');
    expect(all(element, '.gifts .given')).to.have.length(1);
  });

  it('checks in with one tap: lays the tile, tells the reward, the page and the screen reader', async () => {
    const { element, client } = await ready();
    setTimeout(() => one(element, '.go')?.click());
    const event = await oneEvent<CheckInEvent>(element, 'tessera-check-in');
    expect(event).to.include({ grams: 10, streakDays: 7 });
    expect(event.reward).to.deep.equal({ kind: 'points', points: 70 });
    await element.updateComplete;
    expect(one(element, '.result')?.textContent).to.contain('能量 +10 克').and.contain('奖励 70 积分');
    expect(one(element, '.today')?.className).to.contain('checked');
    expect(one(element, '[role=status]')?.textContent).to.contain('连续 7 天，奖励 70 积分');
    expect(one(element, '.go')).to.equal(undefined);
    expect(called(client, 'energy.checkIn')).to.have.length(1);
  });

  it('asks once however often it is tapped', async () => {
    const { element, client } = await ready({ latency: 30 });
    one(element, '.go:not(.bone)')?.click();
    one(element, '.go:not(.bone)')?.click();
    await oneEvent(element, 'tessera-check-in');
    expect(called(client, 'energy.checkIn')).to.have.length(1);
  });

  it('says so when another device was first, and shows what is true', async () => {
    const { element, client } = await ready();
    await client.energy.checkIn();
    one(element, '.go')?.click();
    await waitUntil(() => text(element).includes('今天已签到，明天再来'));
    expect(one(element, '.notice')).to.not.equal(undefined);
  });

  it('keeps the month when the network goes, and says what to do', async () => {
    const { element, client } = await ready();
    client.offline = true;
    one(element, '.go')?.click();
    await waitUntil(() => text(element).includes('网络不可用，显示的是'));
    expect(all(element, 'td.day')).to.have.length(31);
    expect(one(element, '.go')).to.not.equal(undefined);
  });

  it('leafs back through the months and no further forward than today’s', async () => {
    const { element, client } = await ready();
    expect(all(element, '.turn').map((button) => (button as HTMLButtonElement).disabled)).to.deep.equal([false, true]);
    one(element, '.turn')?.click();
    await waitUntil(() => one(element, '#month')?.textContent?.includes('2月'));
    expect(all(element, '.checked')).to.have.length(7);
    expect(called(client, 'energy.getCheckIns').at(-1)?.input).to.deep.equal({ month: '2026-02' });
    all(element, '.turn')[1]?.click();
    await waitUntil(() => one(element, '#month')?.textContent?.includes('3月'));
  });

  it('speaks English', async () => {
    const { element } = await ready({}, 'en');
    await waitUntil(() => text(element).includes('Check in'));
    expect(text(element)).to.contain('1 more day for 70 points');
  });

  for (const theme of ['light', 'dark']) {
    for (const name of ['Ready', 'Rewarded', 'Done', 'FirstDay', 'Failed', 'SignedOut'] as const) {
      it(`${name} is accessible in ${theme} and fits a card of 304 pixels`, async () => {
        const host = await fixture<HTMLElement>(html`<div></div>`);
        host.style.cssText = `color-scheme:${theme};background:${theme === 'dark' ? '#0b1214' : '#f3f7f6'};width:304px`;
        const story = stories[name];
        render((meta.render as (args: object, context: object) => unknown)({ ...meta.args, ...story.args }, {}), host);
        await story.play?.({ canvasElement: host } as never);
        const element = host.querySelector('tessera-check-in') as CheckInElement;
        await waitUntil(() => one(element, '.streak, .failure'));
        await new Promise((resolve) => { setTimeout(resolve, 500); });
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
        await expectAccessible(element);
      });
    }
  }
});
