import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { PrizeDraw } from '@tessera/contract';
import { createFakeClient, FIXTURE_NOW, fixtureId, prizeDrawFixture, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import { render } from 'lit';
import { expectAccessible } from '../testing/still.js';
import type { LotteryElement, PrizeDrawEvent } from './lottery.js';
import './lottery.js';
import { odds } from './lottery-pages.js';
import meta, * as stories from './lottery.stories.js';

const draw = (parts: Partial<PrizeDraw>): PrizeDraw => ({ ...prizeDrawFixture(FIXTURE_NOW), ...parts });

const ready = async (options: FakeClientOptions = {}, view = 'draw', locale = 'zh-CN'): Promise<{ element: LotteryElement; client: FakeClient }> => {
  const client = createFakeClient({ frozen: true, locale, ...options });
  const element = await fixture<LotteryElement>(html`<tessera-lottery .client=${client} view=${view} locale=${locale}></tessera-lottery>`);
  await waitUntil(() => one(element, '.stage:not(.bone), .page, .failure'), 'the card never stood');
  return { element, client };
};
const all = (element: LotteryElement, selector: string): HTMLElement[] => [...element.renderRoot.querySelectorAll<HTMLElement>(selector)];
const one = (element: LotteryElement, selector: string): HTMLElement | undefined => all(element, selector)[0];
const text = (element: LotteryElement): string => (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ');
const go = (element: LotteryElement): HTMLButtonElement => one(element, 'button.go') as HTMLButtonElement;
/** A tap that the browser itself vouches for. */
const tap = async (element: LotteryElement): Promise<void> => {
  go(element).focus();
  await sendKeys({ press: 'Enter' });
};
const drawn = (client: FakeClient) => client.calls.filter(({ method }) => method === 'engagement.drawPrize');

describe('<tessera-lottery>', () => {
  it('says on the button what a draw costs', async () => {
    expect(go((await ready()).element).textContent).to.contain('免费抽一次').and.contain('今天还有 1 次');
    const { element } = await ready({ world: { prizeDraw: draw({ freeDraws: 0 }) } });
    expect(go(element).textContent).to.match(/用 100 积分抽一次现有 [\d,]+ 积分$/);
  });

  it('leads with the best prize that can still be drawn', async () => {
    const { prizes } = draw({});
    const gone = (left: number) => draw({ prizes: prizes.map((prize, place) => (place === 0 && prize.stock ? { ...prize, stock: { ...prize.stock, remaining: left } } : prize)) });
    expect(one((await ready({ world: { prizeDraw: gone(1) } })).element, '.words strong')?.textContent).to.equal('半熟芝士兑换券');
    expect(one((await ready({ world: { prizeDraw: gone(0) } })).element, '.words strong')?.textContent).to.equal('咖啡立减券（满 20 减 10）');
  });

  it('draws once for one tap, lights up in under 1.2 s and says what it was and where it is', async () => {
    const { element, client } = await ready();
    const began = performance.now();
    const waiting = oneEvent<PrizeDrawEvent>(element, 'tessera-prize-draw');
    await tap(element);
    go(element).click();
    const { result } = await waiting;
    expect(performance.now() - began).to.be.below(1_200);
    expect(result.reward).to.deep.equal({ kind: 'points', points: 20 });
    await element.updateComplete;
    expect(one(element, '.result')?.textContent).to.contain('抽中 20 积分').and.contain('积分已到账');
    expect(one(element, '[role=status]')?.textContent).to.contain('抽中 20 积分');
    expect(drawn(client)).to.have.length(1);
    expect(drawn(client)[0]?.input).to.deep.equal({ drawId: fixtureId('prd', 1), pay: 'free' });
    await waitUntil(() => go(element).textContent?.includes('用 100 积分抽一次'));
  });

  it('does not draw for a script’s click', async () => {
    const { element, client } = await ready();
    go(element).click();
    await element.updateComplete;
    expect(drawn(client)).to.have.length(0);
  });

  it('asks again under the same key when the answer was lost', async () => {
    const { element, client } = await ready();
    client.fail('engagement.drawPrize', 'timeout', 1);
    await tap(element);
    await waitUntil(() => text(element).includes('再问一次结果'));
    const waiting = oneEvent(element, 'tessera-prize-draw');
    await tap(element);
    await waiting;
    const [first, second] = drawn(client).map(({ options }) => options?.idempotencyKey);
    expect(first).to.match(/^[\da-f]{32}$/);
    expect(second).to.equal(first);
  });

  it('uses another key for another draw', async () => {
    const { element, client } = await ready();
    for (let turn = 0; turn < 2; turn += 1) {
      const waiting = oneEvent(element, 'tessera-prize-draw');
      await tap(element);
      await waiting;
      await waitUntil(() => go(element).textContent?.includes('100'));
    }
    expect(new Set(drawn(client).map(({ options }) => options?.idempotencyKey)).size).to.equal(2);
  });

  it('says why when no draw can be had', async () => {
    for (const [parts, words] of [[{ freeDraws: 0, pointsPerDraw: null }, '今天的抽完了'], [{ freeDraws: 0, pointsPerDraw: 99_999 }, '不够'], [{ endsAt: '2026-03-01T00:00:00Z' }, '活动已结束']] as const) {
      const { element } = await ready({ world: { prizeDraw: draw(parts) } });
      expect(go(element).disabled).to.equal(true);
      expect(go(element).textContent).to.contain(words);
    }
  });

  it('puts a refusal into words and shows what is true', async () => {
    const { element, client } = await ready();
    client.fail('engagement.drawPrize', 'no_draws_left', 1);
    await tap(element);
    await waitUntil(() => one(element, '.notice')?.textContent?.includes('今天的免费抽奖用完了'));
    expect(one(element, '.result')).to.equal(undefined);
  });

  it('publishes every prize’s odds and stock one tap away', async () => {
    const { element } = await ready();
    one(element, 'header .ghost')?.click();
    await waitUntil(() => one(element, 'table'));
    const rows = all(element, 'tbody tr').map((row) => row.textContent?.replace(/\s+/g, ' ').trim());
    expect(rows).to.have.length(5);
    expect(rows[0]).to.contain('0.1%').and.contain('已发完');
    expect(rows[1]).to.contain('2%').and.contain('余 321 / 500');
    expect(rows[4]).to.contain('60%').and.contain('不限量');
    expect(odds(1)).to.equal('0.0001%');
    expect(text(element)).to.contain('中签率与库存如实公示');
  });

  it('lists what was drawn', async () => {
    const { element } = await ready({}, 'prizes');
    await waitUntil(() => all(element, '.rows li').length === 2);
    expect(text(element)).to.contain('咖啡立减券').and.contain('用 100 积分');
  });

  it('says when no draw is on', async () => {
    const { element } = await ready({ problems: { 'engagement.getPrizeDraw': 'not_found' } });
    expect(text(element)).to.contain('现在没有抽奖活动');
  });

  for (const theme of ['light', 'dark']) {
    for (const name of ['Ready', 'ForPoints', 'PointsTooFew', 'Odds', 'Prizes', 'Empty', 'Failed', 'SignedOut'] as const) {
      it(`${name} is accessible in ${theme} and fits a card of 304 pixels`, async () => {
        const host = await fixture<HTMLElement>(html`<div></div>`);
        host.style.cssText = `color-scheme:${theme};background:${theme === 'dark' ? '#0b1214' : '#f3f7f6'};width:304px`;
        render((meta.render as (args: object, context: object) => unknown)({ ...meta.args, ...stories[name].args }, {}), host);
        const element = host.querySelector('tessera-lottery') as LotteryElement;
        await waitUntil(() => one(element, '.stage:not(.bone), table, .rows, .failure'));
        await new Promise((resolve) => { setTimeout(resolve, 500); });
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
        await expectAccessible(element);
      });
    }
  }
});
