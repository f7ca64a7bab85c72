import { expect } from '@open-wc/testing';
import { fixtureId } from '@tessera/client/testing';
import { rise, stand } from '../calm.js';
import { all, clock, inside, issued, one, pay, press, retired, show, symbols, text, withClock } from '../testing/pay-code-stage.js';

withClock();

describe('<tessera-pay-code>, paying', () => {
  it('pays from another source for this code, and first from it when asked', async () => {
    const { element, client } = await show();
    await press(element, '.row');
    const options = all(element, '[role=radio]');
    expect(options.map((option) => (option as HTMLButtonElement).disabled)).to.deep.equal([false, false, false, false, true]);
    expect(text(element)).to.contain('同意合同后可用').and.contain('已冻结').and.contain('单笔不超过 ¥5,000');
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

  it('says so when the coupon asked for cannot be used now, until another is chosen', async () => {
    const { element, client } = await show({}, { coupon: fixtureId('cpn', 555) });
    expect(issued(client).at(-1)).to.include({ coupon: 'auto' });
    expect(text(element)).to.contain('选的那张券现在不可用，已换成最优的券');
    expect(one(element, '[role=status]').textContent).to.equal('选的那张券现在不可用，已换成最优的券');
    all(element, '.row')[1]?.click();
    await clock.settle();
    all(element, '[role=radio]')[1]?.click();
    await clock.settle();
    expect(one(element, '.rows').textContent).not.to.contain('不可用');
  });

  it('takes a coupon claimed a moment ago, and drops an earlier choice for it', async () => {
    const { element, client } = await show();
    all(element, '.row')[1]?.click();
    await clock.settle();
    all(element, '[role=radio]').at(-1)?.click();
    await clock.settle();
    const [first] = client.world.options.coupons;
    if (!first) throw new Error('the fixtures have no coupon');
    client.world.options = { ...client.world.options, coupons: [...client.world.options.coupons, { ...first, id: fixtureId('cpn', 556), title: '刚领的券' }] };
    element.coupon = fixtureId('cpn', 556);
    await clock.settle();
    expect(issued(client).at(-1)).to.include({ coupon: fixtureId('cpn', 556) });
    expect(text(element)).to.contain('刚领的券').and.not.to.contain('不可用');
  });

  it('is silent about a coupon that was just paid with', async () => {
    const { element, client } = await show({}, { coupon: fixtureId('cpn', 2) });
    await pay(client, 'paid');
    client.world.options = { ...client.world.options, coupons: client.world.options.coupons.filter(({ id }) => id !== fixtureId('cpn', 2)) };
    await press(element, '.result .button');
    await clock.settle();
    expect(symbols(element)).to.equal(2);
    expect(text(element)).not.to.contain('不可用');
  });

  it('listens once the page\'s widgets stand, and catches up with a payment made before', async () => {
    const other = {};
    rise(other);
    const { element, client } = await show();
    await pay(client, 'paid');
    expect(symbols(element), 'nobody has told it yet').to.equal(2);
    stand(other);
    await clock.settle();
    expect(text(element)).to.contain('付款成功');
  });

  it('listens within a second even if another widget never stands', async () => {
    const other = {};
    rise(other);
    const { element, client } = await show();
    await clock.advance(1_000);
    await pay(client, 'paid');
    expect(text(element)).to.contain('付款成功');
    stand(other);
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
    await clock.advance(2_100);
    expect(text(element)).to.contain('请不要重复付款');
    client.fail('payments.get', 'network_error', 1);
    await clock.advance(3_100);
    client.world.payments = [{ ...payment, status: 'paid', settledAt: payment.createdAt }];
    await clock.advance(4_100);
    expect(text(element)).to.contain('付款成功');
    await clock.advance(20_000);
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
    expect(text(element)).to.contain('现在没有能用的付款方式');
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

  it('shows hostile texts of a payment as texts, on the card, in the list and in the receipt', async () => {
    const evil = '<img src=x onerror="globalThis.hacked=1">{{0}}${1}'.repeat(4);
    const { element, client } = await show();
    const hostile = {
      store: { id: fixtureId('str', 1), name: evil }, source: { kind: 'life_card' as const, name: evil, last4: '0000' }, orderReference: evil,
      discounts: [{ kind: 'coupon' as const, title: evil, saved: { amount: 1000, currency: 'CNY' as const } }],
      refunds: [{ id: fixtureId('rfd', 9), amount: { amount: 1, currency: 'CNY' as const }, reason: evil, createdAt: '2026-03-02T04:00:00.000Z' }],
    };
    await pay(client, 'paid', hostile);
    expect(text(element)).to.contain('<img');
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    await press(element, '.result .button');
    await press(element, 'header .ghost');
    await clock.settle();
    await press(element, 'dialog .rows .row');
    expect(one(element, 'dialog').textContent).to.contain('<img');
    expect(one(element, 'dialog').scrollWidth).to.be.at.most(one(element, 'dialog').clientWidth);
    expect(all(element, 'img')).to.deep.equal([]);
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
});
