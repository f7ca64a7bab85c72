import { expect, fixture, html } from '@open-wc/testing';
import { createFakeClient, fixtureId, yuan, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import { FakeClock } from '../testing/fake-clock.js';
import { fen, press } from './amount.js';
import './cashier.js';
import type { CashierElement } from './cashier.js';

let clock: FakeClock;

const all = (element: CashierElement, selector: string) => [...(element.shadowRoot as ShadowRoot).querySelectorAll<HTMLElement>(selector)];
const one = (element: CashierElement, selector: string) => all(element, selector)[0] as HTMLElement;
const text = (element: CashierElement) => (element.shadowRoot as ShadowRoot).textContent.replace(/\s+/g, ' ');
const charges = (client: FakeClient) => client.calls.filter(({ method }) => method === 'payments.charge');

async function show(options: FakeClientOptions = {}) {
  const client = createFakeClient(options);
  const element = document.createElement('tessera-cashier');
  element.client = client;
  const host = await fixture<HTMLElement>(html`<div></div>`);
  host.append(element);
  await clock.settle();
  await clock.settle();
  const { number } = await client.payCodes.issue({});
  return { client, element, number };
}

const keys = async (sequence: string) => {
  for (const key of sequence) dispatchEvent(new KeyboardEvent('keydown', { key }));
  await clock.settle();
};

/** Keys the way a keyboard-wedge scanner sends them: at once, and Enter. */
const scan = async (digits: string) => {
  for (const key of digits) dispatchEvent(new KeyboardEvent('keydown', { key }));
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
  await clock.settle();
  await clock.settle();
};

/** Long enough that the next key is not a scanner's; events carry the real time. */
const pause = async () => {
  await clock.settle();
  const until = Date.now() + 120;
  while (Date.now() < until);
};

const type = async (element: CashierElement, amount: string, code: string) => {
  for (const key of amount) all(element, '.keys button').find((button) => button.textContent.trim() === key)?.click();
  const input = one(element, 'input[name=code]') as HTMLInputElement;
  input.value = code;
  input.dispatchEvent(new Event('input'));
  await clock.settle();
  one(element, '.charge').click();
  await clock.settle();
  await clock.settle();
};

before(() => Promise.all([import('./refund-sheet.js'), import('../problem-text.js')]));
beforeEach(() => { clock = new FakeClock(); });
afterEach(() => { clock.restore(); });

describe('the amount', () => {
  it('is counted in whole fen', () => {
    for (const [display, amount] of [['', 0], ['0.', 0], ['0.1', 10], ['12.5', 1250], ['0.29', 29], ['19.99', 1999], ['50000', 5_000_000]] as const) expect(fen(display)).to.equal(amount);
  });

  it('takes no key that makes no amount', () => {
    const typed = (sequence: string) => [...sequence].reduce((display, key) => press(display, key === '<' ? 'Backspace' : key), '');
    expect(typed('.5')).to.equal('0.5');
    expect(typed('1.234')).to.equal('1.23');
    expect(typed('1..2')).to.equal('1.2');
    expect(typed('007')).to.equal('7');
    expect(typed('500001')).to.equal('50000');
    expect(typed('12<3')).to.equal('13');
  });
});

describe('<tessera-cashier>', () => {
  it('charges a typed code and shows that it is paid', async () => {
    const { element, client, number } = await show();
    await type(element, '12.5', number.replace(/(\d{4})/g, '$1 '));
    expect((charges(client)[0]?.input as { amount: object }).amount).to.deep.equal({ amount: 1250, currency: 'CNY' });
    expect(text(element)).to.contain('收款成功').and.contain('¥12.50');
    expect(one(element, '[role=status]').textContent).to.equal('收款成功，¥12.50');
    await keys('x');
    one(element, '.result .button').click();
    await clock.settle();
    expect(text(element)).to.contain('0.00');
  });

  it('charges what a scanner reads, without the digits reaching the amount', async () => {
    const { element, client, number } = await show();
    await keys('8');
    await pause();
    await scan(number);
    expect(charges(client)[0]?.input).to.deep.equal({ code: number, amount: { amount: 800, currency: 'CNY' } });
    expect(text(element)).to.contain('收款成功');
  });

  it('asks for the amount when scanned without one', async () => {
    const { element, client, number } = await show();
    await pause();
    await scan(number);
    expect(charges(client)).to.deep.equal([]);
    expect(text(element)).to.contain('请先输入金额');
    expect(one(element, '.display').textContent).to.contain('0.00');
  });

  it('says why a code was refused, and keeps the amount for the next try', async () => {
    const { element, client, number } = await show();
    client.fail('payments.charge', 'code_used', 1);
    await type(element, '9', number);
    await clock.settle();
    expect(text(element)).to.contain('没有收款').and.contain('付款码已经用过');
    one(element, '.result .button').click();
    await clock.settle();
    expect(one(element, '.display').textContent).to.contain('9');
  });

  it('without an answer asks again under the same key and never says to charge again', async () => {
    const { element, client, number } = await show();
    client.fail('payments.charge', 'timeout', 2);
    await type(element, '9', number);
    expect(text(element)).to.contain('请不要重复收款');
    await clock.advance(4_200);
    await clock.settle();
    expect(text(element)).to.contain('收款成功');
    const used = charges(client).map(({ options }) => options?.idempotencyKey);
    expect(used).to.have.length(3);
    expect(new Set(used).size).to.equal(1);
  });

  it('in doubt asks for the payment until it is known', async () => {
    const { element, client, number } = await show();
    client.world.chargeStatus = 'in_doubt';
    await type(element, '9', number);
    expect(text(element)).to.contain('结果待确认').and.contain('请不要重复收款');
    client.world.payments = client.world.payments.map((payment, index) => (index ? payment : { ...payment, status: 'declined' as const, declineReason: 'insufficient_funds' as const }));
    await clock.advance(2_100);
    expect(text(element)).to.contain('没有收款').and.contain('余额不足');
    expect(charges(client)).to.have.length(1);
  });

  it('lists today with its totals and refunds a part with a reason', async () => {
    const { element, client } = await show();
    const before = client.world.payments.find(({ id }) => id === fixtureId('pay', 1))?.refunded.amount;
    expect(before).to.equal(0);
    expect(text(element)).to.contain('已收款').and.contain('待确认').and.contain('未收款');
    one(element, '.rows .mini').click();
    await clock.settle();
    await clock.settle();
    const input = one(element, 'dialog input') as HTMLInputElement;
    expect(input.value).to.equal('58.00');
    input.value = '60';
    input.dispatchEvent(new Event('input'));
    expect(input.validity.valid).to.equal(false);
    input.value = '8.8';
    input.dispatchEvent(new Event('input'));
    one(element, 'dialog .button').click();
    await clock.settle();
    await clock.settle();
    const refund = client.world.payments.find(({ id }) => id === fixtureId('pay', 1))?.refunds[0];
    expect(refund).to.include({ reason: '顾客退货' });
    expect(refund?.amount).to.deep.equal(yuan(8.8));
    expect(text(element)).to.contain('已退 ¥8.80');
    expect(all(element, 'dialog')).to.deep.equal([]);
  });

  it('keeps the sheet and says why when a refund fails', async () => {
    const { element, client } = await show();
    client.fail('payments.refund', 'refund_exceeds_payment');
    one(element, '.rows .mini').click();
    await clock.settle();
    await clock.settle();
    one(element, 'dialog .button').click();
    await clock.settle();
    await clock.settle();
    expect(one(element, 'dialog [role=alert]').textContent).to.contain('退款超过了可退金额');
  });

  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}`, async () => {
      const { element } = await show();
      clock.restore();
      const host = element.parentElement as HTMLElement;
      host.style.cssText = `color-scheme:${theme};background:${theme === 'dark' ? '#0b1214' : '#f3f7f6'}`;
      await expect(element).to.be.accessible();
    });
  }

  it('leaves no timer behind', async () => {
    const { element, client, number } = await show();
    client.fail('payments.charge', 'timeout');
    await type(element, '9', number);
    expect(clock.waiting).to.equal(1);
    element.remove();
    await clock.settle();
    expect(clock.waiting).to.equal(0);
  });
});
