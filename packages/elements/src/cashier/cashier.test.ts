import { expect } from '@open-wc/testing';
import { fixtureId, yuan } from '@tessera/client/testing';
import type { Payment } from '@tessera/contract';
import { all, button, called, clock, keys, one, pause, press, said, scan, show, text, type, withClock } from '../testing/till-stage.js';
import { expectAccessible } from '../testing/still.js';

withClock();

describe('<tessera-cashier>', () => {
  it('charges a typed code and shows that it is paid', async () => {
    const { element, client, number } = await show();
    await type(element, '12.5', number.replace(/(\d{4})/g, '$1 '));
    expect((called(client, 'payments.charge')[0]?.input as { amount: object }).amount).to.deep.equal({ amount: 1250, currency: 'CNY' });
    expect(text(element)).to.contain('收款成功').and.contain('¥12.50');
    expect(said(element)).to.equal('收款成功，¥12.50');
    await press(element, '下一笔');
    expect(text(element)).to.contain('0.00');
  });

  it('charges what a scanner reads, without the digits reaching the amount', async () => {
    const { element, client, number } = await show();
    await keys('8');
    await pause();
    await scan(number);
    expect(called(client, 'payments.charge')[0]?.input).to.deep.equal({ code: number, amount: { amount: 800, currency: 'CNY' } });
    expect(text(element)).to.contain('收款成功');
  });

  it('takes an EMVCo payload from a scanner, capitals and all', async () => {
    const { client } = await show();
    await keys('8');
    await pause();
    await scan('hQVDUFYwMWETTwegAAADMwEBAQ/+==');
    expect((called(client, 'payments.charge')[0]?.input as { code: string }).code).to.equal('hQVDUFYwMWETTwegAAADMwEBAQ/+==');
  });

  it('asks for the amount when scanned without one', async () => {
    const { element, client, number } = await show();
    await pause();
    await scan(number);
    expect(called(client, 'payments.charge')).to.deep.equal([]);
    expect(text(element)).to.contain('请先输入金额');
    expect(one(element, '.display').textContent).to.contain('0.00');
  });

  it('says why a code was refused, and keeps the amount for the next try', async () => {
    const { element, client, number } = await show();
    client.fail('payments.charge', 'code_used', 1);
    await type(element, '9', number);
    await clock.settle();
    expect(text(element)).to.contain('没有收款').and.contain('付款码已经用过');
    await press(element, '重新收款');
    expect(one(element, '.display').textContent).to.contain('9');
  });

  it('without an answer asks again under the same key and never says to charge again', async () => {
    const { element, client, number } = await show();
    client.fail('payments.charge', 'timeout', 2);
    await type(element, '9', number);
    expect(text(element)).to.contain('正在收款');
    await clock.advance(4_100);
    expect(text(element)).to.contain('还没有收到结果').and.contain('请不要重复收款');
    await clock.advance(10_000);
    expect(text(element)).to.contain('收款成功');
    const used = called(client, 'payments.charge').map(({ options }) => options?.idempotencyKey);
    expect(used).to.have.length(3);
    expect(new Set(used).size).to.equal(1);
  });

  it('reverses a charge that never came through, says so, and stays with the amount', async () => {
    const { element, client, number } = await show();
    client.fail('payments.charge', 'network_error');
    await type(element, '9', number);
    await clock.advance(31_000);
    await clock.settle();
    expect(called(client, 'payments.reverse')).to.have.length(1);
    expect(text(element)).to.contain('没有收款');
    expect(client.world.payments.some(({ amount }) => amount.amount === 900)).to.equal(false);
    await press(element, '重新收款');
    expect(one(element, '.display').textContent).to.contain('9');
  });

  it('goes on asking for a charge that the cashier left for the next customer', async () => {
    const { element, client, number } = await show();
    client.fail('payments.charge', 'network_error');
    await type(element, '9', number);
    await clock.advance(4_100);
    await press(element, '先收下一笔，结果会记在今日流水');
    expect(text(element)).to.contain('0.00');
    await clock.advance(31_000);
    expect(called(client, 'payments.reverse')).to.have.length(1);
    expect(text(element)).to.contain('0.00');
  });

  it('waits for the customer with the time left, and shows what they did', async () => {
    const { element, client, number } = await show();
    await type(element, '600', number);
    expect(text(element)).to.contain('等待顾客在手机上确认').and.contain('还有 60 秒');
    const [payment] = client.world.payments as [Payment];
    await client.payments.confirm({ paymentId: payment.id, method: 'pin', pin: '271828' });
    await clock.settle();
    expect(text(element)).to.contain('收款成功').and.contain('¥600.00');
    expect(called(client, 'payments.charge')).to.have.length(1);
  });

  it('cancels while it waits for the customer', async () => {
    const { element, client, number } = await show();
    await type(element, '600', number);
    await press(element, '取消这笔收款');
    expect(called(client, 'payments.void')).to.have.length(1);
    expect(text(element)).to.contain('已撤销，没有收款');
    expect(said(element)).to.equal('已撤销，没有收款');
    await press(element, '重新收款');
    expect(one(element, '.display').textContent).to.contain('600');
  });

  it('says when the customer cancelled', async () => {
    const { element, client, number } = await show();
    await type(element, '600', number);
    await client.payments.cancel({ paymentId: (client.world.payments[0] as Payment).id });
    await clock.settle();
    expect(text(element)).to.contain('没有收款').and.contain('顾客取消了');
  });

  it('in doubt asks until it is known, voids when patience ends, and goes on asking', async () => {
    const { element, client, number } = await show();
    client.world.chargeStatus = client.world.voidStatus = 'in_doubt';
    await type(element, '9', number);
    expect(text(element)).to.contain('结果待确认').and.contain('请不要重复收款');
    await clock.advance(62_000);
    expect(called(client, 'payments.void').length).to.be.greaterThan(0);
    expect(text(element)).to.contain('结果待确认');
    client.world.payments = client.world.payments.map((payment, index) => (index ? payment : { ...payment, status: 'voided' as const, voiding: false }));
    await clock.advance(3_100);
    expect(text(element)).to.contain('已撤销，没有收款');
    expect(called(client, 'payments.charge')).to.have.length(1);
  });

  it('charges nothing without a network, says since when, and keeps the amount', async () => {
    const { element, client, number } = await show();
    await type(element, '9', '');
    client.offline = true;
    await clock.settle();
    expect(text(element)).to.contain('起没有网络，现在不能收款');
    expect((one(element, '.charge') as HTMLButtonElement).disabled).to.equal(true);
    await pause();
    await scan(number);
    expect(called(client, 'payments.charge')).to.deep.equal([]);
    expect(one(element, '.display').textContent).to.contain('9');
    client.offline = false;
    await clock.settle();
    expect(text(element)).not.to.contain('起没有网络');
    await pause();
    await scan(number);
    expect(text(element)).to.contain('收款成功');
  });

  it('goes on under the same key when it is taken off the page and put back', async () => {
    const { element, client, number } = await show();
    client.fail('payments.charge', 'timeout', 1);
    await type(element, '9', number);
    const host = element.parentElement as HTMLElement;
    element.remove();
    await clock.settle();
    expect(clock.waiting).to.equal(0);
    host.append(element);
    await clock.settle();
    await clock.settle();
    expect(text(element)).to.contain('收款成功');
    expect(new Set(called(client, 'payments.charge').map(({ options }) => options?.idempotencyKey)).size).to.equal(1);
  });

  it('shows the store’s own code over the amount and waits for its payment', async () => {
    const { element, client } = await show();
    await type(element, '36', '');
    await press(element, '出示收款码');
    expect(all(element, '.qr svg')).to.have.length(1);
    expect(text(element)).to.contain('请顾客扫一扫').and.contain('¥36.00').and.contain('5 分 0 秒内有效');
    const payload = Object.keys(client.world.merchantOrders).at(-1) as string;
    await client.payments.payMerchant({ payload, pay: { amount: 3600, currency: 'CNY' }, coupon: 'none' });
    await clock.settle();
    expect(text(element)).to.contain('收款成功').and.contain('¥36.00');
    await press(element, '下一笔');
    expect(all(element, '.keypad')).to.have.length(1);
  });

  it('keeps the fixed code on the screen for the next customer', async () => {
    const { element, client } = await show();
    await press(element, '出示收款码');
    expect(text(element)).to.contain('顾客自己输入金额');
    const [payload = ''] = Object.entries(client.world.merchantOrders).find(([, { fixed }]) => fixed) ?? [];
    const yuan = { amount: 800, currency: 'CNY' as const };
    await client.payments.payMerchant({ payload, amount: yuan, pay: yuan, coupon: 'none' });
    await clock.settle();
    expect(text(element)).to.contain('收款成功').and.contain('¥8.00');
    await press(element, '下一笔');
    expect(all(element, '.qr svg')).to.have.length(1);
    await press(element, '返回');
    expect(all(element, '.keypad')).to.have.length(1);
  });

  it('finds a payment by the store’s code that no event told of', async () => {
    const { element, client } = await show();
    await press(element, '出示收款码');
    const [before] = client.world.payments as [Payment];
    client.world.payments = [{ ...before, id: fixtureId('pay', 500), payCodeId: null, status: 'paid', amount: yuan(7), paid: yuan(7), discounts: [] }, ...client.world.payments];
    await clock.advance(4_100);
    expect(text(element)).to.contain('收款成功').and.contain('¥7.00');
    await press(element, '下一笔');
    await clock.advance(4_100);
    expect(all(element, '.qr svg'), 'told once').to.have.length(1);
  });

  it('says when there is no camera', async () => {
    const { element } = await show();
    await type(element, '9', '');
    const devices = Object.getOwnPropertyDescriptor(navigator, 'mediaDevices');
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: () => Promise.reject(new DOMException('', 'NotFoundError')) } });
    one(element, '.square.camera').click();
    await clock.settle();
    expect(text(element)).to.contain('没有找到相机');
    expect(button(element, '收款')).to.be.instanceOf(HTMLButtonElement);
    Reflect.deleteProperty(navigator, 'mediaDevices');
    if (devices) Object.defineProperty(navigator, 'mediaDevices', devices);
  });

  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}`, async () => {
      const { element } = await show();
      clock.restore();
      const host = element.parentElement as HTMLElement;
      host.style.cssText = `color-scheme:${theme};background:${theme === 'dark' ? '#0b1214' : '#f3f7f6'}`;
      await expectAccessible(element);
    });
  }

  it('leaves no timer behind', async () => {
    const { element, client, number } = await show();
    client.fail('payments.charge', 'timeout');
    await type(element, '9', number);
    expect(clock.waiting).to.be.greaterThan(0);
    element.remove();
    await clock.settle();
    expect(clock.waiting).to.equal(0);
  });
});
