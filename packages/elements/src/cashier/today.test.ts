import { expect } from '@open-wc/testing';
import { fixtureId, paymentFixture, yuan } from '@tessera/client/testing';
import { all, button, called, clock, one, press, show, text, withClock } from '../testing/till-stage.js';

withClock();

const open = async (element: Awaited<ReturnType<typeof show>>['element'], at = 0) => {
  (all(element, '.rows .row')[at] as HTMLElement).click();
  await clock.settle();
  await clock.settle();
};

describe('the till’s day', () => {
  it('adds up as the bank settles it: payments less refunds and voids, with what is open', async () => {
    const { element, client } = await show();
    const { settlement } = element['data' as never] as { settlement: { payments: { count: number }; net: number; open: { count: number } } };
    expect(text(element)).to.contain('今日实收').and.contain(`${settlement.payments.count} 笔`);
    expect(called(client, 'payments.settlement')).to.have.length(1);
    expect(settlement.open.count).to.be.greaterThan(0);
    expect(text(element)).to.contain('笔未有结果');
    expect(text(element)).to.contain('已收款').and.contain('待确认').and.contain('未收款');
  });

  it('can be negative, and says so', async () => {
    const { element } = await show({ world: { payments: [] } });
    const { data, take } = element as unknown as { data: { settlement: object }; take(this: unknown, data: object): void };
    take.call(element, { ...data, settlement: { ...data.settlement, net: -1250 } });
    await clock.settle();
    expect(one(element, '.net strong').textContent).to.equal('−¥12.50');
    expect(text(element)).to.contain('今天还没有收款');
  });

  it('opens a payment with its receipt, line by line', async () => {
    const { element } = await show();
    await open(element);
    const lines = all(element, 'dialog dl div').map(({ textContent }) => textContent);
    expect(lines[0]).to.equal('订单金额¥68.00');
    expect(lines).to.include('超市满减 满 50 减 10−¥10.00').and.include('顾客付¥58.00');
    expect(lines.at(-1)).to.equal(`流水号${fixtureId('pay', 1)}`);
  });

  it('refunds a part with a reason, and tells what is refunded', async () => {
    const { element, client } = await show();
    await open(element);
    await press(element, '退款');
    const input = one(element, 'dialog input') as HTMLInputElement;
    expect(input.value).to.equal('58.00');
    input.value = '60';
    input.dispatchEvent(new Event('input'));
    expect(input.validity.valid).to.equal(false);
    input.value = '8.8';
    input.dispatchEvent(new Event('input'));
    await press(element, '确认退款');
    const refund = client.world.payments.find(({ id }) => id === fixtureId('pay', 1))?.refunds[0];
    expect(refund).to.include({ reason: '顾客退货' });
    expect(refund?.amount).to.deep.equal(yuan(8.8));
    expect(text(element)).to.contain('已退 ¥8.80');
    expect(all(element, 'dialog')).to.deep.equal([]);
    await open(element);
    expect(button(element, '撤销'), 'a refunded payment is not voided').to.equal(undefined);
  });

  it('keeps the sheet and says why when a refund fails', async () => {
    const { element, client } = await show();
    client.fail('payments.refund', 'refund_exceeds_payment');
    await open(element);
    await press(element, '退款');
    await press(element, '确认退款');
    expect(one(element, 'dialog [role=alert]').textContent).to.contain('退款超过了可退金额');
  });

  it('voids a payment of today after asking', async () => {
    const { element, client } = await show();
    await open(element);
    await press(element, '撤销');
    expect(text(element)).to.contain('¥58.00 会全部原路退给顾客');
    expect(called(client, 'payments.void')).to.deep.equal([]);
    await press(element, '确认撤销');
    expect(client.world.payments.find(({ id }) => id === fixtureId('pay', 1))?.status).to.equal('voided');
    expect(all(element, 'dialog')).to.deep.equal([]);
    expect(text(element)).to.contain('已撤销');
  });

  it('prints the receipt alone, from a document without inline styles', async () => {
    const { element } = await show({ world: { payments: [paymentFixture(Date.parse('2026-03-02T04:00:00Z'), { id: fixtureId('pay', 9) })] } });
    let printed = 0;
    const root = element.shadowRoot as ShadowRoot;
    const put = root.append.bind(root);
    root.append = (...nodes) => {
      put(...nodes);
      const [frame] = nodes as [HTMLIFrameElement];
      (frame.contentWindow as Window).print = () => { printed += 1; };
    };
    await open(element);
    await press(element, '打印小票');
    const page = (one(element, 'iframe') as HTMLIFrameElement).contentDocument as Document;
    expect(printed).to.equal(1);
    expect(page.body.textContent).to.contain('永辉超市').and.contain('顾客付¥58.00').and.contain(fixtureId('pay', 9));
    expect(page.querySelectorAll('[style], style, script')).to.have.length(0);
    expect(page.adoptedStyleSheets).to.have.length(1);
    (one(element, 'iframe') as HTMLIFrameElement).contentWindow?.dispatchEvent(new Event('afterprint'));
    await clock.advance(10);
    expect(all(element, 'iframe')).to.have.length(0);
  });
});
