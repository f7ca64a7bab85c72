import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { createFakeClient } from '@tessera/client/testing';
import { clock, issued, one, pay, press, retired, setHidden, show, symbols, text, withClock } from '../testing/pay-code-stage.js';
import { expectAccessible } from '../testing/still.js';

withClock();

describe('<tessera-pay-code>', () => {
  it('shows both symbols of one code, what pays, the best coupon and the points', async () => {
    const { element, client } = await show();
    expect(symbols(element)).to.equal(2);
    expect(issued(client)).to.deep.equal([{ coupon: 'auto', points: false }]);
    expect(text(element)).to.contain('数字人民币钱包').and.contain('尾号 0618 · 可用 ¥1,286.40').and.contain('省 ¥10').and.contain('3,200 积分抵 ¥3.20');
  });

  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}, and its symbols stay black on white`, async () => {
      clock.restore();
      const host = await fixture<HTMLElement>(html`<div></div>`);
      host.style.cssText = `color-scheme:${theme};background:${theme === 'dark' ? '#0b1214' : '#f3f7f6'};width:344px`;
      const element = document.createElement('tessera-pay-code');
      element.client = createFakeClient();
      host.append(element);
      await oneEvent(element, 'tessera-ready');
      await new Promise((resolve) => { setTimeout(resolve, 500); });
      expect(getComputedStyle(one(element, '.symbol')).backgroundColor).to.equal('rgb(255, 255, 255)');
      expect(one(element, '.qr path + path').getAttribute('fill')).to.equal('#000');
      expect(one(element, '.bars svg').getBoundingClientRect().width, 'two device pixels a module in a card of 344').to.equal(308);
      await expectAccessible(element);
    });
  }

  it('hides the digits until asked, in groups, with a warning', async () => {
    const { element, client } = await show();
    const number = client.world.payCodes.at(-1)?.number ?? '';
    expect(text(element)).not.to.contain(number.slice(0, 4));
    await press(element, '.reveal');
    expect(text(element)).to.contain(number.replace(/(\d{4})(?=\d)/g, '$1 ')).and.contain('不要发给任何人');
    await press(element, '.reveal');
    expect(text(element)).not.to.contain(number.slice(0, 4));
  });

  it('replaces the code at least five seconds before it ends, whatever the page\'s own clock says', async () => {
    for (const skew of [0, 600_000, -600_000]) {
      const { element, client } = await show({ now: Date.now() + skew });
      const first = client.world.payCodes.at(-1)?.id;
      await clock.advance(50_000);
      expect(issued(client)).to.have.length(1);
      await clock.advance(5_000);
      expect(issued(client).map(({ replaces }) => replaces)).to.deep.equal([undefined, first]);
      expect(symbols(element)).to.equal(2);
      element.remove();
    }
  });

  it('counts down silently and says politely that it has renewed', async () => {
    const { element } = await show();
    const said = () => one(element, '[role=status]').textContent;
    await clock.advance(11_000);
    expect(one(element, '.renew span:last-child').textContent).to.equal('42 秒后自动更新');
    expect(said()).to.equal('');
    await press(element, '.renew');
    expect(said()).to.equal('付款码已更新');
  });

  it('drops the code, and keeps asking for none, when it ends and cannot be renewed', async () => {
    const { element, client } = await show({ problems: { 'payCodes.issueOffline': 'unavailable' } });
    client.offline = true;
    await clock.advance(61_000);
    expect(symbols(element)).to.equal(0);
    expect(text(element)).to.contain('网络不可用');
    client.offline = false;
    await press(element, '.over button');
    expect(symbols(element)).to.equal(2);
  });

  it('takes the code out of the page within a second of being hidden, retires it and shows a fresh one on return', async () => {
    const { element, client } = await show();
    const number = client.world.payCodes.at(-1)?.number;
    await setHidden(true);
    expect(symbols(element)).to.equal(0);
    expect(client.world.payCodes).to.deep.equal([]);
    await clock.advance(120_000);
    expect(issued(client), 'nothing is asked while hidden').to.have.length(1);
    await setHidden(false);
    expect(symbols(element)).to.equal(2);
    expect(client.world.payCodes.at(-1)?.number).not.to.equal(number);
  });

  it('takes the code out within a second of the window losing the focus, unless a frame of the page has it', async () => {
    const { element } = await show();
    const focus = (has: boolean) => Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => has });
    focus(true);
    dispatchEvent(new Event('blur'));
    await clock.advance(1_000);
    expect(symbols(element)).to.equal(2);
    focus(false);
    dispatchEvent(new Event('blur'));
    await clock.advance(1_000);
    expect(symbols(element)).to.equal(0);
    expect(text(element)).to.contain('回到这里就会显示');
    Reflect.deleteProperty(document, 'hasFocus');
    dispatchEvent(new Event('focus'));
    await clock.settle();
    expect(symbols(element)).to.equal(2);
  });

  it('keeps its place: the room of the code and the rows is there before they are', async () => {
    const { element, client } = await show({ latency: 500 });
    const height = () => element.getBoundingClientRect().height;
    const waiting = height();
    await clock.advance(600);
    await clock.settle();
    expect(symbols(element)).to.equal(2);
    expect(text(element)).to.contain('0618');
    expect(Math.abs(height() - waiting), 'pixels of shift').to.be.at.most(2);
    await clock.advance(46_000);
    client.latency = 0;
    expect(Math.abs(height() - waiting)).to.be.at.most(2);
  });

  it('keeps the room of a longer payload, on whole device pixels, and draws the bars of the number', async () => {
    const { element, client } = await show();
    const before = element.getBoundingClientRect().height;
    const { issue } = client.payCodes;
    const payload = 'hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF9hGk8HoAAAAFVVVVcPEjRWeJASNFjRkSIBEjRf';
    Object.assign(client.payCodes, { issue: async (input: object) => ({ ...await issue(input), payload }) });
    await press(element, '.renew');
    const qr = one(element, '.qr svg') as unknown as SVGSVGElement;
    expect(qr.viewBox.baseVal.width, 'modules with the quiet zone').to.be.greaterThan(40);
    const { left, width } = qr.getBoundingClientRect();
    expect(Math.abs(width * devicePixelRatio / qr.viewBox.baseVal.width % 1)).to.equal(0);
    expect(Math.abs(left - one(element, '.symbol').getBoundingClientRect().left) * devicePixelRatio % 1).to.be.closeTo(0, 0.01);
    expect(Math.abs(element.getBoundingClientRect().height - before), 'pixels of shift').to.be.at.most(2);
    expect((one(element, '.bars svg') as unknown as SVGSVGElement).viewBox.baseVal.width).to.equal(154);
  });

  it('retires a code that arrives after the page was hidden', async () => {
    const { element, client } = await show({ latency: 1_000 });
    await setHidden(true);
    await clock.advance(1_500);
    expect(symbols(element)).to.equal(0);
    expect(issued(client).length - retired(client)).to.equal(0);
  });

  it('takes the code out when scrolled away', async () => {
    clock.restore();
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const client = createFakeClient();
    const element = document.createElement('tessera-pay-code');
    element.client = client;
    host.append(element, Object.assign(document.createElement('div'), { className: 'far' }));
    (host.lastElementChild as HTMLElement).style.height = '5000px';
    await oneEvent(element, 'tessera-code-change');
    scrollTo(0, 4000);
    await new Promise((resolve) => { setTimeout(resolve, 900); });
    expect(symbols(element)).to.equal(0);
    expect(retired(client)).to.equal(1);
    scrollTo(0, 0);
    await oneEvent(element, 'tessera-code-change');
    expect(client.world.payCodes).to.have.length(1);
  });

  it('never tells the number in an event', async () => {
    const told: Event[] = [];
    const listen = (event: Event) => told.push(event);
    for (const type of ['tessera-code-change', 'tessera-brightness']) addEventListener(type, listen);
    const { client, element } = await show();
    element.remove();
    for (const type of ['tessera-code-change', 'tessera-brightness']) removeEventListener(type, listen);
    const number = issued(client).length;
    expect(number).to.equal(1);
    expect(told.map(({ type }) => type)).to.include.members(['tessera-code-change', 'tessera-brightness']);
    for (const event of told) expect(JSON.stringify(Object.values(event))).not.to.match(/\d{16}/);
  });

  it('shows a fresh code and hears of its payment after being moved in the page', async () => {
    const { element, client } = await show();
    const host = element.parentElement as HTMLElement;
    element.remove();
    await clock.settle();
    expect(client.world.payCodes).to.deep.equal([]);
    host.append(element);
    await clock.settle();
    expect(symbols(element)).to.equal(2);
    await pay(client, 'paid');
    expect(text(element)).to.contain('付款成功');
  });

  it('leaves no timer and no live code behind after 200 mounts', async () => {
    const client = createFakeClient();
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const before = clock.waiting;
    for (let round = 0; round < 200; round += 1) {
      const element = document.createElement('tessera-pay-code');
      element.client = client;
      host.append(element);
      if (round % 3) await Promise.resolve();
      if (round % 20 === 0) await clock.settle();
      element.remove();
    }
    await clock.settle();
    expect(clock.waiting).to.equal(before);
    expect(client.world.payCodes).to.deep.equal([]);
  });
});
