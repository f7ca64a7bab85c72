import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { createFakeClient, fixtureId, paymentFixture, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import type { Payment } from '@tessera/contract';
import { setLocale } from '../locale/localize.js';
import { FakeClock } from '../testing/fake-clock.js';
import './pay-code.js';
import type { PayCodeElement } from './pay-code.js';

let clock: FakeClock;

const inside = (element: PayCodeElement) => element.shadowRoot as ShadowRoot;
const all = (element: PayCodeElement, selector: string) => [...inside(element).querySelectorAll<HTMLElement>(selector)];
const one = (element: PayCodeElement, selector: string) => all(element, selector)[0] as HTMLElement;
const text = (element: PayCodeElement) => inside(element).textContent.replace(/\s+/g, ' ');
const press = async (element: PayCodeElement, selector: string) => {
  one(element, selector).click();
  await clock.settle();
};
const issued = (client: FakeClient) => client.calls.filter(({ method }) => method === 'payCodes.issue').map(({ input }) => input as Record<string, unknown>);
const retired = (client: FakeClient) => client.calls.filter(({ method }) => method === 'payCodes.retire').length;
const symbols = (element: PayCodeElement) => all(element, '.bars svg, .qr svg').length;

async function show(options: FakeClientOptions = {}, attributes: Record<string, string | true> = {}) {
  const client = createFakeClient(options);
  const element = document.createElement('tessera-pay-code');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value === true ? '' : value);
  element.client = client;
  const host = await fixture<HTMLElement>(html`<div></div>`);
  host.append(element);
  await clock.settle();
  return { client, element };
}

/** Tells the widget of a payment with the code it shows. */
async function pay(client: FakeClient, status: Payment['status'], special: Partial<Payment> = {}) {
  const payCodeId = client.world.payCodes.at(-1)?.id ?? fixtureId('pyc', 1);
  const payment = paymentFixture(client.now(), { id: fixtureId('pay', 77), payCodeId, status, ...special });
  client.world.payments = [payment, ...client.world.payments.filter(({ id }) => id !== payment.id)];
  client.emit({ type: `payment.${status}`, payment });
  await clock.settle();
  return payment;
}

const setHidden = async (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
  await clock.settle();
};

/** What the widget loads when it is reached, loaded before, so that `settle` covers it. */
before(() => Promise.all([import('./views.js'), import('../problem-text.js'), import('../locale/en.js'), import('../locale/zh-HK.js')]));

beforeEach(() => {
  clock = new FakeClock();
});

afterEach(async () => {
  Reflect.deleteProperty(document, 'hidden');
  await setLocale('zh-CN');
  clock.restore();
});

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
      await expect(element).to.be.accessible();
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
    const { element, client } = await show();
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

  it('pays from another source for this code, and first from it when asked', async () => {
    const { element, client } = await show();
    await press(element, '.row');
    const options = all(element, '[role=radio]');
    expect(options.map((option) => (option as HTMLButtonElement).disabled)).to.deep.equal([false, false, false, true, true]);
    expect(text(element)).to.contain('还没有开通').and.contain('已冻结');
    options[1]?.click();
    await clock.settle();
    expect(issued(client).at(-1)).to.include({ sourceId: fixtureId('src', 2), replaces: fixtureId('pyc', 1) });
    expect(inside(element).querySelector('dialog')).to.equal(null);
    await press(element, '.row');
    await press(element, '.default');
    expect(client.world.options.sources[0]?.id).to.equal(fixtureId('src', 2));
  });

  it('changes and removes the coupon, each with a new code', async () => {
    const { element, client } = await show({}, { coupon: fixtureId('cpn', 2) });
    expect(issued(client)[0]).to.include({ coupon: fixtureId('cpn', 2) });
    expect(text(element)).to.contain('瑞幸咖啡');
    all(element, '.row')[1]?.click();
    await clock.settle();
    all(element, '[role=radio]').at(-1)?.click();
    await clock.settle();
    expect(issued(client).at(-1)).to.include({ coupon: 'none' });
    expect(text(element)).to.contain('不使用优惠券');
  });

  it('pays with points when switched on', async () => {
    const { element, client } = await show();
    await press(element, '[role=switch]');
    expect(issued(client).at(-1)).to.include({ points: true });
    expect(one(element, '[role=switch]').getAttribute('aria-checked')).to.equal('true');
  });

  it('leaves out what the page asks it to', async () => {
    const { element, client } = await show({}, { 'no-barcode': true, 'no-points': true, account: 'debit_card' });
    expect(all(element, '.bars, [role=switch]')).to.deep.equal([]);
    expect(issued(client).at(-1)).to.include({ sourceId: fixtureId('src', 3) });
  });

  for (const symbol of ['bars', 'qr']) {
    it(`enlarges the ${symbol} on white, and closes with Escape's way`, async () => {
      const { element } = await show();
      await press(element, `.${symbol}`);
      const dialog = inside(element).querySelector<HTMLDialogElement>('dialog[open]');
      expect(dialog?.matches(':modal')).to.equal(true);
      const box = (selector: string) => one(element, selector).getBoundingClientRect();
      expect(Math.max(box('.stage svg').width, box('.stage svg').height)).to.be.greaterThan(Math.max(box(`.${symbol} svg`).width, box(`.${symbol} svg`).height));
      dialog?.close();
      await clock.settle();
      await clock.settle();
      expect(inside(element).querySelector('dialog')).to.equal(null);
    });
  }

  it('moves by itself from processing to paid, with every discount and the points', async () => {
    const { element, client } = await show();
    const told: string[] = [];
    element.addEventListener('tessera-payment', ({ payment }) => told.push(payment.status));
    await pay(client, 'processing', { settledAt: null });
    expect(text(element)).to.contain('正在付款');
    expect(symbols(element)).to.equal(0);
    await pay(client, 'paid');
    expect(text(element)).to.contain('58.00').and.contain('永辉超市（泉城路店）').and.contain('超市满减 满 50 减 10').and.contain('−¥10.00').and.contain('+58');
    expect(one(element, '[role=status]').textContent).to.contain('付款成功，¥58.00');
    expect(told).to.deep.equal(['processing', 'paid']);
    expect(retired(client), 'a used code needs no retiring').to.equal(0);
    await press(element, '.result .button');
    expect(symbols(element)).to.equal(2);
  });

  it('says why a payment was declined and shows a new code', async () => {
    const { element, client } = await show();
    await pay(client, 'declined', { declineReason: 'insufficient_funds', discounts: [] });
    expect(text(element)).to.contain('余额不足').and.contain('换一种付款方式');
    await press(element, '.acts .button');
    expect(symbols(element)).to.equal(2);
  });

  it('in doubt says not to pay twice, and asks until it knows', async () => {
    const { element, client } = await show();
    const payment = await pay(client, 'in_doubt', { settledAt: null });
    expect(text(element)).to.contain('请不要重复付款');
    await clock.advance(3_100);
    expect(text(element)).to.contain('请不要重复付款');
    client.fail('payments.get', 'network_error', 1);
    await clock.advance(3_100);
    client.world.payments = [{ ...payment, status: 'paid', settledAt: payment.createdAt }];
    await clock.advance(3_100);
    expect(text(element)).to.contain('付款成功');
    await clock.advance(10_000);
    expect(client.calls.filter(({ method }) => method === 'payments.get')).to.have.length(3);
  });

  it('takes no notice of payments with other codes', async () => {
    const { element, client } = await show();
    await pay(client, 'paid', { payCodeId: fixtureId('pyc', 555) });
    expect(symbols(element)).to.equal(2);
  });

  const states = {
    'signed out': [{ 'payments.options': 'unauthenticated', 'payCodes.issue': 'unauthenticated' }, '登录后即可使用'],
    offline: [{ 'payments.options': 'network_error', 'payCodes.issue': 'network_error' }, '网络不可用'],
    'an answer that makes no sense': [{ 'payments.options': 'invalid_response', 'payCodes.issue': 'invalid_response' }, '收到的内容不完整'],
    'a failing gateway': [{ 'payments.options': 'internal', 'payCodes.issue': 'internal' }, 'req_fixture'],
    'an ended session': [{ 'payments.options': 'session_expired', 'payCodes.issue': 'session_expired' }, '登录已过期'],
  } as const;
  for (const [name, [problems, words]] of Object.entries(states)) {
    it(`has words and a way on for ${name}`, async () => {
      const { element, client } = await show({ problems });
      await clock.settle();
      expect(text(element)).to.contain(words);
      expect(symbols(element)).to.equal(0);
      client.fail('payments.options', null);
      client.fail('payCodes.issue', null);
      await press(element, '.failure button');
      await clock.settle();
      expect(symbols(element)).to.equal(2);
    });
  }

  it('collapses and tells the page when the session lacks the scope', async () => {
    let code = '';
    const listen = (event: HTMLElementEventMap['tessera-error']) => { code = event.code; };
    document.addEventListener('tessera-error', listen as EventListener);
    const { element } = await show({ problems: { 'payments.options': 'scope_missing', 'payCodes.issue': 'scope_missing' } });
    document.removeEventListener('tessera-error', listen as EventListener);
    expect(code).to.equal('scope_missing');
    expect(element.getBoundingClientRect().height).to.equal(0);
  });

  it('shows no code where there is no way to pay', async () => {
    const { element, client } = await show();
    client.world.options = { ...client.world.options, sources: client.world.options.sources.map((source) => ({ ...source, unusable: 'empty' as const })) };
    await element.refresh();
    await clock.settle();
    expect(text(element)).to.contain('还没有可用的付款方式');
    expect(symbols(element)).to.equal(0);
  });

  it('shows hostile texts as texts', async () => {
    const evil = '<img src=x onerror="globalThis.hacked=1">{{0}}${1}';
    const { element, client } = await show();
    client.world.options = { ...client.world.options, sources: client.world.options.sources.map((source) => ({ ...source, name: evil })), coupons: client.world.options.coupons.map((coupon) => ({ ...coupon, title: evil.repeat(10) })) };
    await element.refresh();
    await clock.settle();
    expect(all(element, 'img')).to.deep.equal([]);
    expect(text(element)).to.contain('<img');
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });

  it('speaks Hong Kong Chinese and English without being mounted again', async () => {
    const { element } = await show();
    element.locale = 'zh-HK';
    await clock.settle();
    expect(text(element)).to.contain('付款碼').and.contain('秒後自動更新');
    element.locale = 'en-GB';
    await clock.settle();
    expect(text(element)).to.contain('Pay code').and.contain('Ending 0618');
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
