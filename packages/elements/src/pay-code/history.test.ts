import { expect } from '@open-wc/testing';
import { paymentFixture, fixtureId } from '@tessera/client/testing';
import { all, clock, one, pay, press, show, text, withClock } from '../testing/pay-code-stage.js';

withClock();

const open = async (options = {}) => {
  const stage = await show(options);
  await press(stage.element, 'header .ghost');
  await clock.settle();
  return stage;
};
const entries = (element: Parameters<typeof one>[0]) => all(element, 'dialog .rows .row');

describe('<tessera-pay-code>, last payments', () => {
  it('lists them with what became of each', async () => {
    const { element } = await open();
    expect(entries(element)).to.have.length(7);
    expect(text(element)).to.contain('结果确认中').and.contain('已撤销').and.contain('已退 ¥20.00').and.contain('付款没有成功');
  });

  it('opens a receipt with discounts, plan, refunds one by one and the number to quote', async () => {
    const { element } = await open();
    entries(element)[3]?.click();
    await clock.settle();
    expect(one(element, 'dialog').textContent).to.contain('付款凭证').and.contain('3,200 积分抵现').and.contain('退款 · 退一件').and.contain(fixtureId('pay', 4));
    await press(element, 'dialog .wide');
    entries(element)[5]?.click();
    await clock.settle();
    expect(one(element, 'dialog table').querySelectorAll('tbody tr')).to.have.length(3);
  });

  it('is kept current by events', async () => {
    const { element, client } = await open();
    const [payment] = client.world.payments;
    if (!payment) throw new Error('the fixtures have no payment');
    client.emit({ type: 'payment.refunded', payment: { ...payment, refunded: { amount: 100, currency: 'CNY' } } });
    await clock.settle();
    expect(entries(element)[0]?.textContent).to.contain('已退 ¥1.00');
  });

  it('goes on by cursor', async () => {
    const { element, client } = await show();
    client.world.payments = Array.from({ length: 23 }, (_, index) => paymentFixture(client.now(), { id: fixtureId('pay', 500 + index) }));
    await press(element, 'header .ghost');
    await clock.settle();
    expect(entries(element)).to.have.length(10);
    await press(element, 'dialog .wide');
    await clock.settle();
    await press(element, 'dialog .wide');
    await clock.settle();
    expect(entries(element)).to.have.length(23);
    expect(all(element, 'dialog .wide')).to.deep.equal([]);
  });

  it('has words for none yet, and a way on after a failure', async () => {
    const { element, client } = await show({ world: { payments: [] } });
    client.fail('payments.list', 'network_error', 1);
    await press(element, 'header .ghost');
    await clock.settle();
    expect(one(element, 'dialog').textContent).to.contain('网络不可用');
    await press(element, 'dialog .wide');
    await clock.settle();
    expect(one(element, 'dialog').textContent).to.contain('还没有付过款');
  });

  it('prints the receipt alone', async () => {
    const { element } = await open();
    entries(element)[0]?.click();
    await clock.settle();
    let printed = '';
    const add = document.body.append.bind(document.body);
    document.body.append = (...nodes) => {
      add(...nodes);
      const view = (nodes[0] as HTMLIFrameElement).contentWindow;
      if (view) view.print = () => { printed = view.document.body.textContent ?? ''; view.dispatchEvent(new Event('afterprint')); };
    };
    await press(element, 'dialog .pair .mini:last-child');
    Reflect.deleteProperty(document.body, 'append');
    expect(printed).to.contain('永辉超市').and.contain('¥58.00').and.contain(fixtureId('pay', 1));
    expect(document.querySelector('body > iframe')).to.equal(null);
  });

  it('is out of the way while a payment is shown', async () => {
    const { element, client } = await show();
    await pay(client, 'paid');
    expect(all(element, 'header .ghost')).to.deep.equal([]);
  });
});
