import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Right, RightDetail } from '@tessera/contract';
import { createFakeClient, fixtureId, FIXTURE_NOW, rightFixtures, tierFixture, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import { sendKeys } from '@web/test-runner-commands';
import { standOn } from './head.js';
import { isUsable, stateWords } from './right-words.js';
import './rights-wallet.js';
import { expectAccessible } from '../testing/still.js';
import type { RightsWalletElement } from './rights-wallet.js';

/** Waits as long as a busy machine may take. */
const until = (fact: () => unknown, otherwise?: string): Promise<void> => waitUntil(() => Boolean(fact()), otherwise, { timeout: 5_000 });

const rights = rightFixtures(FIXTURE_NOW);
const [coupon] = rights as [RightDetail];
const at = (offset: number): string => new Date(FIXTURE_NOW + offset).toISOString();
const DAY = 86_400_000;

const place = async (options: FakeClientOptions = {}, attributes: Record<string, string> = {}): Promise<{ wallet: RightsWalletElement; client: FakeClient }> => {
  const client = createFakeClient({ frozen: true, ...options });
  const wallet = document.createElement('tessera-rights-wallet');
  Object.assign(wallet, { client, locale: options.locale ?? 'zh-CN' });
  for (const [name, value] of Object.entries(attributes)) wallet.setAttribute(name, value);
  await fixture(html`<div>${wallet}</div>`);
  return { wallet, client };
};
const ready = async (options?: FakeClientOptions, attributes?: Record<string, string>): Promise<{ wallet: RightsWalletElement; client: FakeClient }> => {
  const placed = await place(options, attributes);
  await until(() => all(placed.wallet, '#list').length === 1, 'the wallet never stood');
  return placed;
};
const all = (wallet: RightsWalletElement, selector: string): HTMLElement[] => [...wallet.renderRoot.querySelectorAll<HTMLElement>(selector)];
const one = (wallet: RightsWalletElement, selector: string): HTMLElement => {
  const [found] = all(wallet, selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
const words = (within: Element | ShadowRoot | null): string => (within?.textContent ?? '').replace(/\s+/g, ' ').trim();
const row = (wallet: RightsWalletElement, id: string): HTMLElement => one(wallet, `[data-right="${id}"]`);
const press = (wallet: RightsWalletElement, text: string): void => {
  const found = all(wallet, 'button').find((button) => words(button).includes(text));
  if (!found) throw new Error(`no button says ${text}`);
  found.focus();
  found.click();
};
const says = (wallet: RightsWalletElement, text: string): Promise<void> => until(() => words(wallet.shadowRoot).includes(text), `never said ${text}`);
/** The next event of a name, typed. */
const heard = <K extends keyof HTMLElementEventMap>(wallet: RightsWalletElement, name: K): Promise<HTMLElementEventMap[K]> =>
  new Promise((resolve) => wallet.addEventListener(name, (event) => resolve(event), { once: true }));

describe('what a right says', () => {
  const said = (special: Partial<Right>) => stateWords({ ...coupon, ...special }, FIXTURE_NOW);

  it('presses when the end is near, in words', () => {
    expect(said({ validTo: at(12 * 3_600_000 - 1) })).to.deep.equal({ text: '今天 23:59 到期', soon: true });
    expect(said({ validTo: at(DAY) })).to.deep.equal({ text: '明天 12:00 到期', soon: true });
    expect(said({ validTo: at(12 * DAY) })).to.deep.equal({ text: '还剩 12 天', soon: false });
    expect(said({ validTo: at(60 * DAY) }).text).to.equal('5月1日到期');
    expect(said({ validFrom: at(DAY) }).text).to.equal('3月3日起可用');
    expect(said({ weekdays: [6, 7] }).text).to.equal('周六周日可用');
    expect(said({ weekdays: [1], hours: [{ from: '17:00', to: '21:00' }] }).text).to.equal('周一 17:00–21:00可用');
    expect(said({ weekdays: [1], hours: [{ from: '10:00', to: '14:00' }] }).text).to.equal('今天 23:59 到期');
    expect(said({ state: 'locked' }).text).to.include('付款');
  });

  it('offers nothing the gateway would refuse', () => {
    for (const special of [{ state: 'locked' }, { state: 'pending' }, { state: 'recalled' }, { validFrom: at(1) }, { validTo: at(0) }, { weekdays: [6, 7] }, { hours: [{ from: '10:00', to: '12:00' }] }] as Partial<Right>[]) {
      expect(isUsable({ ...coupon, ...special }, FIXTURE_NOW)).to.equal(false);
    }
    expect(isUsable(coupon, FIXTURE_NOW)).to.equal(true);
  });

  it('knows the next step of a ladder', () => {
    expect(standOn(tierFixture('wallet'))).to.deep.equal({ at: 1, rights: 18, next: { level: 'card', adds: 24 } });
    expect(standOn(tierFixture('card')).next).to.equal(null);
  });
});

describe('<tessera-rights-wallet>', () => {
  it('offers nothing in its header that it cannot do yet', async () => {
    const signedOut = await fixture<RightsWalletElement>(html`<tessera-rights-wallet locale="zh-CN"></tessera-rights-wallet>`);
    await until(() => words(signedOut.shadowRoot).includes('登录'));
    const { wallet: failed } = await place({ problems: { 'rights.summary': 'internal' } });
    await until(() => words(failed.shadowRoot).includes('req_fixture'));
    for (const wallet of [signedOut, failed]) expect(all(wallet, 'header button')).to.deep.equal([]);
    const { wallet } = await ready();
    expect(all(wallet, 'header button').map(words)).to.deep.equal(['明细', '惠省钱']);
  });

  afterEach(() => {
    document.documentElement.style.colorScheme = '';
  });

  it('shows points, coupons, savings, what ends soon and the rights', async () => {
    const { wallet } = await ready();
    expect(all(wallet, '.tally dd').map(words)).to.deep.equal(['3,290', '3', '¥328.60']);
    expect(all(wallet, '.soon').map(words)).to.deep.equal(['2 项权益 7 天内到期', '800 积分3月31日到期']);
    expect(words(one(wallet, '[aria-selected=true]'))).to.equal('可使用 5');
    expect(words(row(wallet, coupon.id))).to.include('今天 23:59 到期');
    expect(words(row(wallet, fixtureId('bnf', 3)))).to.include('发放中').and.not.to.include('使用 ');
    expect(row(wallet, fixtureId('cpn', 4)).querySelector('.mini')).to.equal(null);
  });

  it('turns to what was used and what expired, by tap and by key', async () => {
    const { wallet } = await ready();
    one(wallet, '#tab-used').click();
    await says(wallet, '地铁乘车券 5 折');
    one(wallet, '[aria-selected=true]').focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    await says(wallet, '供应商没有发放成功，已退回');
    expect(wallet.view).to.equal('expired');
  });

  it('sifts by category once there is enough to sift', async () => {
    const { wallet } = await ready();
    await until(() => all(wallet, '.pill select').length === 1);
    const select = one(wallet, '.pill select') as HTMLSelectElement;
    select.value = 'video';
    select.dispatchEvent(new Event('change'));
    await until(() => all(wallet, '.rows > li').length === 1);
    expect((await ready({ world: { rights: rights.slice(0, 2) } })).wallet.shadowRoot?.querySelector('.pill')).to.equal(null);
  });

  it('opens a right with its rules, stores, validity and history in words', async () => {
    const { wallet } = await ready();
    const told = heard(wallet, 'tessera-right-open');
    const opener = row(wallet, fixtureId('cpn', 4)).querySelector<HTMLElement>('.row')!;
    opener.focus();
    await sendKeys({ press: 'Enter' });
    expect((await told).right.id).to.equal(fixtureId('cpn', 4));
    await says(wallet, '超意兴（大明湖店）');
    expect(words(one(wallet, 'dialog'))).to.include('付款占用').and.to.include('使用规则').and.to.include('距市中心').and.to.include('一笔付款正在用它');
    expect(one(wallet, 'dialog').matches(':modal')).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await until(() => all(wallet, 'dialog').length === 0);
    expect(wallet.shadowRoot?.activeElement).to.equal(opener);
  });

  it('lets the page open a right itself', async () => {
    const { wallet } = await ready();
    wallet.addEventListener('tessera-right-open', (event) => event.preventDefault(), { once: true });
    row(wallet, coupon.id).querySelector<HTMLElement>('.row')!.click();
    await aTimeout(50);
    expect(all(wallet, 'dialog').length).to.equal(0);
  });

  it('tells the page which coupon to pay with, or says how to pay', async () => {
    const { wallet } = await ready();
    const told = heard(wallet, 'tessera-right-use');
    row(wallet, coupon.id).querySelector<HTMLElement>('.mini')!.click();
    const event = await told;
    expect([event.right.id, event.cancelable]).to.deep.equal([coupon.id, true]);
    await says(wallet, '打开付款码给店员扫');
  });

  it('uses a benefit only after a clear yes, once, and shows the code with a way to copy it', async () => {
    const { wallet, client } = await ready();
    const uses = () => client.calls.filter(({ method }) => method === 'rights.use').length;
    row(wallet, fixtureId('bnf', 1)).querySelector<HTMLElement>('.mini')!.click();
    await says(wallet, '使用后不能撤回');
    press(wallet, '确定使用');
    await aTimeout(20);
    expect(uses(), 'a script must not use a benefit').to.equal(0);
    client.latency = 40;
    const told = heard(wallet, 'tessera-right-use');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    const { right } = await told;
    expect(right.state).to.equal('used');
    expect(JSON.stringify(right), 'the code is no business of the page').not.to.include('MGTV');
    await says(wallet, 'MGTV-7KQ2-4XNB');
    expect(uses()).to.equal(1);
    expect(words(one(wallet, 'dialog [role=status]'))).to.equal('已使用，兑换码已显示');
    press(wallet, '复制');
    await until(() => /复制/.test(words(one(wallet, 'dialog [role=status]'))));
    await until(() => words(one(wallet, '#tab-unused')) === '可使用 4');
  });

  it('keeps a used code hidden until asked for it, and says why a use failed', async () => {
    const { wallet } = await ready({ problems: { 'rights.use': 'right_not_usable' } }, { view: 'used' });
    row(wallet, fixtureId('bnf', 5)).querySelector<HTMLElement>('.row')!.click();
    await says(wallet, '查看兑换码');
    expect(words(wallet.shadowRoot)).not.to.include('LK7Q');
    press(wallet, '查看兑换码');
    await says(wallet, 'LK7Q-22XN-9F4M');
    await sendKeys({ press: 'Escape' });
    wallet.view = 'unused';
    await says(wallet, '机场贵宾厅一次');
    row(wallet, fixtureId('bnf', 2)).querySelector<HTMLElement>('.mini')!.click();
    await says(wallet, '确定使用');
    all(wallet, '.ask .button')[1]?.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => all(wallet, 'dialog [role=alert]').length === 1);
  });

  it('opens the ladder, and asks the page to lead to the next step', async () => {
    const { wallet } = await ready();
    one(wallet, '.tier').click();
    await says(wallet, '您在这一级，共 18 项权益');
    const told = heard(wallet, 'tessera-right-unlock');
    press(wallet, '绑定一张信用卡再解锁 24 项权益');
    expect((await told).step).to.equal('add_card');
    await says(wallet, '完成后等级会自动更新');
  });

  it('reads the points book page by page and goes on to the first new line', async () => {
    const points = Array.from({ length: 45 }, (_, index) => ({ id: fixtureId('pts', index), points: index % 2 ? -5 : 10, balance: 1_000, reason: 'payment' as const, title: `第 ${index} 笔`, at: at(-index * DAY) }));
    const { wallet } = await ready({ world: { points } });
    press(wallet, '明细');
    await until(() => all(wallet, '.points [data-entry]').length === 20);
    expect(words(one(wallet, '.points [data-entry]'))).to.include('+10').and.to.include('付款奖励').and.to.include('余 1,000');
    press(wallet, '加载更多');
    await until(() => wallet.shadowRoot?.activeElement === all(wallet, '.points [data-entry]')[20]);
  });

  it('brings more rights, and keeps them when it asks again', async () => {
    const more = Array.from({ length: 45 }, (_, index): RightDetail => ({ ...coupon, id: fixtureId('cpn', 500 + index) }));
    const { wallet } = await ready({ world: { rights: more } });
    expect(all(wallet, '.rows > li').length).to.equal(20);
    await says(wallet, '加载更多');
    press(wallet, '加载更多');
    await until(() => wallet.shadowRoot?.activeElement === all(wallet, '.rows > li')[20]);
    await wallet.refresh();
    await wallet.updateComplete;
    expect(all(wallet, '.rows > li').length).to.equal(40);
  });

  it('refreshes after coupons, rights and payments, with the open right', async () => {
    const { wallet, client } = await ready();
    row(wallet, coupon.id).querySelector<HTMLElement>('.row')!.click();
    await says(wallet, '去付款使用');
    client.world.rights = client.world.rights.map((right) => (right.id === coupon.id ? { ...right, state: 'used', usedAt: at(0) } : right));
    client.emit({ type: 'payment.paid' });
    await until(() => words(one(wallet, '#tab-unused')) === '可使用 4');
    await until(() => !words(one(wallet, 'dialog')).includes('去付款使用'));
  });

  it('has a view for waiting, for nothing, for failing, for being offline and for not being allowed', async () => {
    expect(all((await place({ latency: 5_000 })).wallet, '.bone').length).to.be.greaterThan(3);
    const none = await ready({ world: { rights: [], points: [] } });
    expect(words(none.wallet.shadowRoot)).to.include('还没有可用的权益').and.to.include('可使用 0');
    const broken = await place({ problems: { 'rights.summary': 'invalid_response' } });
    await until(() => all(broken.wallet, '.failure').length === 1);
    const shut = await place({ problems: { 'rights.list': 'scope_missing' } });
    await until(() => shut.wallet.getBoundingClientRect().height === 0);
    const { wallet, client } = await ready();
    client.offline = true;
    await wallet.refresh();
    await says(wallet, '网络不可用');
    expect(all(wallet, '.rows > li').length).to.equal(7);
  });

  it('writes hostile data as text', async () => {
    const evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
    const hostile: RightDetail = { ...coupon, title: evil, giver: evil, rules: [evil], face: { kind: 'exchange', item: evil }, history: [{ at: at(0), what: 'claimed', where: evil }], stores: coupon.stores.map((store) => ({ ...store, name: evil, address: evil })) };
    const { wallet } = await ready({ world: { rights: [hostile] } });
    row(wallet, coupon.id).querySelector<HTMLElement>('.row')!.click();
    await until(() => all(wallet, 'dialog section').length === 4);
    expect(all(wallet, 'img, script').length).to.equal(0);
    expect('hit' in window).to.equal(false);
  });

  it('speaks English', async () => {
    const { wallet } = await ready({ locale: 'en' });
    await says(wallet, 'Add a credit card to unlock 24 more benefits');
    wallet.locale = 'zh-CN';
    await says(wallet, '权益钱包');
  });

  for (const scheme of ['light', 'dark']) {
    it(`is accessible in ${scheme}, its sheet too`, async () => {
      document.documentElement.style.colorScheme = scheme;
      const { wallet } = await ready();
      await expectAccessible(wallet);
      row(wallet, coupon.id).querySelector<HTMLElement>('.row')!.click();
      await until(() => all(wallet, 'dialog section').length > 2);
      await aTimeout(250);
      await expectAccessible(wallet);
    });
  }

  for (const size of ['15px', '30px']) {
    it(`stays inside at 320 px with text at ${size} and labels five times as long`, async () => {
      const { wallet } = await ready({ world: { rights: rights.map((right) => ({ ...right, title: right.title.repeat(5), giver: 'Unbreakablegivername'.repeat(5) })) } });
      wallet.style.inlineSize = '320px';
      wallet.style.setProperty('--tessera-size-body', size);
      await aTimeout(50);
      const inside = wallet.getBoundingClientRect().right + 0.5;
      for (const part of all(wallet, 'li, b, small, .mini, .tally > div, .tier')) expect(part.getBoundingClientRect().right, part.className).to.be.at.most(inside);
    });
  }
});
